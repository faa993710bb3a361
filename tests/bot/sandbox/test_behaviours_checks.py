"""Check runs, suites, statuses and Actions. Rows of BEHAVIOURS.md."""

import io
import zipfile

import pytest

from tests.builders_sandbox import REPO, Visitor, annotation, check_body


async def test_annotations_are_appended_on_update(app, change):
    output = {"title": "t", "summary": "s", "annotations": [annotation(1)]}
    made = (await app.post(f"{REPO}/check-runs", check_body(change.head, output=output))).json()
    output["annotations"] = [annotation(1), annotation(2)]
    updated = await app.patch(f"{REPO}/check-runs/{made['id']}", {"output": output})
    assert updated.json()["output"]["annotations_count"] == 3
    listed = (await app.get(f"{REPO}/check-runs/{made['id']}/annotations")).json()
    assert [row["start_line"] for row in listed] == [1, 1, 2]


def _output(**fields):
    return {"title": "t", "summary": "s", **fields}


@pytest.mark.parametrize(
    "fields",
    [
        {"output": _output(annotations=[annotation(1)] * 51)},
        {"output": _output(summary="x" * 65536)},
        {"output": _output(text="x" * 65536)},
        {"output": {"summary": "s"}},
        {"output": _output(annotations=[annotation(1, annotation_level="error")])},
        {"output": _output(annotations=[annotation(1, end_line=2, start_column=1)])},
        {"output": _output(annotations=[{"path": "a"}])},
        {"conclusion": None},
        {"conclusion": "splendid"},
        {"status": "done"},
        {"head_sha": "0" * 40},
        {"head_sha": ""},
        {"completed_at": "yesterday"},
        {"actions": [{"label": "a", "description": "b", "identifier": "c"}] * 4},
        {"actions": [{"label": "a" * 21, "description": "b", "identifier": "c"}]},
        {"actions": [{"label": "a", "description": "b" * 41, "identifier": "c"}]},
    ],
)
async def test_unfit_check_runs_are_422(app, change, fields):
    assert (await app.post(f"{REPO}/check-runs", check_body(change.head, **fields))).status_code == 422


async def test_fifty_annotations_and_full_texts_are_taken(app, change):
    output = _output(summary="x" * 65535, text="y" * 65535, annotations=[annotation(1)] * 50)
    assert (await app.post(f"{REPO}/check-runs", check_body(change.head, output=output))).status_code == 201


async def test_only_the_latest_run_of_a_name_is_listed(app, change):
    for conclusion in ("failure", "success"):
        await app.post(f"{REPO}/check-runs", check_body(change.head, conclusion=conclusion))
    path = f"{REPO}/commits/{change.head}/check-runs"
    latest, every = (await app.get(path)).json(), (await app.get(f"{path}?filter=all")).json()
    assert [run["conclusion"] for run in latest["check_runs"]] == ["success"]
    assert every["total_count"] == 2


async def test_check_run_belongs_to_the_app_that_made_it(shop, app, change):
    theirs = shop.finish_check(change.head, "test")
    answer = await app.patch(f"{REPO}/check-runs/{theirs}", {"name": "mine now"})
    assert answer.status_code == 403


async def test_idle_suite_stays_queued(github, shop, app, change):
    shop.idle_suite(change.head, "codecov")
    suites = (await app.get(f"{REPO}/commits/{change.head}/check-suites")).json()["check_suites"]
    states = {one["app"]["slug"]: (one["status"], one["latest_check_runs_count"]) for one in suites}
    assert states == {"statusproof": ("queued", 0), "codecov": ("queued", 0)}


async def test_suite_completes_with_its_last_run(shop, app, change):
    first, second = shop.start_check(change.head, "a"), shop.start_check(change.head, "b")
    path = f"{REPO}/commits/{change.head}/check-suites?app_id=15368"
    assert first != second
    shop.finish_check(change.head, "a", "failure")
    assert (await app.get(path)).json()["check_suites"][0]["status"] == "in_progress"
    shop.finish_check(change.head, "b")
    suite = (await app.get(path)).json()["check_suites"][0]
    assert (suite["status"], suite["conclusion"]) == ("completed", "failure")


