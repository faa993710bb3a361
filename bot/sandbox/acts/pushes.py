"""Pushes: a branch moves, open pull requests follow, suites are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts.suites import suite_for
from bot.sandbox.events import emit
from bot.sandbox.git import NOTHING, Person
from bot.sandbox.shapes.checks import suite_in_payload
from bot.sandbox.shapes.commits import pushed
from bot.sandbox.shapes.pulls import detailed
from bot.sandbox.shapes.repositories import html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox.contents import Pull, Repository
    from bot.sandbox.model import Account, Json
    from bot.sandbox.world import World

_COMMITS_LISTED = 20


def commit(
    world: World,
    repository: Repository,
    branch: str,
    files: Mapping[str, str | bytes | None],
    message: str,
    by: Account,
    *,
    start: str | None = None,
    force: bool = False,
) -> str:
    """Commits files onto a branch and pushes; answers the sha.

    A new branch starts at `start` or the default branch; with `force` the branch is put on `start` anew.
    """
    git = repository.git
    tip = git.resolve(f"refs/heads/{branch}")
    if tip is None or force:
        tip = git.resolve(start) if start else git.resolve(f"refs/heads/{repository.default_branch}")
    tree = git.write_tree(tip, files)
    sha = git.write_commit(tree, [tip] if tip else [], message, Person(by.login, by.email), world.now())
    push(world, repository, branch, sha, by)
    return sha


def push(world: World, repository: Repository, branch: str, sha: str | None, by: Account) -> None:
    """Points a branch at a commit (None: deletes it), with everything that follows."""
    git, ref = repository.git, f"refs/heads/{branch}"
    before = git.resolve(ref)
    git.set_ref(ref, sha)
    repository.pushed_at = repository.updated_at = world.now()
    emit(world, repository, "push", None, by, **_push_payload(world, repository, ref, before, sha, by))
    if sha is None:
        return
    _ask_for_suite(world, repository, branch, before, sha, by)
    for base in filter(None, (repository, repository.parent)):
        for pull in base.open_pulls():
            if pull.head is repository and pull.head_ref == branch:
                synchronize(world, base, pull, sha, by)


def synchronize(world: World, base: Repository, pull: Pull, sha: str, by: Account) -> None:
    """The head of a pull request moves to a commit of its head repository."""
    before = pull.head_sha
    follow(base, pull, sha)
    pull.issue.updated_at = world.now()
    shown = detailed(world, base, pull)
    about: Json = {"number": pull.number, "pull_request": shown, "before": before, "after": sha}
    emit(world, base, "pull_request", "synchronize", by, **about)


def follow(base: Repository, pull: Pull, sha: str) -> None:
    """Keeps the head under refs/pull/N/head, fetched from a fork where it comes from one."""
    ref = f"refs/pull/{pull.number}/head"
    if pull.head is not None and pull.head is not base:
        base.git.fetch(pull.head.git, f"refs/heads/{pull.head_ref}", ref)
    base.git.set_ref(ref, sha)
    pull.head_sha = sha
    pull.base_sha = base.git.resolve(f"refs/heads/{pull.base_ref}") or pull.base_sha


def _ask_for_suite(
    world: World, repository: Repository, branch: str, before: str | None, sha: str, by: Account
) -> None:
    """A push makes a suite for every app that writes checks; without runs it stays queued.

    https://docs.github.com/rest/guides/using-the-rest-api-to-interact-with-checks#about-check-suites
    """
    app, installation = world.ours(), world.installation_of(repository)
    if app is None or installation is None or installation.permissions.get("checks") != "write":
        return
    suite = suite_for(world, repository, app, sha, branch)
    suite.before = before or NOTHING
    shown = suite_in_payload(world, repository, suite)
    emit(world, repository, "check_suite", "requested", by, check_suite=shown)


def _push_payload(
    world: World, repository: Repository, ref: str, before: str | None, sha: str | None, by: Account
) -> Json:
    git, page = repository.git, html(world, repository)
    forced = bool(before and sha and git.merge_base(before, sha) != before)
    known = before or git.resolve(f"refs/heads/{repository.default_branch}")
    span = [sha, f"^{known}"] if sha and known and known != sha else [sha] if sha else []
    listed = git.commits(*span, limit=_COMMITS_LISTED) if span else []
    commits = [pushed(world, repository, one) for one in reversed(listed)]
    return {
        "ref": ref,
        "before": before or NOTHING,
        "after": sha or NOTHING,
        "created": before is None,
        "deleted": sha is None,
        "forced": forced,
        "base_ref": None,
        "compare": f"{page}/compare/{(before or NOTHING)[:12]}...{(sha or NOTHING)[:12]}",
        "commits": commits,
        "head_commit": pushed(world, repository, git.commit(sha)) if sha else None,
        "pusher": {"name": by.login, "email": by.email},
    }
