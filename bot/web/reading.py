"""The reads that pages, API and badge share, each showing private repositories only where that is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.web.shown import Shown, shown
from webhooks.targets import Target

if TYPE_CHECKING:
    from bot.web.site import Look, Repository, Site

MOST = 200
"""Looks read at once."""


async def recent(site: Site, repository: str | None = None) -> tuple[Shown, ...]:
    """The newest looks first, of one repository (by name) or of all that may be shown."""
    known = {r.id: r for r in await site.archive.repositories.all() if site.show_private or not r.private}
    found = (shown(look, known) for look in await site.archive.looks.recent(MOST))
    wanted = repository.lower() if repository else None
    return tuple(s for s in found if s is not None and (wanted is None or s.repository.lower() == wanted))


async def visible(site: Site, full_name: str) -> Repository | None:
    """The repository of that name, if there is one that may be shown."""
    repository = await site.archive.repositories.named(full_name)
    return repository if repository and (site.show_private or not repository.private) else None


async def last_settled(site: Site, repository: Repository) -> Look | None:
    """The last complete look at the default branch."""
    if repository.default_branch is None:
        return None
    target = Target(repository.installation, repository.id, branch=repository.default_branch)
    return await site.archive.looks.last(target.key, settled=True)
