"""Plain pages for people: what was looked at, what each repository claims, what the API offers."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.web import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.web.shown import Shown
    from bot.web.site import Counts, Site

_TEMPLATES = Environment(
    loader=PackageLoader("bot.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_STYLE = (files("bot.web") / "templates" / "style.css").read_bytes()


def routes(site: Site, app: FastAPI) -> APIRouter:
    """The routes of the pages; `app` is what /api/docs describes."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    async def dashboard() -> Response:
        looks = newest(await reading.recent(site))
        busy = [row for row in await site.counts() if _has_work(row)]
        return _page("dashboard.html", repositories=by_repository(looks), busy=busy)

    @router.get("/repositories/{owner}/{name}")
    async def repository(owner: str, name: str) -> Response:
        found = await reading.visible(site, f"{owner}/{name}")
        if found is None:
            raise HTTPException(404)
        looks = newest(await reading.recent(site, found.full_name))
        return _page("repository.html", repository=found, looks=looks)

    @router.get("/api/docs")
    async def docs() -> Response:
        return _page("api.html", api=app.openapi())

    @router.get("/style.css")
    async def style() -> Response:
        return Response(_STYLE, media_type="text/css", headers={"cache-control": "max-age=3600"})

    return router


def newest(looks: Iterable[Shown]) -> tuple[Shown, ...]:
    """Of looks, newest first, the newest at each place that has documents: a branch or pull request."""
    found: dict[tuple[str, str], Shown] = {}
    for look in looks:
        if look.anchor:
            found.setdefault((look.repository, look.where), look)
    return tuple(found.values())


def by_repository(looks: Iterable[Shown]) -> list[tuple[str, list[Shown]]]:
    """Looks under the names of their repositories, in the order they come; where something drifted first."""
    found: dict[str, list[Shown]] = {}
    for look in looks:
        found.setdefault(look.repository, []).append(look)
    return sorted(found.items(), key=lambda named: all(look.tone != "drifted" for look in named[1]))


def _has_work(row: Counts) -> bool:
    return any((row.waiting, row.due, row.running, row.retrying, row.dead))


def _page(template: str, **values: Any) -> HTMLResponse:
    return HTMLResponse(_TEMPLATES.get_template(template).render(values))
