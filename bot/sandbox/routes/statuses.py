"""Commit statuses: one after the other, and all contexts taken together."""

from __future__ import annotations

from bot.sandbox.acts.ci import set_status
from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused
from bot.sandbox.routes import bodies
from bot.sandbox.shapes.checks import combined, latest, simple_status, status

_MOST = 1000


def _create(call: Call) -> Answer:
    body, sha = call.json(), call.params["sha"]
    bodies.status(body)
    if call.repository.git.resolve(sha) != sha:
        raise Refused(422, f"No commit found for SHA: {sha}")
    context = body.get("context") or "default"
    known = sum(1 for one in call.repository.statuses if (one.sha, one.context) == (sha, context))
    if known >= _MOST:
        raise Refused(422, "This SHA and context has reached the maximum number of statuses.")
    made = set_status(
        call.scene,
        sha,
        context,
        body["state"],
        description=body.get("description"),
        target_url=body.get("target_url"),
    )
    return Answer(status(call.world, call.repository, made), 201)


def _listed(call: Call) -> Answer:
    sha = call.commit("ref")
    rows = [one for one in reversed(call.repository.statuses) if one.sha == sha]
    return call.page(rows, lambda one: status(call.world, call.repository, one))


def _combined(call: Call) -> Answer:
    sha = call.commit("ref")
    known = latest([one for one in call.repository.statuses if one.sha == sha])
    paged = call.page(known, lambda one: simple_status(call.world, call.repository, one))
    body = combined(call.world, call.repository, sha, known)
    return Answer({**body, "statuses": paged.body}, headers=paged.headers)


ROUTES = (
    Route("POST", "/repos/{owner}/{repo}/statuses/{sha}", "statuses:write", _create),
    Route("GET", "/repos/{owner}/{repo}/commits/{ref}/status", "statuses:read", _combined),
    Route("GET", "/repos/{owner}/{repo}/commits/{ref}/statuses", "statuses:read", _listed),
)
