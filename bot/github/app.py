"""Our GitHub App: its identity, its installations' clients, and what only the App itself may ask."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from pydantic import SecretStr

from bot.github.client import Client
from bot.github.exchange import Surroundings
from bot.github.models import AppAnswer, User, read
from bot.github.pace import WRITE_INTERVAL, MemoryPace, Pace
from bot.github.tokens import AppCredentials, InstallationCredentials
from bot.github.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    import httpx

    from bot.github.counting import Requests

GITHUB_API = "https://api.github.com"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are on GitHub: what we wrote bears `user_id`, our checks bear `app_id`."""

    app_id: int
    slug: str
    user_id: int


class App:
    """The App. One per process; `close` it, or use it as an asynchronous context."""

    def __init__(  # noqa: PLR0913 - named, and nearly all with a default
        self,
        app_id: int,
        private_key: str,
        api_url: str = GITHUB_API,
        *,
        pace: Pace | None = None,
        write_interval: float = WRITE_INTERVAL,
        transport: httpx.AsyncBaseTransport | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.app_id = app_id
        self.api_url = api_url.rstrip("/")
        self._around = Surroundings(
            wire=Wire(app_id, SecretStr(private_key), api_url, transport),
            pace=pace or MemoryPace(now=now),
            interval=write_interval,
            now=now,
            sleep=sleep,
        )
        self.client = Client(0, AppCredentials(), self._around)
        self._installations: dict[int, Client] = {}
        self._identity: Identity | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def requests(self) -> Requests:
        """What was asked of GitHub since the start."""
        return self._around.requests

    def installation(self, installation: int) -> Client:
        """The client of one installation; always the same one, with its token."""
        if installation not in self._installations:
            credentials = InstallationCredentials(installation, self.client, self._around.now)
            self._installations[installation] = Client(installation, credentials, self._around)
        return self._installations[installation]

    async def described(self) -> AppAnswer:
        """The App as GitHub describes it: slug, permissions, events."""
        return read(AppAnswer, await self.client.get("/app"), "GET /app")

    async def identity(self, github: Client) -> Identity:
        """Who we are, asked once per process; takes any installation's client. Raises Later or Never."""
        if self._identity is None:
            app = await self.described()
            path = f"/users/{quote(app.slug + '[bot]', safe='')}"
            user = read(User, await github.get(path), f"GET {path}")
            self._identity = Identity(app.id, app.slug, user.id)
        return self._identity

    async def close(self) -> None:
        """Close all connections."""
        await self._around.wire.close()
