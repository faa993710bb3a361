"""/actions: workflow runs, their jobs, their artifacts."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused, not_found
from bot.sandbox.shapes.actions import artifact, job, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox.contents import Artifact, WorkflowRun

_DOWNLOAD_LIVES = timedelta(minutes=1)
_FILTERED_MOST = 1000
_FILTERS = frozenset({"head_sha", "branch", "event", "check_suite_id", "actor"})


def _runs(call: Call) -> Answer:
    """https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository."""
    query = call.query
    rows = list(reversed(call.repository.workflow_runs))
    if query.keys() & _FILTERS:
        rows = [one for one in rows if _fields(one).items() >= _asked(query)][:_FILTERED_MOST]
    if "status" in query:
        rows = [one for one in rows if query["status"] in (one.status, one.conclusion)]
    return call.page(rows, lambda one: run(call.world, call.repository, one), "workflow_runs")


def _fields(one: WorkflowRun) -> dict[str, str | None]:
    return {
        "head_sha": one.suite.head_sha,
        "branch": one.suite.head_branch,
        "event": one.event,
        "check_suite_id": str(one.suite.id),
        "actor": one.actor.login,
    }


def _asked(query: Mapping[str, str]) -> set[tuple[str, str | None]]:
    return {(name, query[name]) for name in query.keys() & _FILTERS}


def _found(call: Call) -> WorkflowRun:
    number = call.number("run_id")
    found = next((one for one in call.repository.workflow_runs if one.id == number), None)
    if found is None:
        raise not_found()
    return found


def _run(call: Call) -> Answer:
    return Answer(run(call.world, call.repository, _found(call)))


def _jobs(call: Call) -> Answer:
    found = _found(call)
    return call.page(found.suite.runs, lambda one: job(call.world, call.repository, found, one), "jobs")


def _artifacts(call: Call) -> Answer:
    name = call.query.get("name")
    rows = [one for one in _found(call).artifacts if name in (None, one.name)]
    return call.page(rows, lambda one: artifact(call.world, call.repository, one), "artifacts")


def _artifact(call: Call) -> Artifact:
    number = call.number("artifact_id")
    runs = call.repository.workflow_runs
    found = next((one for run in runs for one in run.artifacts if one.id == number), None)
    if found is None:
        raise not_found()
    return found


def _download(call: Call) -> Answer:
    """GET artifacts/{id}/zip: 302 to an address that lives one minute and needs no token.

    https://docs.github.com/rest/actions/artifacts#download-an-artifact
    """
    found, world = _artifact(call), call.world
    if found.expired:
        raise Refused(410, "Artifact has expired")
    key = secrets.token_urlsafe(24)
    world.served_downloads[key] = (world.now() + _DOWNLOAD_LIVES, found.archive)
    return Answer(None, 302, {"location": f"{world.url}/_downloads/{key}"})


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}/actions/runs", "actions:read", _runs),
    Route("GET", "/repos/{owner}/{repo}/actions/runs/{run_id}", "actions:read", _run),
    Route("GET", "/repos/{owner}/{repo}/actions/runs/{run_id}/jobs", "actions:read", _jobs),
    Route("GET", "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", "actions:read", _artifacts),
    Route(
        "GET",
        "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
        "actions:read",
        _download,
    ),
)
