"""The JSON API under /api/v1 and the badges."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - pydantic reads it
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException, Query, Response
from pydantic import BaseModel, ConfigDict

from bot.web import reading
from bot.web.badge import svg
from bot.web.shown import badge_of

if TYPE_CHECKING:
    from bot.web.site import Site

_Name = Annotated[
    str | None, Query(description="owner/name; all that may be shown without it", max_length=201)
]


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CountsOut(_Out):
    """How many targets of one kind are in which state; lag in seconds."""

    kind: str
    waiting: int
    due: int
    running: int
    retrying: int
    dead: int
    oldest_lag: float


class ClaimOut(_Out):
    """One claim and what it came to."""

    path: str
    line: int
    kind: str
    subject: str
    text: str
    status: str
    direction: str


class LookOut(_Out):
    """One look at a pull request or branch."""

    repository: str
    where: str
    head_sha: str
    taken_at: datetime
    settled: bool
    summary: str
    claims: list[ClaimOut]


def routes(site: Site) -> APIRouter:
    """The routes of the API and the badges."""
    router = APIRouter()

    @router.get("/api/v1/targets", tags=["api"], summary="Targets by kind and state")
    async def targets() -> list[CountsOut]:
        return [CountsOut.model_validate(row) for row in await site.counts()]

    @router.get("/api/v1/looks", tags=["api"], summary="The newest looks, newest first")
    async def looks(repository: _Name = None) -> list[LookOut]:
        if repository is not None and await reading.visible(site, repository) is None:
            raise HTTPException(404, "no such repository")
        return [LookOut.model_validate(look) for look in await reading.recent(site, repository)]

    @router.get("/badge/{owner}/{repository}.svg", tags=["badge"], summary="Claims of the default branch")
    async def badge(owner: str, repository: str) -> Response:
        found = await reading.visible(site, f"{owner}/{repository}")
        look = await reading.last_settled(site, found) if found else None
        if look is None:
            raise HTTPException(404, "no badge: nothing was looked at, or it is not public")
        kept = {"cache-control": "max-age=300", "cross-origin-resource-policy": "cross-origin"}
        return Response(svg(*badge_of(look.body)), media_type="image/svg+xml", headers=kept)

    return router
