"""Pull requests: opened, edited, closed, merged, queued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts.issues import new_issue
from bot.sandbox.acts.pushes import follow, push
from bot.sandbox.contents import Pull
from bot.sandbox.events import emit
from bot.sandbox.git import Person
from bot.sandbox.model import Notification
from bot.sandbox.shapes.commits import simple
from bot.sandbox.shapes.pulls import detailed

if TYPE_CHECKING:
    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Json
    from bot.sandbox.scene import Scene


def open_pull(  # noqa: PLR0913 - what a pull request consists of
    scene: Scene,
    head: tuple[Repository, str],
    base_ref: str,
    title: str,
    body: str | None,
    *,
    draft: bool = False,
) -> Pull:
    """A new pull request from (repository, branch), also of a fork."""
    source, head_ref = head
    sha = source.git.resolve(f"refs/heads/{head_ref}")
    base = scene.repository.git.resolve(f"refs/heads/{base_ref}")
    if sha is None or base is None:
        raise ValueError(f"no branch {head_ref if sha is None else base_ref}")
    issue = new_issue(scene, title, body)
    pull = Pull(scene.world.next_id("pull"), issue, source, head_ref, sha, base_ref, base, draft)
    scene.repository.pulls[pull.number] = pull
    follow(scene.repository, pull, sha)
    scene.world.notifications.append(
        Notification(scene.repository.full_name, pull.number, "pull_request", pull.id, scene.by.login)
    )
    tell(scene, pull, "opened")
    return pull


def tell(scene: Scene, pull: Pull, action: str, **parts: object) -> None:
    """Queues a pull_request event."""
    shown = detailed(scene.world, scene.repository, pull)
    about = {"number": pull.number, "pull_request": shown, **parts}
    emit(scene, "pull_request", action, **about)


def edit_pull(scene: Scene, pull: Pull, changes: Json) -> None:
    """New title, body or base; `edited` says what it was."""
    before: Json = {}
    for name in ("title", "body"):
        if name in changes and changes[name] != getattr(pull.issue, name):
            before[name] = {"from": getattr(pull.issue, name)}
            setattr(pull.issue, name, changes[name])
    base = changes.get("base")
    if base is not None and base != pull.base_ref:
        before["base"] = {"ref": {"from": pull.base_ref}, "sha": {"from": pull.base_sha}}
        pull.base_ref = base
        follow(scene.repository, pull, pull.head_sha)
    pull.issue.updated_at = scene.world.now()
    if before:
        tell(scene, pull, "edited", changes=before)


def set_draft(scene: Scene, pull: Pull, *, draft: bool) -> None:
    """Draft or ready for review."""
    pull.draft = draft
    pull.issue.updated_at = scene.world.now()
    tell(scene, pull, "converted_to_draft" if draft else "ready_for_review")


def close_pull(scene: Scene, pull: Pull) -> None:
    """Closed without merging."""
    issue, now = pull.issue, scene.world.now()
    issue.state, issue.closed_at, issue.closed_by, issue.updated_at = "closed", now, scene.by, now
    tell(scene, pull, "closed")


def reopen_pull(scene: Scene, pull: Pull) -> None:
    """Open again, at what its branch has come to meanwhile."""
    issue = pull.issue
    issue.state, issue.closed_at, issue.closed_by, issue.updated_at = "open", None, None, scene.world.now()
    tip = pull.head.git.resolve(f"refs/heads/{pull.head_ref}") if pull.head else None
    follow(scene.repository, pull, tip or pull.head_sha)
    tell(scene, pull, "reopened")


def merge_commit(scene: Scene, pull: Pull) -> str:
    """A merge commit of the head into the base's tip; no ref moves. GitError on conflicts."""
    git = scene.repository.git
    base = git.resolve(f"refs/heads/{pull.base_ref}") or pull.base_sha
    fork_point = git.merge_base(base, pull.head_sha) or base
    tree = git.merged_tree(fork_point, base, pull.head_sha)
    message = f"Merge pull request #{pull.number} from {pull.head_ref}\n\n{pull.issue.title}"
    return git.write_commit(
        tree, [base, pull.head_sha], message, Person(scene.by.login, scene.by.email), scene.world.now()
    )


def merge_pull(scene: Scene, pull: Pull) -> str:
    """Merges: the base branch is pushed, then the pull request is closed as merged."""
    sha = merge_commit(scene, pull)
    pull.merged_at, pull.merged_by, pull.merge_sha = scene.world.now(), scene.by, sha
    push(scene, pull.base_ref, sha)
    close_pull(scene, pull)
    return sha


def enqueue(scene: Scene, pull: Pull) -> str:
    """Puts a pull request into the merge queue: a branch of its own and `checks_requested`. Answers its sha.

    https://docs.github.com/webhooks/webhook-events-and-payloads#merge_group
    """
    base = scene.repository.git.resolve(f"refs/heads/{pull.base_ref}") or pull.base_sha
    sha = merge_commit(scene, pull)
    branch = f"gh-readonly-queue/{pull.base_ref}/pr-{pull.number}-{base}"
    push(scene, branch, sha)
    group = _group(scene.repository, pull, branch, sha, base)
    emit(scene, "merge_group", "checks_requested", merge_group=group)
    return sha


def leave_queue(scene: Scene, pull: Pull, reason: str) -> None:
    """The group is gone: `reason` merged (the base moves to its commit), invalidated or dequeued."""
    prefix = f"gh-readonly-queue/{pull.base_ref}/pr-{pull.number}-"
    for branch, sha in scene.repository.git.branches().items():
        if not branch.startswith(prefix):
            continue
        group = _group(scene.repository, pull, branch, sha, branch.removeprefix(prefix))
        push(scene, branch, None)
        emit(scene, "merge_group", "destroyed", reason=reason, merge_group=group)
        if reason == "merged":
            pull.merged_at, pull.merged_by, pull.merge_sha = scene.world.now(), scene.by, sha
            push(scene, pull.base_ref, sha)
            close_pull(scene, pull)


def _group(repository: Repository, pull: Pull, branch: str, sha: str, base: str) -> Json:
    return {
        "head_sha": sha,
        "head_ref": f"refs/heads/{branch}",
        "base_sha": base,
        "base_ref": f"refs/heads/{pull.base_ref}",
        "head_commit": simple(repository.git.commit(sha)),
    }
