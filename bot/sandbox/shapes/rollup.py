"""Pull requests and what CI says of them, as GraphQL shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.shapes.checks import latest
from bot.sandbox.world import at, node, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.sandbox.contents import CheckRun, Pull, Repository, Status
    from bot.sandbox.model import Json

_MOST = 100
_BAD = {"failure", "error", "timed_out", "cancelled", "action_required"}


def connection(rows: Sequence[Any], shape: Callable[[Any], Json]) -> Callable[[Json], Json]:
    """A list by pages of `first` rows `after` a cursor (or the `last` ones)."""

    def page(arguments: Json) -> Json:
        size = min(_MOST, int(arguments.get("first") or arguments.get("last") or _MOST))
        start = int(arguments.get("after") or 0) if "first" in arguments else max(0, len(rows) - size)
        shown = [shape(row) for row in rows[start : start + size]]
        end = start + len(shown)
        return {
            "totalCount": len(rows),
            "pageInfo": {"hasNextPage": end < len(rows), "endCursor": str(end) if shown else None},
            "nodes": shown,
        }

    return page


def repository(it: Repository) -> Json:
    """Repository, with the open pull requests, the most recently updated first."""
    pulls = sorted(it.open_pulls(), key=lambda one: (one.issue.updated_at, one.number), reverse=True)
    return {
        "__typename": "Repository",
        "id": node("Repository", it.id),
        "databaseId": it.id,
        "nameWithOwner": it.full_name,
        "isArchived": it.archived,
        "hasIssuesEnabled": it.has_issues,
        "pushedAt": stamp(it.pushed_at),
        "defaultBranchRef": _branch(it, it.default_branch),
        "pullRequests": connection(pulls, lambda one: _pull(it, one)),
    }


def _branch(it: Repository, name: str) -> Json | None:
    tip = it.git.resolve(f"refs/heads/{name}")
    if tip is None:
        return None
    return {"__typename": "Ref", "name": name, "target": _commit(it, tip)}


def _pull(it: Repository, pull: Pull) -> Json:
    return {
        "__typename": "PullRequest",
        "id": node("PullRequest", pull.id),
        "databaseId": pull.id,
        "number": pull.number,
        "title": pull.issue.title,
        "headRefOid": pull.head_sha,
        "headRefName": pull.head_ref,
        "baseRefName": pull.base_ref,
        "baseRefOid": pull.base_sha,
        "baseRef": _branch(it, pull.base_ref),
        "isDraft": pull.draft,
        "isCrossRepository": pull.head is not it,
        "updatedAt": at(pull.issue.updated_at),
        "commits": connection([pull.head_sha], lambda sha: {"commit": _commit(it, sha)}),
    }


def _commit(it: Repository, sha: str) -> Json:
    def file(arguments: Json) -> Json | None:
        entries = {entry.path: entry for entry in it.git.tree(sha, recursive=True)}
        entry = entries.get(str(arguments["path"]))
        return None if entry is None else {"__typename": "TreeEntry", "oid": entry.sha, "path": entry.path}

    return {"__typename": "Commit", "oid": sha, "file": file, "statusCheckRollup": _rollup(it, sha)}


def _rollup(it: Repository, sha: str) -> Json | None:
    suites = [one for one in it.suites if one.head_sha == sha]
    runs = [run for suite in suites for run in {run.name: run for run in suite.runs}.values()]
    statuses = latest([one for one in it.statuses if one.sha == sha])
    contexts = [*map(_run, runs), *map(_status, statuses)]
    if not contexts:
        return None
    return {
        "__typename": "StatusCheckRollup",
        "state": _state(runs, statuses),
        "contexts": connection(contexts, lambda one: one),
    }


def _state(runs: list[CheckRun], statuses: list[Status]) -> str:
    words = {one.state for one in statuses} | {one.conclusion or "pending" for one in runs}
    if words & _BAD:
        return "FAILURE"
    return "PENDING" if "pending" in words else "SUCCESS"


def _run(run: CheckRun) -> Json:
    author = run.suite.app
    return {
        "__typename": "CheckRun",
        "id": node("CheckRun", run.id),
        "databaseId": run.id,
        "name": run.name,
        "status": run.status.upper(),
        "conclusion": None if run.conclusion is None else run.conclusion.upper(),
        "startedAt": stamp(run.started_at),
        "completedAt": stamp(run.completed_at),
        "checkSuite": {"app": {"databaseId": author.id, "slug": author.slug, "name": author.name}},
    }


def _status(status: Status) -> Json:
    return {
        "__typename": "StatusContext",
        "id": node("StatusContext", status.id),
        "context": status.context,
        "state": status.state.upper(),
        "description": status.description,
        "targetUrl": status.target_url,
        "createdAt": at(status.created_at),
        "creator": {"login": status.creator.login.removesuffix("[bot]")},
    }
