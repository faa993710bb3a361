"""Issues, comments, labels and reactions. Rows of BEHAVIOURS.md."""

import pytest

from tests.builders_sandbox import REPO


async def test_editing_notifies_nobody(github, shop, app, change):
    before = len(github.notifications)
    comment = (await app.post(f"{REPO}/issues/{change.number}/comments", {"body": "One"})).json()
    issue = (await app.post(f"{REPO}/issues", {"title": "One"})).json()
    assert len(github.notifications) == before + 2
    await app.patch(f"{REPO}/issues/comments/{comment['id']}", {"body": "Two, @bob"})
    await app.patch(f"{REPO}/issues/{issue['number']}", {"title": "Two", "body": "@bob"})
    assert len(github.notifications) == before + 2


async def test_what_the_app_writes_is_its_bots(app, change):
    comment = (await app.post(f"{REPO}/issues/{change.number}/comments", {"body": "x"})).json()
    issue = (await app.post(f"{REPO}/issues", {"title": "x"})).json()
    for one in (comment, issue):
        assert (one["user"]["login"], one["user"]["type"]) == ("statusproof[bot]", "Bot")
        assert one["performed_via_github_app"]["slug"] == "statusproof"


async def test_what_a_person_writes_is_theirs(shop, app, change):
    said = shop.comment(change.number, "eve", "Hello")
    comment = (await app.get(f"{REPO}/issues/comments/{said}")).json()
    assert (comment["user"]["login"], comment["user"]["type"]) == ("eve", "User")
    assert comment["performed_via_github_app"] is None


async def test_reaction_that_was_there_answers_200(shop, app, change):
    path = f"{REPO}/issues/comments/{shop.comment(change.number, 'eve', '/statusproof recheck')}/reactions"
    answers = [await app.post(path, {"content": kind}) for kind in ("eyes", "eyes", "rocket", "sad")]
    assert [one.status_code for one in answers] == [201, 200, 201, 422]
    assert answers[0].json()["id"] == answers[1].json()["id"]


async def test_disabled_issues_are_410(shop, app, change):
    number = shop.open_issue("Old")
    shop.configure(has_issues=False)
    assert (await app.post(f"{REPO}/issues", {"title": "x"})).status_code == 410
    assert (await app.get(f"{REPO}/issues")).status_code == 410
    assert (await app.patch(f"{REPO}/issues/{number}", {"title": "x"})).status_code == 410
    said = await app.post(
        f"{REPO}/issues/{change.number}/comments", {"body": "pull requests can be talked of"}
    )
    assert said.status_code == 201


async def test_deleted_issue_is_410_and_moved_one_301(github, shop, app):
    gone, moved = shop.open_issue("Gone"), shop.open_issue("Moved")
    shop.delete_issue(gone)
    shop.issue(moved).moved_to = f"{github.base_url}/repositories/1/issues/1"
    assert (await app.get(f"{REPO}/issues/{gone}")).status_code == 410
    assert (await app.get(f"{REPO}/issues/{moved}")).status_code == 301
    assert [row["number"] for row in (await app.get(f"{REPO}/issues")).json()] == [moved]


async def test_issue_list_holds_pull_requests_too(shop, app, change):
    issue = shop.open_issue("Blocked")
    rows = (await app.get(f"{REPO}/issues")).json()
    assert {row["number"]: "pull_request" in row for row in rows} == {issue: False, change.number: True}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("issues", {"title": "x" * 257}),
        ("issues", {"title": "x", "body": "y" * 65537}),
        ("issues", {"title": "x", "labels": ["l" * 51]}),
        ("issues", {"title": "x", "labels": "l"}),
        ("issues", {"title": "x", "labels": [str(number) for number in range(101)]}),
        ("issues/1/comments", {"body": "y" * 65537}),
        ("issues/1/comments", {"body": ""}),
        ("labels", {"name": "x", "description": "y" * 101}),
        ("labels", {"name": "x", "color": "#fff"}),
        ("labels", {"name": "BUG"}),
    ],
)
async def test_too_long_or_unfit_texts_are_422(app, change, path, body):
    assert (await app.post(f"{REPO}/{path}", body)).status_code == 422


