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
    from bot.sandbox.model import Account, Json
    from bot.sandbox.world import World


def open_pull(
    world: World,
    repository: Repository,
    head: tuple[Repository, str],
    base_ref: str,
    title: str,
    body: str | None,
    by: Account,
    *,
    draft: bool = False,
) -> Pull:
    """A new pull request from (repository, branch), also of a fork."""
    source, head_ref = head
    sha = source.git.resolve(f"refs/heads/{head_ref}")
    base = repository.git.resolve(f"refs/heads/{base_ref}")
    if sha is None or base is None:
        raise ValueError(f"no branch {head_ref if sha is None else base_ref}")
    issue = new_issue(world, repository, title, body, by)
    pull = Pull(world.next_id("pull"), issue, source, head_ref, sha, base_ref, base, draft)
    repository.pulls[pull.number] = pull
    follow(repository, pull, sha)
    world.notifications.append(
        Notification(repository.full_name, pull.number, "pull_request", pull.id, by.login)
    )
    tell(world, repository, pull, "opened", by)
    return pull


def tell(world: World, repository: Repository, pull: Pull, action: str, by: Account, **parts: object) -> None:
    """Queues a pull_request event."""
    shown = detailed(world, repository, pull)
    about = {"number": pull.number, "pull_request": shown, **parts}
    emit(world, repository, "pull_request", action, by, **about)


def edit_pull(world: World, repository: Repository, pull: Pull, changes: Json, by: Account) -> None:
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
        follow(repository, pull, pull.head_sha)
    pull.issue.updated_at = world.now()
    if before:
        tell(world, repository, pull, "edited", by, changes=before)


def set_draft(world: World, repository: Repository, pull: Pull, by: Account, *, draft: bool) -> None:
    """Draft or ready for review."""
    pull.draft = draft
    pull.issue.updated_at = world.now()
    tell(world, repository, pull, "converted_to_draft" if draft else "ready_for_review", by)


def close_pull(world: World, repository: Repository, pull: Pull, by: Account) -> None:
    """Closed without merging."""
    issue, now = pull.issue, world.now()
    issue.state, issue.closed_at, issue.closed_by, issue.updated_at = "closed", now, by, now
    tell(world, repository, pull, "closed", by)


def reopen_pull(world: World, repository: Repository, pull: Pull, by: Account) -> None:
    """Open again."""
    issue = pull.issue
    issue.state, issue.closed_at, issue.closed_by, issue.updated_at = "open", None, None, world.now()
    tell(world, repository, pull, "reopened", by)


def merge_commit(world: World, repository: Repository, pull: Pull, by: Account) -> str:
    """A merge commit of the head into the base's tip; no ref moves. GitError on conflicts."""
    git = repository.git
    base = git.resolve(f"refs/heads/{pull.base_ref}") or pull.base_sha
    fork_point = git.merge_base(base, pull.head_sha) or base
    tree = git.merged_tree(fork_point, base, pull.head_sha)
    message = f"Merge pull request #{pull.number} from {pull.head_ref}\n\n{pull.issue.title}"
    return git.write_commit(tree, [base, pull.head_sha], message, Person(by.login, by.email), world.now())


def merge_pull(world: World, repository: Repository, pull: Pull, by: Account) -> str:
    """Merges: the base branch is pushed, then the pull request is closed as merged."""
    sha = merge_commit(world, repository, pull, by)
    pull.merged_at, pull.merged_by, pull.merge_sha = world.now(), by, sha
    issue, now = pull.issue, world.now()
    issue.state, issue.closed_at, issue.closed_by, issue.updated_at = "closed", now, by, now
    push(world, repository, pull.base_ref, sha, by)
    tell(world, repository, pull, "closed", by)
    return sha


def enqueue(world: World, repository: Repository, pull: Pull, by: Account) -> str:
    """Puts a pull request into the merge queue: a branch of its own and `checks_requested`. Answers its sha.

    https://docs.github.com/webhooks/webhook-events-and-payloads#merge_group
    """
    base = repository.git.resolve(f"refs/heads/{pull.base_ref}") or pull.base_sha
    sha = merge_commit(world, repository, pull, by)
    branch = f"gh-readonly-queue/{pull.base_ref}/pr-{pull.number}-{base}"
    push(world, repository, branch, sha, by)
    group = _group(repository, pull, branch, sha, base)
    emit(world, repository, "merge_group", "checks_requested", by, merge_group=group)
    return sha


def leave_queue(world: World, repository: Repository, pull: Pull, reason: str, by: Account) -> None:
    """The group is gone: `reason` merged (the base moves to its commit), invalidated or dequeued."""
    prefix = f"gh-readonly-queue/{pull.base_ref}/pr-{pull.number}-"
    for branch, sha in repository.git.branches().items():
        if not branch.startswith(prefix):
            continue
        group = _group(repository, pull, branch, sha, branch.removeprefix(prefix))
        push(world, repository, branch, None, by)
        emit(world, repository, "merge_group", "destroyed", by, reason=reason, merge_group=group)
        if reason == "merged":
            pull.merged_at, pull.merged_by, pull.merge_sha = world.now(), by, sha
            push(world, repository, pull.base_ref, sha, by)
            close_pull(world, repository, pull, by)


def _group(repository: Repository, pull: Pull, branch: str, sha: str, base: str) -> Json:
    return {
        "head_sha": sha,
        "head_ref": f"refs/heads/{branch}",
        "base_sha": base,
        "base_ref": f"refs/heads/{pull.base_ref}",
        "head_commit": simple(repository.git.commit(sha)),
    }
