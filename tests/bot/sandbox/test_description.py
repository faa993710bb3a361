"""Every endpoint once, its answer held to GitHub's own API description."""

import pytest

from tests.builders_sandbox import NOT_DESCRIBED, REPO, annotation, broken_rows, check_body, description

pytestmark = pytest.mark.skipif(description() is None, reason=NOT_DESCRIBED)


@pytest.fixture
def reads(github, shop, change):
    """The path of every read, with something behind each."""
    head, number = change.head, change.number
    check = shop.finish_check(head, "test", title="38 passed", summary="38/38")
    shop.set_status(head, "codecov/project", description="91.2% (+0.1%)", target_url="https://codecov.io/x")
    run = shop.start_workflow(head, "CI", ["unit", "lint"])
    shop.finish_workflow(run, {"lint": "failure"}, {"junit": {"junit.xml": "<testsuites/>"}})
    artifact = shop.workflow_run(run).artifacts[0].id
    issue = shop.open_issue("Blocked", "By what?", labels=["bug"])
    comment = shop.comment(number, "eve", "Hello.")
    tree, blob = _objects(shop, head)
    fork = shop.fork("mallory")
    fork.commit("patch", {"x.txt": "x\n"}, "Patch", "mallory")
    forked = shop.open_pull("patch", author="mallory", fork=fork, draft=True)
    return [
        "/installation/repositories",
        REPO,
        f"{REPO}/pulls",
        f"{REPO}/pulls?state=all&base=main&head=acme:fix&sort=updated&direction=asc&per_page=1&page=1",
        f"{REPO}/pulls/{number}",
        f"{REPO}/pulls/{forked}",
        f"{REPO}/pulls/{number}/files",
        f"{REPO}/pulls/{number}/commits",
        f"{REPO}/compare/main...fix",
        f"{REPO}/git/trees/{head}?recursive=1",
        f"{REPO}/git/trees/{tree}",
        f"{REPO}/git/blobs/{blob}",
        f"{REPO}/git/commits/{head}",
        f"{REPO}/git/ref/heads/fix",
        f"{REPO}/branches/fix",
        f"{REPO}/commits?sha=fix&path=STATUS.md",
        f"{REPO}/commits/fix",
        f"{REPO}/contents/STATUS.md?ref=fix",
        f"{REPO}/contents/src",
        f"{REPO}/contents/",
        f"{REPO}/commits/{head}/check-runs?filter=all&check_name=test&status=completed&app_id=15368",
        f"{REPO}/commits/{head}/check-suites",
        f"{REPO}/check-runs/{check}",
        f"{REPO}/check-runs/{check}/annotations",
        f"{REPO}/check-suites/{shop.check_runs(head)[0].suite.id}/check-runs",
        f"{REPO}/commits/{head}/status",
        f"{REPO}/commits/{head}/statuses",
        f"{REPO}/actions/runs?head_sha={head}&event=push&status=failure",
        f"{REPO}/actions/runs/{run}",
        f"{REPO}/actions/runs/{run}/jobs",
        f"{REPO}/actions/runs/{run}/artifacts?name=junit",
        f"{REPO}/actions/artifacts/{artifact}/zip",
        f"{REPO}/issues?state=all&labels=bug&creator=ada&sort=updated&since=2020-01-01T00:00:00Z",
        f"{REPO}/issues/{issue}",
        f"{REPO}/issues/{number}",
        f"{REPO}/issues/{number}/comments",
        f"{REPO}/issues/comments/{comment}",
        f"{REPO}/issues/{issue}/labels",
        f"{REPO}/labels",
        f"{REPO}/labels/bug",
        f"{REPO}/collaborators/eve/permission",
        "/users/statusproof%5Bbot%5D",
    ]


def _objects(shop, head):
    entries = shop.it.git.tree(head, recursive=True)
    return next(e.sha for e in entries if e.kind == "tree"), next(e.sha for e in entries if e.kind == "blob")


async def test_every_read_answers_in_githubs_shape(github, app, reads):
    statuses = {path: (await app.get(path)).status_code for path in reads}
    assert {path for path, status in statuses.items() if status not in (200, 302)} == set()
    assert broken_rows(github.requests) == []


async def test_what_the_app_asks_as_itself_answers_in_githubs_shape(github, app):
    number = next(iter(github.world.installations))
    paths = ("/app", "/app/installations", f"/app/installations/{number}", "/app/hook/deliveries?per_page=2")
    assert [(await app.as_app("GET", path)).status_code for path in paths] == [200] * 4
    assert broken_rows(github.requests) == []


async def test_every_write_answers_in_githubs_shape(github, shop, app, change):
    number = change.number
    annotations = [annotation(1, title="Says 38", raw_details="…", start_column=1, end_column=5)]
    output = {"title": "t", "summary": "s", "text": "x", "annotations": annotations}
    actions = [{"label": "Fix", "description": "Write the figures", "identifier": "fix"}]
    check = await app.post(f"{REPO}/check-runs", check_body(change.head, output=output, actions=actions))
    issue = await app.post(f"{REPO}/issues", {"title": "Blocked", "body": "x", "labels": ["statusproof"]})
    comment = await app.post(f"{REPO}/issues/{number}/comments", {"body": "x"})
    said, opened = f"{REPO}/issues/comments/{comment.json()['id']}", f"{REPO}/issues/{issue.json()['number']}"
    answers = [
        check,
        issue,
        comment,
        await app.patch(f"{REPO}/check-runs/{check.json()['id']}", {"status": "in_progress"}),
        await app.patch(opened, {"state": "closed", "state_reason": "completed"}),
        await app.patch(said, {"body": "y"}),
        await app.post(f"{said}/reactions", {"content": "eyes"}),
        await app.post(
            f"{REPO}/labels", {"name": "drift", "color": "fbca04", "description": "Says otherwise"}
        ),
        await app.patch(f"{REPO}/labels/drift", {"new_name": "drifted"}),
        await app.post(f"{opened}/labels", {"labels": ["blocker"]}),
        await app.send("PUT", f"{opened}/labels", {"labels": ["blocker", "drifted"]}),
        await app.send("DELETE", f"{opened}/labels/blocker"),
        await app.send("DELETE", said),
    ]
    assert [one.status_code for one in answers] == [
        201,
        201,
        201,
        200,
        200,
        200,
        201,
        201,
        200,
        200,
        200,
        200,
        204,
    ]
    assert broken_rows(github.requests) == []


async def test_a_status_is_written_by_an_app_that_may(github, shop, app, change):
    github.world.installations[next(iter(github.world.installations))].permissions["statuses"] = "write"
    app.token = (await app.mint()).json()["token"]
    made = await app.post(
        f"{REPO}/statuses/{change.head}", {"state": "success", "context": "x", "description": "fine"}
    )
    assert made.status_code == 201
    assert broken_rows(github.requests) == []
