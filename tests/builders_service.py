"""A whole service on this machine: settings, work that notes where it looked, and a client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from pydantic import SecretStr

from bot import service
from bot.service import Work
from bot.settings import Credentials, Settings
from tests.builders_webhooks import APP, SECRET

KEY = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"


def settings(url: str | None, tmp_path: Any, **changes: Any) -> Settings:
    credentials = Credentials(APP, SecretStr(KEY), (SecretStr(SECRET),))
    database = None if url is None else SecretStr(url)
    return Settings(**{"data_dir": tmp_path, "database_url": database, "credentials": credentials} | changes)


@dataclass
class Looker:
    """Notes each target it is asked to look at; `failure` makes it fail, `hold` keeps it looking."""

    keys: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    failure: Exception | None = None
    hold: asyncio.Event | None = None
    looked: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def compose(self, rooms: Any):
        yield Work(self.body)

    async def body(self, target: Any, fence: Any):
        self.keys.append(target.key)
        self.looked.set()
        if self.failure is not None:
            raise self.failure
        if self.hold is not None:
            await self.hold.wait()
        self.ended.append(target.key)


@asynccontextmanager
async def serving(chosen: Settings, looker: Looker, **options: Any):
    """A client of the running service, which is stopped at the end."""
    loop = asyncio.get_running_loop()
    address, stop = loop.create_future(), asyncio.Event()
    running = asyncio.create_task(
        service.serve(chosen, looker.compose, port=0, stop=stop, started=address.set_result, **options)
    )
    await asyncio.wait({running, address}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        await running
    async with httpx.AsyncClient(base_url=address.result(), timeout=20) as client:
        try:
            yield client
        finally:
            stop.set()
            await running
