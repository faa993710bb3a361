"""What CI does: statuses, and workflow runs with jobs and artifacts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
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
    from bot.sandbox.scene import Scene


def set_status(  # noqa: PLR0913 - what a status consists of
    scene: Scene,
    sha: str,
    context: str,
    state: str,
    *,
    description: str | None = None,
    target_url: str | None = None,
) -> Status:
    """A commit status; its event names the branches whose tip it is."""
    number = scene.world.next_id("status")
    made = Status(number, sha, state, context, description, target_url, scene.by, scene.world.now())
    scene.repository.statuses.append(made)
    url = api(scene.world, scene.repository)
    tips = [name for name, tip in scene.repository.git.branches().items() if tip == sha]
    emit(
        scene,
        "status",
        None,
        id=number,
        sha=sha,
        name=scene.repository.full_name,
        target_url=target_url,
        avatar_url=f"{scene.world.url}/avatars/{scene.by.id}",
        context=context,
        description=description,
        state=state,
        commit=commit_shape(scene.world, scene.repository, scene.repository.git.commit(sha)),
        branches=[
            {"name": n, "commit": {"sha": sha, "url": f"{url}/commits/{sha}"}, "protected": False}
            for n in tips[:10]
        ],
        created_at=at(made.created_at),
        updated_at=at(made.created_at),
    )
    return made


def start_workflow(  # noqa: PLR0913 - what a run consists of
    scene: Scene,
    sha: str,
    name: str,
    jobs: Sequence[str],
    *,
    event: str = "push",
    path: str | None = None,
    head: Repository | None = None,
    branch: str | None = None,
) -> WorkflowRun:
    """A workflow run with its jobs in progress, in a suite of its own."""
    app = scene.world.app("github-actions")
    suite = new_suite(scene, app, sha, branch)
    where = path or f".github/workflows/{name.lower().replace(' ', '-')}.yml"
    number = 1 + sum(1 for known in scene.repository.workflow_runs if known.path == where)
    now = scene.world.now()
    run = WorkflowRun(scene.world.next_id("run"), name, where, event, suite, number, scene.by, now, now, head)
    scene.repository.workflow_runs.append(run)
    tell(scene, run, "requested")
    run.status = "in_progress"
    tell(scene, run, "in_progress")
    at_work = replace(scene, by=app.bot)
    for job in jobs:
        start_run(at_work, suite, job, {"status": "in_progress"})
    return run


def await_approval(scene: Scene, run: WorkflowRun) -> None:
    """A first-time contributor's run that waits for a maintainer: no jobs, `action_required`."""
    run.status, run.conclusion, run.updated_at = "completed", "action_required", scene.world.now()
    run.suite.awaits_approval = True
    for job in run.suite.runs:
        del scene.repository.check_runs[job.id]
    run.suite.runs.clear()
    tell(scene, run, "completed")


def finish_workflow(
    scene: Scene,
    run: WorkflowRun,
    conclusions: Mapping[str, str],
    artifacts: Mapping[str, Mapping[str, str | bytes]] | None = None,
) -> None:
    """Ends jobs (those not named succeed), leaves artifacts, ends the run."""
    at_work = replace(scene, by=run.suite.app.bot)
    for name, files in (artifacts or {}).items():
        leave_artifact(scene, run, name, files)
    for job in run.suite.runs:
        ended = conclusions.get(job.name, "success")
        update_run(at_work, job, {"status": "completed", "conclusion": ended})
    run.status, run.updated_at = "completed", scene.world.now()
    run.conclusion = suite_state(run.suite)[1]
    tell(scene, run, "completed")


def leave_artifact(scene: Scene, run: WorkflowRun, name: str, files: Mapping[str, str | bytes]) -> Artifact:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    made = Artifact(scene.world.next_id("artifact"), name, buffer.getvalue(), run, scene.world.now())
    run.artifacts.append(made)
    return made


def tell(scene: Scene, run: WorkflowRun, action: str) -> None:
    """Queues a workflow_run event."""
    shown = shapes.run(scene.world, scene.repository, run)
    workflow = shapes.workflow(scene.world, scene.repository, run)
    emit(replace(scene, by=run.actor), "workflow_run", action, workflow_run=shown, workflow=workflow)
