"""Who may do what, for how long, and how GitHub says no. Rows of BEHAVIOURS.md."""

import pytest

from tests.builders_sandbox import REPO, Visitor, check_body


async def test_token_lives_one_hour(github, app):
    assert (await app.get(REPO)).status_code == 200
    github.advance(3601)
    answer = await app.get(REPO)
    assert (answer.status_code, answer.json()["message"]) == (401, "Bad credentials")


async def test_token_is_long_and_opaque(app):
    assert app.token.startswith("ghs_")
    assert 500 <= len(app.token) <= 560


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({}, 200),
        ({"exp": 599}, 200),
        ({"exp": 700}, 401),
        ({"exp": -1}, 401),
        ({"iat": 120}, 401),
        ({"iss": "somebody"}, 401),
    ],
)
async def test_app_jwt_lives_ten_minutes_at_most(app, claims, status):
    assert (await app.as_app("GET", "/app", **claims)).status_code == status


async def test_app_jwt_of_another_key_or_algorithm_is_refused(github, app):
    for text in ("a.b.c", "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.", "not-a-token"):
        answer = await app.client.get("/app", headers={"authorization": f"Bearer {text}"})
        assert answer.status_code == 401


async def test_app_endpoints_want_the_jwt_and_others_a_token(app):
    assert (await app.get("/app")).status_code == 401
    assert (await app.as_app("GET", REPO)).status_code == 401
    assert (await app.client.get(REPO)).status_code == 401


async def test_requests_without_user_agent_are_refused(app):
    assert (await app.get(REPO, user_agent="")).status_code == 403


async def test_narrow_token_sees_only_its_repositories(github, shop, app):
    other = github.organisation("acme").repository("office", private=True)
    async with Visitor(github, repository_ids=[other.id]) as narrow:
        assert (await narrow.get(REPO)).status_code == 404
        assert (await narrow.get("/repos/acme/office")).status_code == 200
        listed = (await narrow.get("/installation/repositories")).json()
    assert [row["name"] for row in listed["repositories"]] == ["office"]
    assert listed["repository_selection"] == "selected"


async def test_missing_permission_is_403_and_says_which(github, app, change):
    async with Visitor(github, permissions={"checks": "read"}) as narrow:
        read = await narrow.get(f"{REPO}/commits/{change.head}/check-runs")
        write = await narrow.post(f"{REPO}/check-runs", check_body(change.head))
        pulls = await narrow.get(f"{REPO}/pulls")
    assert (read.status_code, write.status_code, pulls.status_code) == (200, 403, 403)
    assert write.json()["message"] == "Resource not accessible by integration"
    assert write.headers["x-accepted-github-permissions"] == "checks=write"


async def test_token_is_never_wider_than_granted(github, app):
    stranger = github.person("eve").repository("diary")
    assert (await app.mint(permissions={"contents": "write"})).status_code == 422
    assert (await app.mint(permissions={"administration": "read"})).status_code == 422
    assert (await app.mint(repository_ids=[stranger.id])).status_code == 422


async def test_suspended_installation_is_shut_out(github, shop, app):
    organisation = github.organisation("acme")
    organisation.suspend()
    assert (await app.get(REPO)).status_code == 403
    assert (await app.mint()).status_code == 403
    shown = (await app.as_app("GET", "/app/installations")).json()[0]
    assert shown["suspended_at"] is not None
    organisation.unsuspend()
    assert (await app.get(REPO)).status_code == 200


async def test_new_permissions_count_for_new_tokens(github, app, change):
    path = f"{REPO}/commits/{change.head}/statuses"
    github.organisation("acme").grant(metadata="read", contents="read")
    assert (await app.get(path)).status_code == 200
    async with Visitor(github) as fresh:
        assert (await fresh.get(path)).status_code == 403


async def test_uninstalled_app_loses_its_tokens(github, app):
    github.organisation("acme").uninstall()
    assert (await app.get(REPO)).status_code == 401


async def test_role_names_are_exact_and_permission_knows_four(shop, app):
    shop.collaborator("mona", "maintain")
    shop.collaborator("tim", "triage")
    shop.scene("eve")
    answers = [
        (await app.get(f"{REPO}/collaborators/{who}/permission")).json() for who in ("mona", "tim", "eve")
    ]
    assert [(one["permission"], one["role_name"]) for one in answers] == [
        ("write", "maintain"),
        ("read", "triage"),
        ("read", "read"),
    ]
    assert (await app.get(f"{REPO}/collaborators/nobody/permission")).status_code == 404
    bot = (await app.get("/users/statusproof%5Bbot%5D")).json()
    assert (bot["id"], bot["type"]) == (shop.world.apps["statusproof"].bot.id, "Bot")
    assert (await app.get("/users/nobody")).status_code == 404


async def test_renamed_repository_answers_301_to_its_id(github, shop, app):
    shop.rename("store")
    moved = await app.get(f"{REPO}/pulls?state=all")
    assert moved.status_code == 301
    assert moved.headers["location"] == f"{github.base_url}/repositories/{shop.id}/pulls?state=all"
    assert (await app.get(moved.headers["location"])).status_code == 200
    written = await app.post(f"{REPO}/issues", {"title": "x"})
    assert written.status_code == 307
    assert (await app.post(written.headers["location"], {"title": "x"})).status_code == 201


async def test_every_error_names_its_documentation(shop, app):
    for path in ("/repos/acme/nothing", f"{REPO}/issues/99", f"{REPO}/no-such-thing", f"{REPO}/pulls/x"):
        answer = await app.get(path)
        assert answer.status_code == 404
        assert answer.json()["documentation_url"].startswith("https://docs.github.com/")
