"""Check suites and check runs: who reports what on which commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.contents import CheckRun, Suite
from bot.sandbox.events import emit
from bot.sandbox.shapes.checks import run_in_payload, suite_in_payload, suite_state

if TYPE_CHECKING:
    from bot.sandbox.model import App, Json
    from bot.sandbox.scene import Scene


def suite_for(scene: Scene, app: App, sha: str, branch: str | None = None) -> Suite:
    """The app's suite on a commit, made when new. Commits of forks have no branch here."""
    found = next((s for s in scene.repository.suites if s.app is app and s.head_sha == sha), None)
    return found or new_suite(scene, app, sha, branch)


def new_suite(scene: Scene, app: App, sha: str, branch: str | None = None) -> Suite:
    """Another suite: every workflow run has its own."""
    if branch is None:
        tips = scene.repository.git.branches()
        branch = next((name for name, tip in tips.items() if tip == sha), None)
    made = Suite(scene.world.next_id("suite"), app, sha, branch, scene.world.now(), scene.world.now())
    scene.repository.suites.append(made)
    return made


def start_run(scene: Scene, suite: Suite, name: str, changes: Json) -> CheckRun:
    """A new check run, told to all apps as `created` and, when it comes finished, as `completed`."""
    run = CheckRun(scene.world.next_id("checkrun"), suite, name, scene.world.now())
    suite.runs.append(run)
    scene.repository.check_runs[run.id] = run
    apply(scene, run, changes)
    suite.updated_at = scene.world.now()
    emit(scene, "check_run", "created", check_run=run_in_payload(scene.world, scene.repository, run))
    if run.status == "completed":
        _completed(scene, run)
    return run


def update_run(scene: Scene, run: CheckRun, changes: Json) -> None:
    """Changes a check run; `completed` is told when it becomes so."""
    was = run.status
    apply(scene, run, changes)
    run.suite.updated_at = scene.world.now()
    if run.status == "completed" and was != "completed":
        _completed(scene, run)


def apply(scene: Scene, run: CheckRun, changes: Json) -> None:
    """Writes a validated body into a run. Annotations are added to those already there.

    https://docs.github.com/rest/checks/runs#update-a-check-run
    """
    for name in ("name", "external_id", "details_url", "status", "conclusion", "actions"):
        if name in changes:
            setattr(run, name, changes[name])
    for name in ("started_at", "completed_at"):
        if name in changes:
            setattr(run, name, changes[name])
    if changes.get("conclusion") is not None or changes.get("completed_at") is not None:
        run.status = "completed"
    if run.status == "completed":
        run.completed_at = run.completed_at or scene.world.now()
    else:
        run.conclusion = run.completed_at = None
    output = changes.get("output") or {}
    for name in ("title", "summary", "text"):
        if name in output:
            setattr(run, name, output[name])
    run.annotations.extend(output.get("annotations", ()))


def rerequest(scene: Scene, run: CheckRun) -> None:
    """A person presses Re-run: only the run's own app hears of it, and the run stays as it is."""
    if run.suite.app is scene.world.ours():
        shown = run_in_payload(scene.world, scene.repository, run)
        emit(scene, "check_run", "rerequested", check_run=shown)


def rerequest_all(scene: Scene, sha: str) -> None:
    """A person presses Re-run all checks: each app hears of its own suite."""
    app = scene.world.ours()
    for suite in scene.repository.suites:
        if suite.head_sha == sha and suite.app is app:
            shown = suite_in_payload(scene.world, scene.repository, suite)
            emit(scene, "check_suite", "rerequested", check_suite=shown)


def press(scene: Scene, run: CheckRun, identifier: str) -> None:
    """A person presses one of the run's own buttons: only its app hears of it."""
    if run.suite.app is scene.world.ours():
        shown = run_in_payload(scene.world, scene.repository, run)
        action = {"identifier": identifier}
        emit(scene, "check_run", "requested_action", check_run=shown, requested_action=action)


def _completed(scene: Scene, run: CheckRun) -> None:
    shown = run_in_payload(scene.world, scene.repository, run)
    emit(scene, "check_run", "completed", check_run=shown)
    if suite_state(run.suite)[0] == "completed":
        suite = suite_in_payload(scene.world, scene.repository, run.suite)
        emit(scene, "check_suite", "completed", check_suite=suite)
