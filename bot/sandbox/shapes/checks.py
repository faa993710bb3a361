"""Check runs, suites, annotations and statuses as GitHub shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.sandbox.shapes.accounts import app, user
from bot.sandbox.shapes.commits import simple
from bot.sandbox.shapes.pulls import naming
from bot.sandbox.shapes.repositories import api, html, minimal
from bot.sandbox.world import at, node, stamp

if TYPE_CHECKING:
    from bot.sandbox.contents import CheckRun, Repository, Status, Suite
    from bot.sandbox.model import Json
    from bot.sandbox.world import World

_WORST_FIRST = ("action_required", "failure", "timed_out", "cancelled", "success", "neutral", "skipped")


def suite_state(suite: Suite) -> tuple[str, str | None]:
    """Status and conclusion of a suite: queued without runs, completed when all of them are."""
    if suite.awaits_approval:
        return "completed", "action_required"
    if not suite.runs:
        return "queued", None
    if any(run.status != "completed" for run in suite.runs):
        busy = any(run.status == "in_progress" for run in suite.runs)
        return ("in_progress" if busy else "queued"), None
    conclusions = {run.conclusion for run in suite.runs}
    return "completed", next((one for one in _WORST_FIRST if one in conclusions), "neutral")


def check_run(world: World, repository: Repository, shown: CheckRun) -> Json:
    """check-run."""
    url = f"{api(world, repository)}/check-runs/{shown.id}"
    page = f"{html(world, repository)}/runs/{shown.id}"
    return {
        "id": shown.id,
        "name": shown.name,
        "node_id": node("CheckRun", shown.id),
        "head_sha": shown.head_sha,
        "external_id": shown.external_id or "",
        "url": url,
        "html_url": page,
        "details_url": shown.details_url or page,
        "status": shown.status,
        "conclusion": shown.conclusion,
        "started_at": stamp(shown.started_at),
        "completed_at": stamp(shown.completed_at),
        "output": {
            "title": shown.title,
            "summary": shown.summary,
            "text": shown.text,
            "annotations_count": len(shown.annotations),
            "annotations_url": f"{url}/annotations",
        },
        "check_suite": {"id": shown.suite.id},
        "app": app(world, shown.suite.app),
        "pull_requests": naming(world, repository, shown.head_sha, shown.suite.head_branch),
    }


def run_in_payload(world: World, repository: Repository, shown: CheckRun) -> Json:
    """A check run in an event: with its suite spelled out."""
    return {
        **check_run(world, repository, shown),
        "check_suite": suite_in_payload(world, repository, shown.suite),
    }


def suite_in_payload(world: World, repository: Repository, shown: Suite) -> Json:
    """A check suite in an event: without its repository."""
    whole = suite(world, repository, shown)
    del whole["repository"]
    return whole


def suite(world: World, repository: Repository, shown: Suite) -> Json:
    """check-suite."""
    url = f"{api(world, repository)}/check-suites/{shown.id}"
    status, conclusion = suite_state(shown)
    return {
        "id": shown.id,
        "node_id": node("CheckSuite", shown.id),
        "head_branch": shown.head_branch,
        "head_sha": shown.head_sha,
        "status": status,
        "conclusion": conclusion,
        "url": url,
        "before": shown.before,
        "after": shown.head_sha,
        "pull_requests": naming(world, repository, shown.head_sha, shown.head_branch),
        "app": app(world, shown.app),
        "repository": minimal(world, repository),
        "created_at": at(shown.created_at),
        "updated_at": at(shown.updated_at),
        "rerequestable": True,
        "runs_rerequestable": True,
        "latest_check_runs_count": len(shown.runs),
        "check_runs_url": f"{url}/check-runs",
        "head_commit": simple(repository.git.commit(shown.head_sha)),
    }


def annotation(world: World, repository: Repository, sha: str, given: Json) -> Json:
    """check-annotation."""
    blob = f"{html(world, repository)}/blob/{sha}/{quote(str(given['path']))}"
    names = ("start_column", "end_column", "annotation_level", "title", "message", "raw_details")
    shown = {name: given[name] for name in ("path", "start_line", "end_line")}
    return {**shown, **{name: given.get(name) for name in names}, "blob_href": blob}


def status(world: World, repository: Repository, shown: Status) -> Json:
    """status."""
    return {**simple_status(world, repository, shown), "creator": user(world, shown.creator)}


def simple_status(world: World, repository: Repository, shown: Status) -> Json:
    """simple-commit-status, as the combined answer lists it."""
    return {
        "url": f"{api(world, repository)}/statuses/{shown.sha}",
        "avatar_url": f"{world.url}/avatars/{shown.creator.id}",
        "id": shown.id,
        "node_id": node("StatusContext", shown.id),
        "state": shown.state,
        "description": shown.description,
        "target_url": shown.target_url,
        "context": shown.context,
        "created_at": at(shown.created_at),
        "updated_at": at(shown.created_at),
    }


def latest(statuses: list[Status]) -> list[Status]:
    """The newest status of each context."""
    return list({one.context: one for one in statuses}.values())


def combined(world: World, repository: Repository, sha: str, known: list[Status]) -> Json:
    """combined-commit-status without its page of statuses: pending when there are none.

    https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference
    """
    states = {one.state for one in known}
    state = "failure" if states & {"failure", "error"} else "success" if states == {"success"} else "pending"
    url = api(world, repository)
    return {
        "state": state,
        "sha": sha,
        "total_count": len(known),
        "repository": minimal(world, repository),
        "commit_url": f"{url}/commits/{sha}",
        "url": f"{url}/commits/{sha}/status",
    }
