"""What CI does: statuses, and workflow runs with jobs and artifacts."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from bot.sandbox.acts.suites import new_suite, start_run, update_run
from bot.sandbox.contents import Artifact, Status, WorkflowRun
from bot.sandbox.events import emit
from bot.sandbox.shapes import actions as shapes
from bot.sandbox.shapes.checks import suite_state
from bot.sandbox.shapes.commits import commit as commit_shape
from bot.sandbox.shapes.repositories import api
from bot.sandbox.world import at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Account
    from bot.sandbox.world import World


def set_status(
    world: World,
    repository: Repository,
    sha: str,
    context: str,
    state: str,
    by: Account,
    *,
    description: str | None = None,
    target_url: str | None = None,
) -> Status:
    """A commit status; its event names the branches whose tip it is."""
    number = world.next_id("status")
    made = Status(number, sha, state, context, description, target_url, by, world.now())
    repository.statuses.append(made)
    url = api(world, repository)
    tips = [name for name, tip in repository.git.branches().items() if tip == sha]
    emit(
        world,
        repository,
        "status",
        None,
        by,
        id=number,
        sha=sha,
        name=repository.full_name,
        target_url=target_url,
        avatar_url=f"{world.url}/avatars/{by.id}",
        context=context,
        description=description,
        state=state,
        commit=commit_shape(world, repository, repository.git.commit(sha)),
        branches=[
            {"name": n, "commit": {"sha": sha, "url": f"{url}/commits/{sha}"}, "protected": False}
            for n in tips[:10]
        ],
        created_at=at(made.created_at),
        updated_at=at(made.created_at),
    )
    return made


def start_workflow(
    world: World,
    repository: Repository,
    sha: str,
    name: str,
    jobs: Sequence[str],
    by: Account,
    *,
    event: str = "push",
    path: str | None = None,
    head: Repository | None = None,
    branch: str | None = None,
) -> WorkflowRun:
    """A workflow run with its jobs in progress, in a suite of its own."""
    app = world.app("github-actions")
    suite = new_suite(world, repository, app, sha, branch)
    where = path or f".github/workflows/{name.lower().replace(' ', '-')}.yml"
    number = 1 + sum(1 for known in repository.workflow_runs if known.path == where)
    now = world.now()
    run = WorkflowRun(world.next_id("run"), name, where, event, suite, number, by, now, now, head)
    repository.workflow_runs.append(run)
    tell(world, repository, run, "requested")
    run.status = "in_progress"
    tell(world, repository, run, "in_progress")
    for job in jobs:
        start_run(world, repository, suite, job, app.bot, {"status": "in_progress"})
    return run


def finish_workflow(
    world: World,
    repository: Repository,
    run: WorkflowRun,
    conclusions: Mapping[str, str],
    artifacts: Mapping[str, Mapping[str, str | bytes]] | None = None,
) -> None:
    """Ends jobs (those not named succeed), leaves artifacts, ends the run."""
    app = run.suite.app
    for name, files in (artifacts or {}).items():
        leave_artifact(world, run, name, files)
    for job in run.suite.runs:
        ended = conclusions.get(job.name, "success")
        update_run(world, repository, job, app.bot, {"status": "completed", "conclusion": ended})
    run.status, run.updated_at = "completed", world.now()
    run.conclusion = suite_state(run.suite)[1]
    tell(world, repository, run, "completed")


def leave_artifact(world: World, run: WorkflowRun, name: str, files: Mapping[str, str | bytes]) -> Artifact:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    made = Artifact(world.next_id("artifact"), name, buffer.getvalue(), run, world.now())
    run.artifacts.append(made)
    return made


def tell(world: World, repository: Repository, run: WorkflowRun, action: str) -> None:
    """Queues a workflow_run event."""
    shown = shapes.run(world, repository, run)
    workflow = shapes.workflow(world, repository, run)
    emit(world, repository, "workflow_run", action, run.actor, workflow_run=shown, workflow=workflow)
