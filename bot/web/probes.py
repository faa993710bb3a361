"""/livez, /readyz and /metrics: for load balancers, supervisors and Prometheus."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.web.site import Counts, Site

log = logging.getLogger(__name__)

_SECONDS = 3.0
"""Longer than this, the database counts as away."""


def routes(site: Site) -> APIRouter:
    """The routes of the probes."""
    router = APIRouter(tags=["probes"])

    @router.get("/livez", response_class=PlainTextResponse, summary="The process answers")
    async def livez() -> str:
        return "ok\n"

    @router.get("/readyz", response_class=PlainTextResponse, summary="The database answers")
    async def readyz() -> Response:
        if await _ready(site):
            return PlainTextResponse("ok\n")
        return PlainTextResponse("the database does not answer\n", 503)

    @router.get("/metrics", response_class=Response, summary="Figures for Prometheus")
    async def metrics() -> Response:
        return Response(site.metrics.page(await _counts(site)), media_type=CONTENT_TYPE_LATEST)

    return router


async def _ready(site: Site) -> bool:
    try:
        async with asyncio.timeout(_SECONDS):
            return await site.archive.ready()
    except Exception as error:  # noqa: BLE001 - whatever it is, we are not ready
        log.warning("not ready: %s", error)
        return False


async def _counts(site: Site) -> Sequence[Counts] | None:
    try:
        async with asyncio.timeout(_SECONDS):
            return await site.counts()
    except Exception as error:  # noqa: BLE001 - the other figures are still worth giving
        log.warning("no counts for /metrics: %s", error)
        return None
