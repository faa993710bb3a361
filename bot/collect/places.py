"""The repository, the pull request or branch: where a look takes place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.collect.patches import touched_lines
from bot.github import Missing, pulls, repositories
from bot.ledger import Repository as KnownRepository
from bot.snapshot import Pull, Repository

if TYPE_CHECKING:
    from bot.collect.view import View
    from bot.github.models import PullAnswer, PullFile, RepositoryAnswer

_QUEUE = re.compile(r"gh-readonly-queue/(.+)/pr-\d+-[0-9a-f]+")


async def repository_of(id_: int, view: View) -> Repository:
    """The repository as it is now; a new name is kept for the next look. Raises Missing."""
    known = await view.ledger.repositories.get(id_)
    found = await repositories.repository_by_id(view.github, id_, known.full_name if known else None)
    if known is None or (known.full_name, known.default_branch) != (found.full_name, found.default_branch):
        await view.ledger.repositories.save(_known(found, view))
    return Repository(
        found.id,
        found.full_name,
        found.private,
        found.default_branch,
        found.archived,
        found.has_issues,
        found.html_url or f"{view.html_url}/{found.full_name}",
    )


def _known(found: RepositoryAnswer, view: View) -> KnownRepository:
    place = (found.id, view.github.installation, found.full_name, found.private)
    return KnownRepository(*place, found.default_branch, found.archived)


async def pull_of(repository: Repository, number: int, view: View) -> Pull:
    """The pull request with the lines it touches. Raises Missing."""
    found = await pulls.pull(view.github, repository.full_name, number)
    files = await pulls.files(view.github, repository.full_name, number)
    return _pull(found, files, repository)


def _pull(found: PullAnswer, files: list[PullFile], repository: Repository) -> Pull:
    touched = {file.filename: touched_lines(file.patch) for file in files if file.status != "removed"}
    return Pull(
        number=found.number,
        title=found.title,
        body=found.body or "",
        author=found.user.login if found.user else "",
        open=found.state == "open",
        draft=found.draft,
        fork=found.head.repo is None or found.head.repo.id != repository.id,
        base_ref=found.base.ref,
        base_sha=found.base.sha,
        head_ref=found.head.ref,
        head_sha=found.head.sha,
        html_url=found.html_url or f"{repository.html_url}/pull/{found.number}",
        touched=touched,
    )


async def policy_commit(
    repository: Repository, pull: Pull | None, branch: str | None, head: str, view: View
) -> str:
    """The commit whose policy counts.

    The present tip of the base branch for a pull request (what it had when opened may be long past) and for a
    merge group, else the branch's own.
    """
    queued = _QUEUE.fullmatch(branch or "")
    base = pull.base_ref if pull else queued.group(1) if queued else None
    if base is None:
        return head
    try:
        return await repositories.branch_head(view.github, repository.full_name, base)
    except Missing:
        return pull.base_sha if pull else head
