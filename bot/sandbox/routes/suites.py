"""/check-suites: one per app and commit, queued while it has no runs."""

from __future__ import annotations

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import not_found
from bot.sandbox.shapes.checks import check_run, suite


def _of_commit(call: Call) -> Answer:
    sha, app, name = call.commit("ref"), call.query.get("app_id"), call.query.get("check_name")
    rows = [
        one
        for one in call.repository.suites
        if one.head_sha == sha
        and app in (None, str(one.app.id))
        and (name is None or any(run.name == name for run in one.runs))
    ]
    return call.page(rows, lambda one: suite(call.world, call.repository, one), "check_suites")


def _runs(call: Call) -> Answer:
    number = call.number("check_suite_id")
    found = next((one for one in call.repository.suites if one.id == number), None)
    if found is None:
        raise not_found()
    return call.page(found.runs, lambda one: check_run(call.world, call.repository, one), "check_runs")


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}/commits/{ref}/check-suites", "checks:read", _of_commit),
    Route("GET", "/repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs", "checks:read", _runs),
)
