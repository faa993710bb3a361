"""The web application: deliveries, probes, metrics, pages, API and badges under one roof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from bot.web import api, pages, probes
from bot.web.guard import Guard
from webhooks.app import router

if TYPE_CHECKING:
    from fastapi import Request, Response
    from starlette.types import ASGIApp

    from bot.web.site import Site


def create_app(site: Site) -> ASGIApp:
    """The whole application as one ASGI callable."""
    app = FastAPI(
        title="Statusproof",
        version="1",
        summary="What status documents claim and what it came to.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    if site.reception is not None:
        app.include_router(router(site.reception))
    app.include_router(probes.routes(site))
    app.include_router(api.routes(site))
    app.include_router(pages.routes(site, app))
    app.add_exception_handler(Exception, _fault)
    return Guard(app, only_here=site.show_private)


def _fault(request: Request, error: Exception) -> Response:
    """An error of ours says so and nothing else; the server logs the traceback."""
    del request, error
    return JSONResponse({"status": "a fault in Statusproof"}, 500)
