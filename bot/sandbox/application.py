"""The FastAPI application: every API route behind one door, pages and control beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import not_found
from bot.sandbox.routes import ROUTES, SLASHED
from bot.sandbox.serve import endpoint, repository_path

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.sandbox.world import World

_LARGEST_BODY = 30_000_000
_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


def application(world: World) -> FastAPI:
    """The API of a world."""
    app = FastAPI(
        title="A small GitHub", openapi_url=None, docs_url=None, redoc_url=None, max_body_size=_LARGEST_BODY
    )
    # a page elsewhere that gives our address a name of its own must not reach the control API
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    for route in ROUTES:
        app.add_route(_template(route.path), endpoint(world, route), methods=[route.method])
    for path in (
        "/repos/{owner}/{repo}/{rest}",
        "/app/{rest}",
        "/installation/{rest}",
        "/repositories/{rest}",
    ):
        for method in _METHODS:
            unknown = Route(method, path, "metadata:read", _unknown)
            app.add_route(_template(path), endpoint(world, unknown), methods=[method])
    return app


def front(world: World, inner: ASGIApp) -> ASGIApp:
    """Rewrites addresses by repository id, and keeps the connection at hand for faults that cut it."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = dict(scope)
            scope["sandbox.transport"] = _transport(send)
            target = repository_path(world, scope["path"])
            if target is not None:
                raw = scope.get("raw_path", b"").decode("ascii", "replace")
                scope["sandbox.sent"] = raw
                scope["path"] = target
                scope["raw_path"] = (repository_path(world, raw) or target).encode("ascii", "replace")
        await inner(scope, receive, send)

    return outer


def _transport(send: Send) -> Any:
    """uvicorn's connection: its `send` is a method of the request cycle that owns the transport."""
    return getattr(getattr(send, "__self__", None), "transport", None)


def _template(path: str) -> str:
    """The path as Starlette matches it: some parameters may hold slashes."""
    for name in SLASHED:
        path = path.replace(f"{{{name}}}", f"{{{name}:path}}")
    return path


def _unknown(_call: Call) -> Answer:
    raise not_found()
