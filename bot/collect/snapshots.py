"""Puts the reads of one look together: GitHub in, snapshot out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.collect.documents import documents_in
from bot.collect.evidence import evidence_of
from bot.collect.places import policy_commit, pull_of, repository_of
from bot.collect.policy import policy_in
from bot.collect.posted import label_names, our_checks, our_comments, our_issues
from bot.collect.remembered import remembered
from bot.collect.view import Gone, view_from
from bot.documents import left_out
from bot.errors import Later
from bot.github import Missing, contents, repositories
from bot.snapshot import Posted, Pull, Repository, Snapshot, Tree

if TYPE_CHECKING:
    from bot.collect.view import View
    from bot.github.contents import Listing
    from bot.policy import Policy
    from bot.room import Room
    from webhooks.targets import Target

_SOON = 15.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where we look: a pull request or a branch, at its head."""

    repository: Repository
    head_sha: str
    pull: Pull | None = None
    branch: str | None = None

    @property
    def holds_issues(self) -> bool:
        default = self.pull is None and self.branch == self.repository.default_branch
        return default and self.repository.has_issues and not self.repository.archived


async def collect(target: Target, room: Room) -> Snapshot | Gone:
    """The present state of a pull request or branch, complete; Gone where there is none.

    Raises Later or Never as the calls do, and ValueError for a target of another kind.
    """
    view = await view_from(target, room)
    taken_at = view.now()
    try:
        place = await _place(target, view)
    except Missing as missing:
        return Gone(missing.reason)
    listing = await _listing(place, place.head_sha, view)
    ruling = await policy_commit(place.repository, place.pull, place.branch, place.head_sha, view)
    ruled = listing if ruling == place.head_sha else await _listing(place, ruling, view)
    policy, problems = await policy_in(ruled, place.repository, view)
    row = await view.ledger.looks.last(target.key)
    documents = await documents_in(
        listing,
        place.head_sha,
        policy,
        place.repository,
        view,
        earlier=ruling if place.pull else row.head_sha if row else None,
        touched=None if place.pull is None else frozenset(place.pull.touched),
    )
    fork = place.pull is not None and place.pull.fork
    return Snapshot(
        target=target,
        taken_at=taken_at,
        repository=place.repository,
        head_sha=place.head_sha,
        policy=policy,
        policy_problems=problems,
        pull=place.pull,
        branch=place.branch,
        tree=Tree({entry.path: entry.sha for entry in listing.entries}, listing.complete),
        documents=documents,
        documents_left_out=left_out((e.path for e in listing.entries if e.kind == "file"), policy),
        evidence=await evidence_of(target, place.repository, place.head_sha, policy, view, fork=fork),
        posted=await _posted(target, place, policy, view),
        previous=remembered(row),
        html_url=view.html_url,
        details_url=view.page_of(place.repository),
    )


async def _place(target: Target, view: View) -> _Place:
    if target.repository is None or target.kind not in ("pull", "branch"):
        raise ValueError(f"not a pull request or branch: {target.key}")
    repository = await repository_of(target.repository, view)
    if target.pull is not None:
        pull = await pull_of(repository, target.pull, view)
        return _Place(repository, pull.head_sha, pull=pull)
    branch = target.branch or ""
    head = await repositories.branch_head(view.github, repository.full_name, branch)
    return _Place(repository, head, branch=branch)


async def _listing(place: _Place, commit: str, view: View) -> Listing:
    repository = place.repository
    try:
        return await contents.tree(
            view.github, repository.full_name, repository.id, commit, view.ledger.immutable
        )
    except Missing:
        # Its head was just read: it moved in between, or GitHub's copies are not even yet.
        raise Later(_SOON, f"The commit {commit[:7]} is not there (any more)") from None


async def _posted(target: Target, place: _Place, policy: Policy, view: View) -> Posted:
    repository = place.repository
    posts = await view.ledger.posted.of(target.key)
    checks = await our_checks(repository, target, place.head_sha, posts, view)
    if place.pull is not None:
        return Posted(await our_comments(repository, place.pull.number, posts, view), checks)
    if not place.holds_issues:
        return Posted(checks=checks)
    issues = await our_issues(repository, policy, posts, view)
    return Posted(checks=checks, issues=issues, labels=await label_names(repository, view))
