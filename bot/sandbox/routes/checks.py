"""/check-runs: made, changed, read, with their annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts.suites import rerequest, start_run, suite_for, update_run
from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused, not_found
from bot.sandbox.routes import bodies
from bot.sandbox.shapes.checks import annotation, check_run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sandbox.contents import CheckRun

_SUITES_LISTED = 1000


def _create(call: Call) -> Answer:
    body = bodies.check_run(call.json(), new=True)
    sha = call.repository.git.resolve(body["head_sha"])
    if sha is None or sha != body["head_sha"]:
        raise Refused(422, f"No commit found for SHA: {body['head_sha']}")
    suite = suite_for(call.scene, call.caller.app, sha)
    run = start_run(call.scene, suite, body["name"], body)
    return Answer(check_run(call.world, call.repository, run), 201)


def _update(call: Call) -> Answer:
    run = _found(call)
    if run.suite.app is not call.caller.app:
        raise Refused(
            403,
            "Invalid app_id `"
            + str(call.caller.app.id)
            + "` - check run can only be modified by the GitHub App that created it.",
        )
    update_run(call.scene, run, bodies.check_run(call.json(), new=False))
    return Answer(check_run(call.world, call.repository, run))


def _found(call: Call) -> CheckRun:
    run = call.repository.check_runs.get(call.number("check_run_id"))
    if run is None:
        raise not_found()
    return run


def _show(call: Call) -> Answer:
    return Answer(check_run(call.world, call.repository, _found(call)))


def _annotations(call: Call) -> Answer:
    run = _found(call)
    return call.page(run.annotations, lambda one: annotation(call.world, call.repository, run.head_sha, one))


def _rerequest(call: Call) -> Answer:
    rerequest(call.scene, _found(call))
    return Answer({}, 201)


def _of_commit(call: Call) -> Answer:
    """GET commits/{ref}/check-runs: of the 1000 newest suites, the latest of each name unless asked.

    https://docs.github.com/rest/checks/runs#list-check-runs-for-a-git-reference
    """
    sha, app = call.commit("ref"), call.query.get("app_id")
    suites = [s for s in call.repository.suites if s.head_sha == sha][-_SUITES_LISTED:]
    if app:
        suites = [s for s in suites if str(s.app.id) == app]
    runs = [run for suite in suites for run in _wanted(suite.runs, call.query.get("filter", "latest"))]
    name, status = call.query.get("check_name"), call.query.get("status")
    rows = [r for r in runs if name in (None, r.name) and status in (None, r.status)]
    rows.sort(key=lambda run: run.id, reverse=True)
    return call.page(rows, lambda one: check_run(call.world, call.repository, one), "check_runs")


def _wanted(runs: Iterable[CheckRun], which: str) -> Iterable[CheckRun]:
    return runs if which == "all" else {run.name: run for run in runs}.values()


ROUTES = (
    Route("POST", "/repos/{owner}/{repo}/check-runs", "checks:write", _create),
    Route("PATCH", "/repos/{owner}/{repo}/check-runs/{check_run_id}", "checks:write", _update),
    Route("GET", "/repos/{owner}/{repo}/check-runs/{check_run_id}", "checks:read", _show),
    Route("GET", "/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations", "checks:read", _annotations),
    Route("POST", "/repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest", "checks:write", _rerequest),
    Route("GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs", "checks:read", _of_commit),
)