@pytest.mark.parametrize("body", [{"state": "done"}, {"state_reason": "bored"}, {"title": ""}])
async def test_unfit_edits_of_an_issue_are_422(shop, app, body):
    assert (await app.patch(f"{REPO}/issues/{shop.open_issue('x')}", body)).status_code == 422


async def test_texts_of_full_length_are_taken(app, change):
    assert (await app.post(f"{REPO}/issues", {"title": "x" * 256, "body": "y" * 65536})).status_code == 201
    assert (
        await app.post(f"{REPO}/issues/{change.number}/comments", {"body": "y" * 65536})
    ).status_code == 201


async def test_labels_are_made_on_use(app):
    issue = (await app.post(f"{REPO}/issues", {"title": "x", "labels": ["new", "Bug"]})).json()
    assert [label["name"] for label in issue["labels"]] == ["new", "bug"]
    label = (await app.get(f"{REPO}/labels/new")).json()
    assert (label["color"], label["default"]) == ("ededed", False)
    assert (await app.get(f"{REPO}/labels/none")).status_code == 404
    path = f"{REPO}/issues/{issue['number']}/labels"
    assert [row["name"] for row in (await app.get(path)).json()] == ["new", "bug"]
    assert (await app.send("DELETE", f"{path}/none")).status_code == 404


async def test_closing_says_why_and_reopening_says_so(shop, app):
    number = shop.open_issue("Blocked", labels=["bug"])
    path = f"{REPO}/issues/{number}"
    closed = (await app.patch(path, {"state": "closed", "state_reason": "not_planned"})).json()
    assert (closed["state"], closed["state_reason"], closed["closed_by"]["type"]) == (
        "closed",
        "not_planned",
        "Bot",
    )
    again = (await app.patch(path, {"state_reason": "completed"})).json()
    assert again["state_reason"] == "completed"
    opened = (await app.patch(path, {"state": "open", "labels": [], "assignees": ["bob"]})).json()
    assert (opened["state_reason"], opened["closed_at"], opened["labels"]) == ("reopened", None, [])
    assert opened["assignee"]["login"] == "bob"


async def test_pull_request_is_edited_as_an_issue_too(shop, app, change):
    path = f"{REPO}/issues/{change.number}"
    await app.patch(path, {"title": "New", "state": "closed"})
    assert (shop.pull(change.number).issue.title, shop.pull(change.number).is_open) == ("New", False)
    await app.patch(path, {"state": "open"})
    assert shop.pull(change.number).is_open


async def test_lists_are_filtered_and_sorted(github, shop, app):
    old, new = shop.open_issue("Old", user="bob"), shop.open_issue("New", labels=["bug", "x"])
    github.advance(60)
    shop.edit_issue(old, title="Older")
    since = github.world.now().isoformat()

    async def numbers(query):
        return [row["number"] for row in (await app.get(f"{REPO}/issues?{query}")).json()]

    assert await numbers("") == [new, old]
    assert await numbers("labels=bug,X") == [new]
    assert await numbers("creator=bob") == [old]
    assert await numbers("sort=updated") == [old, new]
    assert await numbers("direction=asc") == [old, new]
    assert await numbers(f"since={since.replace('+00:00', 'Z')}") == [old]
    assert (await app.get(f"{REPO}/issues?since=yesterday")).status_code == 422
    comment = shop.comment(old, "eve", "x")
    path = f"{REPO}/issues/{old}/comments"
    assert [row["id"] for row in (await app.get(f"{path}?since=2020-01-01T00:00:00Z")).json()] == [comment]
    assert (await app.get(f"{path}?since=2999-01-01T00:00:00Z")).json() == []


async def test_deleted_comment_is_gone(app, change):
    made = (await app.post(f"{REPO}/issues/{change.number}/comments", {"body": "x"})).json()
    path = f"{REPO}/issues/comments/{made['id']}"
    assert (await app.send("DELETE", path)).status_code == 204
    assert (await app.get(path)).status_code == 404
