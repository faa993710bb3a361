"""Commits, trees and diffs as GitHub shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.sandbox.diff import changes
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.repositories import api, html
from bot.sandbox.world import at, node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sandbox.contents import Repository
    from bot.sandbox.diff import Change
    from bot.sandbox.git import Commit, Person
    from bot.sandbox.model import Account, Json
    from bot.sandbox.world import World

UNSIGNED = {"verified": False, "reason": "unsigned", "signature": None, "payload": None, "verified_at": None}


def account_of(world: World, person: Person) -> Account | None:
    """The account whose address a commit carries, if any."""
    return next((known for known in world.accounts.values() if known.email == person.email), None)


def commit(world: World, repository: Repository, shown: Commit) -> Json:
    """commit, without stats and files."""
    url, page = api(world, repository), html(world, repository)
    author, committer = account_of(world, shown.author), account_of(world, shown.committer)
    return {
        "sha": shown.sha,
        "node_id": node("Commit", shown.sha),
        "url": f"{url}/commits/{shown.sha}",
        "html_url": f"{page}/commit/{shown.sha}",
        "comments_url": f"{url}/commits/{shown.sha}/comments",
        "commit": {
            "url": f"{url}/git/commits/{shown.sha}",
            **_signatures(shown),
            "message": shown.message,
            "comment_count": 0,
            "tree": {"sha": shown.tree, "url": f"{url}/git/trees/{shown.tree}"},
            "verification": dict(UNSIGNED),
        },
        "author": None if author is None else user(world, author),
        "committer": None if committer is None else user(world, committer),
        "parents": _parents(world, repository, shown, "commits"),
    }


def git_commit(world: World, repository: Repository, shown: Commit) -> Json:
    """git-commit: the object itself."""
    url = api(world, repository)
    return {
        "sha": shown.sha,
        "node_id": node("Commit", shown.sha),
        "url": f"{url}/git/commits/{shown.sha}",
        "html_url": f"{html(world, repository)}/commit/{shown.sha}",
        **_signatures(shown),
        "message": shown.message,
        "tree": {"sha": shown.tree, "url": f"{url}/git/trees/{shown.tree}"},
        "parents": _parents(world, repository, shown, "git/commits"),
        "verification": dict(UNSIGNED),
    }


def simple(shown: Commit) -> Json:
    """simple-commit: what suites, runs and merge groups carry."""
    return {
        "id": shown.sha,
        "tree_id": shown.tree,
        "message": shown.message,
        "timestamp": at(shown.committed_at),
        "author": {"name": shown.author.name, "email": shown.author.email},
        "committer": {"name": shown.committer.name, "email": shown.committer.email},
    }


def pushed(world: World, repository: Repository, shown: Commit) -> Json:
    """A commit of a push event, with the paths it touched."""
    parent = shown.parents[0] if shown.parents else None
    touched = changes(repository.git, parent, shown.sha)
    people = {}
    for role, person in (("author", shown.author), ("committer", shown.committer)):
        known = account_of(world, person)
        people[role] = {"name": person.name, "email": person.email}
        if known is not None:
            people[role]["username"] = known.login
    return {
        "id": shown.sha,
        "tree_id": shown.tree,
        "distinct": True,
        "message": shown.message,
        "timestamp": at(shown.committed_at),
        "url": f"{html(world, repository)}/commit/{shown.sha}",
        **people,
        "added": [c.path for c in touched if c.status in ("added", "renamed", "copied")],
        "removed": [c.previous or c.path for c in touched if c.status in ("removed", "renamed")],
        "modified": [c.path for c in touched if c.status in ("modified", "changed")],
    }


def files(world: World, repository: Repository, sha: str, touched: Sequence[Change]) -> list[Json]:
    """diff-entry rows."""
    url, page = api(world, repository), html(world, repository)
    rows = []
    for change in touched:
        path = quote(change.path)
        row = {
            "sha": change.sha,
            "filename": change.path,
            "status": change.status,
            "additions": change.additions,
            "deletions": change.deletions,
            "changes": change.additions + change.deletions,
            "blob_url": f"{page}/blob/{sha}/{path}",
            "raw_url": f"{page}/raw/{sha}/{path}",
            "contents_url": f"{url}/contents/{path}?ref={sha}",
        }
        if change.patch is not None:
            row["patch"] = change.patch
        if change.previous is not None:
            row["previous_filename"] = change.previous
        rows.append(row)
    return rows


def _signatures(shown: Commit) -> Json:
    author, committer = shown.author, shown.committer
    return {
        "author": {"name": author.name, "email": author.email, "date": at(shown.authored_at)},
        "committer": {"name": committer.name, "email": committer.email, "date": at(shown.committed_at)},
    }


def _parents(world: World, repository: Repository, shown: Commit, kind: str) -> list[Json]:
    url, page = api(world, repository), html(world, repository)
    return [
        {"sha": sha, "url": f"{url}/{kind}/{sha}", "html_url": f"{page}/commit/{sha}"}
        for sha in shown.parents
    ]
