"""The story API over plain HTTP, for a sandbox that runs as its own process: tests and demo only."""

from __future__ import annotations

import base64
import dataclasses
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from bot.sandbox.contents import CheckRun, Comment, Issue, Pull
from bot.sandbox.git import GitError
from bot.sandbox.model import Installation
from bot.sandbox.shapes.accounts import delivery, installation
from bot.sandbox.shapes.checks import check_run
from bot.sandbox.shapes.issues import comment, issue
from bot.sandbox.shapes.pulls import pull
from bot.sandbox.story import Organisation, Repo

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Json
    from bot.sandbox.server import Sandbox
    from bot.sandbox.world import World

_SHAPES: dict[type, Callable[[World, Repository, Any], Json]] = {
    Pull: pull,
    Issue: issue,
    Comment: comment,
    CheckRun: check_run,
}


class Act(BaseModel):
    """One call: on the sandbox itself (""), an organisation ("@acme") or a repository ("acme/shop")."""

    on: str = ""
    do: str
    args: list[Any] = Field(default_factory=list)
    kwargs: dict[str, Any] = Field(default_factory=dict)


def router(sandbox: Sandbox) -> APIRouter:
    """The routes under /_sandbox."""
    routes = APIRouter(prefix="/_sandbox")

    @routes.post("/call")
    async def call(act: Act) -> dict[str, Any]:
        return {"result": _perform(sandbox, act)}

    @routes.get("/app")
    async def app() -> dict[str, Any]:
        ours = sandbox.app
        return {
            "url": sandbox.base_url,
            "id": ours.id,
            "slug": ours.slug,
            "client_id": ours.client_id,
            "private_key": ours.private_key,
            "webhook_secret": ours.webhook_secret,
        }

    @routes.get("/requests")
    async def requests() -> list[dict[str, Any]]:
        return sandbox.requests

    @routes.get("/deliveries")
    async def deliveries() -> list[dict[str, Any]]:
        return [delivery(one) for one in sandbox.deliveries]

    @routes.get("/notifications")
    async def notifications() -> list[dict[str, Any]]:
        return [dataclasses.asdict(one) for one in sandbox.notifications]

    @routes.get("/writes")
    async def writes() -> list[dict[str, Any]]:
        return [dataclasses.asdict(one) for one in sandbox.world.writes]

    @routes.post("/settle")
    async def settle(seconds: float = 10.0) -> dict[str, Any]:
        return {"settled": await sandbox.settle(seconds)}

    return routes


def _perform(sandbox: Sandbox, act: Act) -> Any:
    try:
        place = _place(sandbox, act.on)
        method = getattr(place, act.do, None)
        if act.do.startswith("_") or not callable(method):
            raise HTTPException(404, f"nothing called {act.do} on {act.on or 'the sandbox'}")
        args = [_read(sandbox, one) for one in act.args]
        kwargs = {name: _read(sandbox, one) for name, one in act.kwargs.items()}
        return _show(sandbox, place, method(*args, **kwargs))
    except (ValueError, TypeError, KeyError, StopIteration, GitError) as error:
        raise HTTPException(400, f"{type(error).__name__}: {error}") from error


def _place(sandbox: Sandbox, on: str) -> Sandbox | Organisation | Repo:
    if on.startswith("@"):
        return sandbox.organisation(on[1:])
    return sandbox.repository(on) if on else sandbox


def _read(sandbox: Sandbox, value: Any) -> Any:
    """Bytes come as {"base64": …}, repositories as {"repository": "acme/shop"}, also inside other values."""
    match value:
        case {"base64": str(text)}:
            return base64.b64decode(text)
        case {"repository": str(name)}:
            return sandbox.repository(name)
        case dict():
            return {name: _read(sandbox, one) for name, one in value.items()}
        case list():
            return [_read(sandbox, one) for one in value]
    return value


def _show(sandbox: Sandbox, place: object, value: Any) -> Any:
    """Repositories and organisations by name, other things in their API shape."""
    if isinstance(value, list):
        return [_show(sandbox, place, one) for one in value]
    if isinstance(place, Repo) and type(value) in _SHAPES:
        return _SHAPES[type(value)](sandbox.world, place.it, value)
    match value:
        case Repo():
            return {"repository": value.full_name}
        case Organisation():
            return {"organisation": value.account.login}
        case Installation():
            return installation(sandbox.world, value, sandbox.app)
    return value if isinstance(value, str | int | float | bool | dict) else None
