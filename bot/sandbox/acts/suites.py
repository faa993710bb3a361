"""Check suites and check runs: who reports what on which commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.contents import CheckRun, Suite
from bot.sandbox.events import emit
from bot.sandbox.shapes.checks import run_in_payload, suite_in_payload, suite_state

if TYPE_CHECKING:
    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Account, App, Json
    from bot.sandbox.world import World


def suite_for(world: World, repository: Repository, app: App, sha: str, branch: str | None = None) -> Suite:
    """The app's suite on a commit, made when new. Commits of forks have no branch here."""
    found = next((s for s in repository.suites if s.app is app and s.head_sha == sha), None)
    return found or new_suite(world, repository, app, sha, branch)


def new_suite(world: World, repository: Repository, app: App, sha: str, branch: str | None = None) -> Suite:
    """Another suite: every workflow run has its own."""
    if branch is None:
        tips = repository.git.branches()
        branch = next((name for name, tip in tips.items() if tip == sha), None)
    made = Suite(world.next_id("suite"), app, sha, branch, world.now(), world.now())
    repository.suites.append(made)
    return made


def start_run(
    world: World, repository: Repository, suite: Suite, name: str, by: Account, changes: Json
) -> CheckRun:
    """A new check run, told to all apps as `created` and, when it comes finished, as `completed`."""
    run = CheckRun(world.next_id("checkrun"), suite, name, world.now())
    suite.runs.append(run)
    repository.check_runs[run.id] = run
    apply(world, run, changes)
    suite.updated_at = world.now()
    emit(world, repository, "check_run", "created", by, check_run=run_in_payload(world, repository, run))
    if run.status == "completed":
        _completed(world, repository, run, by)
    return run


def update_run(world: World, repository: Repository, run: CheckRun, by: Account, changes: Json) -> None:
    """Changes a check run; `completed` is told when it becomes so."""
    was = run.status
    apply(world, run, changes)
    run.suite.updated_at = world.now()
    if run.status == "completed" and was != "completed":
        _completed(world, repository, run, by)


def apply(world: World, run: CheckRun, changes: Json) -> None:
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
        run.completed_at = run.completed_at or world.now()
    else:
        run.conclusion = run.completed_at = None
    output = changes.get("output") or {}
    for name in ("title", "summary", "text"):
        if name in output:
            setattr(run, name, output[name])
    run.annotations.extend(output.get("annotations", ()))


def rerequest(world: World, repository: Repository, run: CheckRun, by: Account) -> None:
    """A person presses Re-run: only the run's own app hears of it, and the run stays as it is."""
    if run.suite.app is world.ours():
        shown = run_in_payload(world, repository, run)
        emit(world, repository, "check_run", "rerequested", by, check_run=shown)


def press(world: World, repository: Repository, run: CheckRun, identifier: str, by: Account) -> None:
    """A person presses one of the run's own buttons: only its app hears of it."""
    if run.suite.app is world.ours():
        shown = run_in_payload(world, repository, run)
        action = {"identifier": identifier}
        emit(world, repository, "check_run", "requested_action", by, check_run=shown, requested_action=action)


def _completed(world: World, repository: Repository, run: CheckRun, by: Account) -> None:
    shown = run_in_payload(world, repository, run)
    emit(world, repository, "check_run", "completed", by, check_run=shown)
    if suite_state(run.suite)[0] == "completed":
        suite = suite_in_payload(world, repository, run.suite)
        emit(world, repository, "check_suite", "completed", by, check_suite=suite)
