"""Limits, cache, pages and faults. Rows of BEHAVIOURS.md."""

import asyncio
import time

import httpx
import pytest

from tests.builders_sandbox import REPO, Visitor


async def test_etag_holds_for_one_token(github, shop, app):
    first = await app.get(f"{REPO}/pulls")
    again = await app.get(f"{REPO}/pulls", if_none_match=first.headers["etag"])
    async with Visitor(github) as other:
        theirs = await other.get(f"{REPO}/pulls", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert theirs.status_code == 200
    shop.commit("fix", {"a": "b"}, "Fix")
    shop.open_pull("fix")
    changed = await app.get(f"{REPO}/pulls", if_none_match=first.headers["etag"])
    assert changed.status_code == 200


async def test_not_modified_does_not_count(app):
    first = await app.get(REPO)
    again = await app.get(REPO, if_none_match=first.headers["etag"])
    assert again.headers["x-ratelimit-remaining"] == first.headers["x-ratelimit-remaining"]
    other = await app.get(f"{REPO}/pulls")
    assert int(other.headers["x-ratelimit-used"]) == int(first.headers["x-ratelimit-used"]) + 1


async def test_primary_limit_is_per_installation_and_renewed_hourly(github, app):
    github.limit(per_hour=2)
    assert [(await app.get(REPO)).status_code for _ in range(3)] == [200, 200, 403]
    async with Visitor(github) as other:
        refused = await other.get(REPO)
        assert (refused.status_code, refused.headers["x-ratelimit-remaining"]) == (403, "0")
        assert int(refused.headers["x-ratelimit-reset"]) > time.time()
        github.advance(3601)
    app.token = (await app.mint()).json()["token"]
    assert (await app.get(REPO)).status_code == 200


async def test_secondary_limit_says_when_to_come_back(github, app):
    github.limit(content_per_minute=2, exceeded_status=429)
    answers = [await app.post(f"{REPO}/issues", {"title": "x"}) for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 201, 429]
    assert answers[2].headers["retry-after"] == "60"
    assert "secondary rate limit" in answers[2].json()["message"]
    assert (await app.get(REPO)).status_code == 200
    github.advance(61)
    assert (await app.post(f"{REPO}/issues", {"title": "x"})).status_code == 201


async def test_writes_cost_five_points_a_minute(github, app):
    github.limit(points_per_minute=7)
    assert (await app.post(f"{REPO}/issues", {"title": "x"})).status_code == 201
    assert [(await app.get(REPO)).status_code for _ in range(3)] == [200, 200, 403]


async def test_too_many_requests_at_once_are_refused(github, app):
    github.limit(concurrent=3)
    github.world.latency = 0.05
    answers = await asyncio.gather(*(app.get(REPO) for _ in range(4)))
    assert {one.status_code for one in answers} == {403, 200}
    assert (await app.get(REPO)).status_code == 200


async def test_links_go_to_the_repository_by_id(github, shop, app):
    for number in range(3):
        shop.open_issue(f"Issue {number}")
    page = await app.get(f"{REPO}/issues?per_page=2&state=all")
    link = page.links["next"]["url"]
    assert link.startswith(f"{github.base_url}/repositories/{shop.id}/issues?")
    last = await app.get(link)
    assert [row["title"] for row in [*page.json(), *last.json()]] == ["Issue 2", "Issue 1", "Issue 0"]
    assert set(last.links) == {"prev", "first"}
    assert page.links["last"]["url"].endswith("page=2")


async def test_writes_are_kept_with_their_time(github, app):
    await app.post(f"{REPO}/issues", {"title": "x"})
    await app.post(f"{REPO}/issues", {"title": ""})
    number = next(iter(github.world.installations))
    assert [(one.installation_id, one.method, one.path) for one in github.world.writes][-1:] == [
        (number, "POST", f"{REPO}/issues")
    ]
    assert sum(one.path == f"{REPO}/issues" for one in github.world.writes) == 1
    await app.post(f"{REPO}/issues", {"title": "y"})
    assert [gap > 0 for gap in github.gaps(number)] == [True]


async def test_a_cut_connection_may_hide_a_write_that_happened(github, shop, app):
    github.fail_next("POST", "*/issues", outcome="cut", applies=True)
    with pytest.raises(httpx.RemoteProtocolError):
        await app.post(f"{REPO}/issues", {"title": "Happened"})
    github.fail_next("POST", "*/issues", outcome="cut")
    with pytest.raises(httpx.RemoteProtocolError):
        await app.post(f"{REPO}/issues", {"title": "Never"})
    assert [one.title for one in shop.issues()] == ["Happened"]


async def test_server_errors_and_silence_on_demand(github, shop, app):
    github.fail_next("GET", outcome="status", status=502, times=2)
    assert [(await app.get(REPO)).status_code for _ in range(3)] == [502, 502, 200]
    github.fail_next("POST", outcome="status", status=500, applies=True, body="not JSON")
    assert (await app.post(f"{REPO}/issues", {"title": "Happened"})).text == "not JSON"
    assert len(shop.issues()) == 1
    github.fail_next("GET", outcome="hang", seconds=0.05)
    with pytest.raises(httpx.RemoteProtocolError):
        await app.get(REPO)
    github.fail_next("GET", outcome="slow", seconds=0.01)
    assert (await app.get(REPO)).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"), [(b"{broken", 400), (b"[]", 400), (b'{"title": 5}', 422), (b"{}", 422)]
)
async def test_unreadable_bodies_are_400_and_unfit_ones_422(app, body, status):
    answer = await app.client.post(
        f"{REPO}/issues", content=body, headers={"authorization": f"Bearer {app.token}"}
    )
    assert answer.status_code == status
