"""Workflow runs, jobs and artifacts as GitHub shows them."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.commits import simple
from bot.sandbox.shapes.pulls import naming
from bot.sandbox.shapes.repositories import api, html, minimal
from bot.sandbox.world import at, node, stamp

if TYPE_CHECKING:
    from bot.sandbox.contents import Artifact, CheckRun, Repository, WorkflowRun
    from bot.sandbox.model import Json
    from bot.sandbox.world import World


def workflow_number(run: WorkflowRun) -> int:
    """The id of a workflow: one per file."""
    return 10_000 + int(hashlib.sha256(run.path.encode()).hexdigest()[:6], 16)


def workflow(world: World, repository: Repository, run: WorkflowRun) -> Json:
    """The workflow of an event."""
    number = workflow_number(run)
    return {
        "id": number,
        "node_id": node("Workflow", number),
        "name": run.name,
        "path": run.path,
        "state": "active",
        "created_at": at(repository.created_at),
        "updated_at": at(repository.created_at),
        "url": f"{api(world, repository)}/actions/workflows/{number}",
        "html_url": f"{html(world, repository)}/blob/{repository.default_branch}/{run.path}",
        "badge_url": f"{html(world, repository)}/workflows/{quote(run.name)}/badge.svg",
    }


def run(world: World, repository: Repository, shown: WorkflowRun) -> Json:
    """workflow-run."""
    url = f"{api(world, repository)}/actions/runs/{shown.id}"
    sha, branch = shown.suite.head_sha, shown.suite.head_branch
    head = shown.head or repository
    commit = repository.git.commit(sha)
    number = workflow_number(shown)
    return {
        "id": shown.id,
        "name": shown.name,
        "node_id": node("WorkflowRun", shown.id),
        "check_suite_id": shown.suite.id,
        "check_suite_node_id": node("CheckSuite", shown.suite.id),
        "head_branch": branch,
        "head_sha": sha,
        "path": shown.path,
        "run_number": shown.number,
        "run_attempt": shown.attempt,
        "event": shown.event,
        "display_title": commit.message.split("\n", 1)[0],
        "status": shown.status,
        "conclusion": shown.conclusion,
        "workflow_id": number,
        "url": url,
        "html_url": f"{html(world, repository)}/actions/runs/{shown.id}",
        "pull_requests": naming(world, repository, sha, branch) if head is repository else [],
        "created_at": at(shown.created_at),
        "updated_at": at(shown.updated_at),
        "run_started_at": at(shown.created_at),
        "actor": user(world, shown.actor),
        "triggering_actor": user(world, shown.actor),
        "jobs_url": f"{url}/jobs",
        "logs_url": f"{url}/logs",
        "check_suite_url": f"{api(world, repository)}/check-suites/{shown.suite.id}",
        "artifacts_url": f"{url}/artifacts",
        "cancel_url": f"{url}/cancel",
        "rerun_url": f"{url}/rerun",
        "previous_attempt_url": None,
        "workflow_url": f"{api(world, repository)}/actions/workflows/{number}",
        "head_commit": simple(commit),
        "repository": minimal(world, repository),
        "head_repository": minimal(world, head),
    }


def job(world: World, repository: Repository, of: WorkflowRun, shown: CheckRun) -> Json:
    """job: the Actions side of one check run."""
    url = api(world, repository)
    started = shown.started_at or of.created_at
    return {
        "id": shown.id,
        "run_id": of.id,
        "run_url": f"{url}/actions/runs/{of.id}",
        "run_attempt": of.attempt,
        "node_id": node("CheckRun", shown.id),
        "head_sha": shown.head_sha,
        "head_branch": of.suite.head_branch,
        "url": f"{url}/actions/jobs/{shown.id}",
        "html_url": f"{html(world, repository)}/actions/runs/{of.id}/job/{shown.id}",
        "status": shown.status,
        "conclusion": shown.conclusion,
        "created_at": at(of.created_at),
        "started_at": at(started),
        "completed_at": stamp(shown.completed_at),
        "name": shown.name,
        "steps": [],
        "check_run_url": f"{url}/check-runs/{shown.id}",
        "labels": ["ubuntu-latest"],
        "runner_id": 1,
        "runner_name": "GitHub Actions 1",
        "runner_group_id": 2,
        "runner_group_name": "GitHub Actions",
        "workflow_name": of.name,
    }


def artifact(world: World, repository: Repository, shown: Artifact) -> Json:
    """artifact."""
    url = f"{api(world, repository)}/actions/artifacts/{shown.id}"
    head = shown.run.head or repository
    return {
        "id": shown.id,
        "node_id": node("Artifact", shown.id),
        "name": shown.name,
        "size_in_bytes": len(shown.archive),
        "url": url,
        "archive_download_url": f"{url}/zip",
        "expired": shown.expired,
        "digest": f"sha256:{hashlib.sha256(shown.archive).hexdigest()}",
        "created_at": at(shown.created_at),
        "updated_at": at(shown.created_at),
        "expires_at": at(shown.created_at + timedelta(days=90)),
        "workflow_run": {
            "id": shown.run.id,
            "repository_id": repository.id,
            "head_repository_id": head.id,
            "head_branch": shown.run.suite.head_branch,
            "head_sha": shown.run.suite.head_sha,
        },
    }