async def test_completed_run_may_be_opened_again(app, change):
    made = (await app.post(f"{REPO}/check-runs", check_body(change.head))).json()
    again = (await app.patch(f"{REPO}/check-runs/{made['id']}", {"status": "in_progress"})).json()
    assert (again["status"], again["conclusion"], again["completed_at"]) == ("in_progress", None, None)


async def test_combined_status_is_pending_without_statuses(shop, app, change):
    path = f"{REPO}/commits/{change.head}/status"
    assert (await app.get(path)).json()["state"] == "pending"
    shop.set_status(change.head, "codecov/project", "failure")
    shop.set_status(change.head, "codecov/project", "success")
    shop.set_status(change.head, "lint", "pending")
    answer = (await app.get(path)).json()
    assert (answer["state"], answer["total_count"]) == ("pending", 2)
    shop.set_status(change.head, "lint", "error")
    assert (await app.get(path)).json()["state"] == "failure"
    assert len((await app.get(f"{path}es")).json()) == 4


async def test_thousand_statuses_per_commit_and_context(github, shop, app, change):
    number = next(iter(github.world.installations))
    github.world.installations[number].permissions["statuses"] = "write"
    for _ in range(1000):
        shop.set_status(change.head, "x")
    async with Visitor(github) as writer:
        path, body = f"{REPO}/statuses/{change.head}", {"state": "success", "context": "x"}
        assert (await writer.post(path, body)).status_code == 422
        assert (await writer.post(path, {**body, "context": "y"})).status_code == 201
        assert (await writer.post(path, {**body, "state": "fine"})).status_code == 422
        assert (await writer.post(f"{REPO}/statuses/{'0' * 40}", body)).status_code == 422


async def test_each_workflow_run_has_its_own_suite(shop, app, change):
    runs = [shop.start_workflow(change.head, name) for name in ("CI", "Docs")]
    for run in runs:
        shop.finish_workflow(run)
    shown = (await app.get(f"{REPO}/actions/runs?head_sha={change.head}")).json()
    assert shown["total_count"] == 2
    assert len({run["check_suite_id"] for run in shown["workflow_runs"]}) == 2
    jobs = (await app.get(f"{REPO}/actions/runs/{runs[0]}/jobs")).json()["jobs"]
    assert [(job["name"], job["conclusion"]) for job in jobs] == [("test", "success")]


async def test_artifact_address_lives_one_minute(github, shop, app, change):
    run = shop.start_workflow(change.head)
    shop.finish_workflow(run, artifacts={"junit": {"junit.xml": "<testsuites/>"}})
    artifact = shop.workflow_run(run).artifacts[0]
    path = f"{REPO}/actions/artifacts/{artifact.id}/zip"
    address = (await app.get(path)).headers["location"]
    archive = zipfile.ZipFile(io.BytesIO((await app.client.get(address)).content))
    assert archive.read("junit.xml") == b"<testsuites/>"
    github.advance(61)
    assert (await app.client.get(address)).status_code == 410
    artifact.expired = True
    assert (await app.get(path)).status_code == 410


async def test_run_of_a_newcomer_waits_for_approval(shop, app, change):
    run = shop.start_workflow(change.head, jobs=["test"], event="pull_request")
    shop.await_approval(run)
    suites = (await app.get(f"{REPO}/commits/{change.head}/check-suites?app_id=15368")).json()["check_suites"]
    held = [(one["status"], one["conclusion"], one["latest_check_runs_count"]) for one in suites]
    assert held == [("completed", "action_required", 0)]
    shown = (await app.get(f"{REPO}/actions/runs/{run}")).json()
    assert (shown["status"], shown["conclusion"]) == ("completed", "action_required")
