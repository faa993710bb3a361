"""A sandbox with one repository, our App on it, a ledger in memory: the room of a run, without the service."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx

from bot.collect import collect
from bot.github import App, MemoryPace
from bot.room import Room
from bot.sandbox import Sandbox
from parsers.model import Claim, Document, Encoding, State, Tests
from tests.builders_api import private_key
from tests.builders_stores import Stores
from webhooks.targets import Target

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.snapshot import Snapshot
    from parsers.model import Limits


class Lagging(httpx.AsyncBaseTransport):
    """The way to the sandbox; lists whose path ends with one of `empty` show nothing yet."""

    def __init__(self) -> None:
        self.inner = httpx.AsyncHTTPTransport()
        self.empty: tuple[str, ...] = ()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.empty and request.method == "GET" and request.url.path.endswith(self.empty):
            return httpx.Response(200, json={"check_runs": []} if "check" in request.url.path else [])
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self.inner.aclose()


async def read(path: str, data: bytes, limits: Limits) -> Document:
    """A reader for tests: `done NAME` and `N tests` are claims, nothing else is."""
    lines = tuple(data.decode("utf-8", "replace").splitlines())
    claims = []
    for number, line in enumerate(lines, 1):
        first, _, rest = line.partition(" ")
        if first == "done":
            claims.append(Claim(line=number, subject=rest, value=State("done"), text=line))
        elif first.isdigit():
            claims.append(Claim(line=number, subject="", value=Tests(total=int(first)), text=line))
    return Document(path, Encoding("utf-8"), lines, tuple(claims))


@dataclass
class Fence:
    """A fence that falls after so many questions."""

    run: int = 1
    left: int = 1000

    async def holds(self) -> bool:
        self.left -= 1
        return self.left >= 0


@dataclass
class Stage:
    """Everything on the table."""

    sandbox: Sandbox
    app: App
    room: Room
    ledger: Stores
    wire: Lagging
    repo: Any

    @property
    def installation(self) -> int:
        return next(iter(self.sandbox.world.installations))

    def pull(self, number: int) -> Target:
        return Target(self.installation, self.repo.id, pull=number)

    def branch(self, name: str = "main") -> Target:
        return Target(self.installation, self.repo.id, branch=name)

    async def look(self, target: Target) -> Snapshot:
        found = await collect(target, self.room)
        assert not hasattr(found, "reason"), found
        return found

    async def cost(self, target: Target) -> int:
        """Requests charged for one look."""
        before = self.app.requests.charged
        await self.look(target)
        return self.app.requests.charged - before


@asynccontextmanager
async def stage(files: dict[str, str | bytes] | None = None, **room: Any) -> AsyncIterator[Stage]:
    """The sandbox running, with `acme/shop` and a first commit on main."""
    async with Sandbox(key=private_key()) as sandbox:
        repo = sandbox.organisation("acme").repository("shop")
        repo.commit("main", files or {"STATUS.md": "done auth\n"}, "Start")
        wire = Lagging()
        clock = _Clock()
        pace = MemoryPace(now=clock)
        key = sandbox.app.private_key
        async with App(
            sandbox.app.id, key, sandbox.base_url, transport=wire, pace=pace, write_interval=0.0, now=clock
        ) as app:
            ledger = Stores(clock)
            made = Room(app=app, ledger=ledger, engine=None, read=read, now=clock, **room)
            yield Stage(sandbox, app, made, ledger, wire, repo)


class _Clock:
    """The real clock, which tests may move ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead
