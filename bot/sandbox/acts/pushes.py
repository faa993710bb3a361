"""Pushes: a branch moves, open pull requests follow, suites are asked for."""

from __future__ import annotations

from dataclasses import replace
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
    from bot.sandbox.model import Json
    from bot.sandbox.scene import Scene

_COMMITS_LISTED = 20


def commit(  # noqa: PLR0913 - what a commit and its push consist of
    scene: Scene,
    branch: str,
    files: Mapping[str, str | bytes | None],
    message: str,
    *,
    start: str | None = None,
    force: bool = False,
) -> str:
    """Commits files onto a branch and pushes; answers the sha.

    A new branch starts at `start` or the default branch; with `force` the branch is put on `start` anew.
    """
    git = scene.repository.git
    tip = git.resolve(f"refs/heads/{branch}")
    if tip is None or force:
        tip = git.resolve(start) if start else git.resolve(f"refs/heads/{scene.repository.default_branch}")
    tree = git.write_tree(tip, files)
    sha = git.write_commit(
        tree, [tip] if tip else [], message, Person(scene.by.login, scene.by.email), scene.world.now()
    )
    push(scene, branch, sha)
    return sha


def push(scene: Scene, branch: str, sha: str | None) -> None:
    """Points a branch at a commit (None: deletes it), with everything that follows."""
    git, ref = scene.repository.git, f"refs/heads/{branch}"
    before = git.resolve(ref)
    git.set_ref(ref, sha)
    scene.repository.pushed_at = scene.repository.updated_at = scene.world.now()
    emit(scene, "push", None, **_push_payload(scene, ref, before, sha))
    if sha is None:
        return
    _ask_for_suite(scene, branch, before, sha)
    for base in filter(None, (scene.repository, scene.repository.parent)):
        for pull in base.open_pulls():
            if pull.head is scene.repository and pull.head_ref == branch:
                synchronize(replace(scene, repository=base), pull, sha)


def synchronize(scene: Scene, pull: Pull, sha: str) -> None:
    """The head of a pull request into the scene's repository moves."""
    before = pull.head_sha
    follow(scene.repository, pull, sha)
    pull.issue.updated_at = scene.world.now()
    shown = detailed(scene.world, scene.repository, pull)
    about: Json = {"number": pull.number, "pull_request": shown, "before": before, "after": sha}
    emit(scene, "pull_request", "synchronize", **about)


def follow(base: Repository, pull: Pull, sha: str) -> None:
    """Keeps the head under refs/pull/N/head, fetched from a fork where it comes from one."""
    ref = f"refs/pull/{pull.number}/head"
    if pull.head is not None and pull.head is not base:
        base.git.fetch(pull.head.git, f"refs/heads/{pull.head_ref}", ref)
    base.git.set_ref(ref, sha)
    pull.head_sha = sha
    pull.base_sha = base.git.resolve(f"refs/heads/{pull.base_ref}") or pull.base_sha


def _ask_for_suite(scene: Scene, branch: str, before: str | None, sha: str) -> None:
    """A push makes a suite for every app that writes checks; without runs it stays queued.

    https://docs.github.com/rest/guides/using-the-rest-api-to-interact-with-checks#about-check-suites
    """
    app, installation = scene.world.ours(), scene.world.installation_of(scene.repository)
    if app is None or installation is None or installation.permissions.get("checks") != "write":
        return
    suite = suite_for(scene, app, sha, branch)
    suite.before = before or NOTHING
    shown = suite_in_payload(scene.world, scene.repository, suite)
    emit(scene, "check_suite", "requested", check_suite=shown)


def _push_payload(scene: Scene, ref: str, before: str | None, sha: str | None) -> Json:
    git, page = scene.repository.git, html(scene.world, scene.repository)
    forced = bool(before and sha and git.merge_base(before, sha) != before)
    known = before or git.resolve(f"refs/heads/{scene.repository.default_branch}")
    span = [sha, f"^{known}"] if sha and known and known != sha else [sha] if sha else []
    listed = git.commits(*span, limit=_COMMITS_LISTED) if span else []
    commits = [pushed(scene.world, scene.repository, one) for one in reversed(listed)]
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
        "head_commit": pushed(scene.world, scene.repository, git.commit(sha)) if sha else None,
        "pusher": {"name": scene.by.login, "email": scene.by.email},
    }
