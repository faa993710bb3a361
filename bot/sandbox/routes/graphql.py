"""POST /graphql: exactly the queries the app sends, by operation name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused
from bot.sandbox.gate import admit
from bot.sandbox.shapes.checks import latest
from bot.sandbox.world import at, node

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.contents import CheckRun, Pull, Repository, Status
    from bot.sandbox.model import Json

_NAME = re.compile(r"\b(?:query|mutation)\s+(\w+)")
_REST_TO_GRAPHQL = {"queued": "QUEUED", "in_progress": "IN_PROGRESS", "completed": "COMPLETED"}


def _answer(call: Call) -> Answer:
    """Errors come with status 200, as GraphQL has it; unknown queries say which are known."""
    body = call.json()
    query, variables = str(body.get("query", "")), body.get("variables") or {}
    found = _NAME.search(query)
    name = str(body.get("operationName") or (found.group(1) if found else ""))
    resolver = QUERIES.get(name)
    if resolver is None:
        known = ", ".join(sorted(QUERIES)) or "none"
        return _problem(
            "undefinedField", f"The sandbox has no query {name or '(unnamed)'}; it knows {known}."
        )
    repository = call.world.find_repository(f"{variables.get('owner')}/{variables.get('name')}")
    try:
        if repository is not None:
            admit(call.world, call.caller, "metadata:read", repository)
    except Refused:
        repository = None
    if repository is None:
        what = f"{variables.get('owner')}/{variables.get('name')}"
        return _problem("NOT_FOUND", f"Could not resolve to a Repository with the name '{what}'.")
    return Answer({"data": resolver(call, repository, variables)})


def _problem(kind: str, message: str) -> Answer:
    return Answer({"data": {"repository": None}, "errors": [{"type": kind, "message": message}]})


def _open_heads(call: Call, repository: Repository, variables: Json) -> Json:
    """OpenHeads: open pull requests, the most recently updated first, each with its head's checks."""
    pulls = sorted(repository.open_pulls(), key=lambda one: (one.issue.updated_at, one.number), reverse=True)
    size, after = int(variables.get("first", 50)), str(variables.get("after") or "0")
    start = int(after) if after.isdigit() else 0
    shown = pulls[start : start + size]
    more = start + size < len(pulls)
    nodes = [_head(repository, one) for one in shown]
    page = {"hasNextPage": more, "endCursor": str(start + len(shown)) if shown else None}
    listed = {"totalCount": len(pulls), "pageInfo": page, "nodes": nodes}
    return {"repository": {"databaseId": repository.id, "pullRequests": listed}, "rateLimit": _rate(call)}


def _rate(call: Call) -> Json:
    limit = call.world.limits.per_hour
    return {"cost": 1, "limit": limit, "remaining": limit, "resetAt": at(call.world.now())}


def _head(repository: Repository, pull: Pull) -> Json:
    return {
        "id": node("PullRequest", pull.id),
        "number": pull.number,
        "headRefOid": pull.head_sha,
        "headRefName": pull.head_ref,
        "baseRefName": pull.base_ref,
        "baseRefOid": pull.base_sha,
        "isDraft": pull.draft,
        "isCrossRepository": pull.head is not repository,
        "updatedAt": at(pull.issue.updated_at),
        "commits": {
            "nodes": [{"commit": {"oid": pull.head_sha, "statusCheckRollup": _rollup(repository, pull)}}]
        },
    }


def _rollup(repository: Repository, pull: Pull) -> Json | None:
    suites = [one for one in repository.suites if one.head_sha == pull.head_sha]
    runs = [run for suite in suites for run in {run.name: run for run in suite.runs}.values()]
    statuses = latest([one for one in repository.statuses if one.sha == pull.head_sha])
    contexts = [*map(_run, runs), *map(_status, statuses)]
    if not contexts:
        return None
    return {
        "state": _state(runs, statuses),
        "contexts": {
            "totalCount": len(contexts),
            "pageInfo": {"hasNextPage": False, "endCursor": None},
            "nodes": contexts,
        },
    }


def _state(runs: list[CheckRun], statuses: list[Status]) -> str:
    words = {one.state for one in statuses} | {one.conclusion or "pending" for one in runs}
    if words & {"failure", "error", "timed_out", "cancelled", "action_required"}:
        return "FAILURE"
    return "PENDING" if "pending" in words else "SUCCESS"


def _run(run: CheckRun) -> Json:
    return {
        "__typename": "CheckRun",
        "databaseId": run.id,
        "name": run.name,
        "status": _REST_TO_GRAPHQL.get(run.status, run.status.upper()),
        "conclusion": None if run.conclusion is None else run.conclusion.upper(),
        "startedAt": None if run.started_at is None else at(run.started_at),
        "completedAt": None if run.completed_at is None else at(run.completed_at),
        "checkSuite": {"app": {"databaseId": run.suite.app.id, "slug": run.suite.app.slug}},
    }


def _status(status: Status) -> Json:
    return {
        "__typename": "StatusContext",
        "context": status.context,
        "state": status.state.upper(),
        "description": status.description,
        "targetUrl": status.target_url,
        "createdAt": at(status.created_at),
    }


QUERIES: dict[str, Callable[[Call, Repository, Json], Json]] = {"OpenHeads": _open_heads}

ROUTES = (Route("POST", "/graphql", "installation", _answer),)
