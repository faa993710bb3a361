"""What is open while the service runs, and the work it is to do."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import postgres
from bot.engine import Engine
from bot.ledger import Ledger, Unreachable, open_ledger
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.engine import Again, Fence
    from webhooks.targets import Target

    Body = Callable[[Target, Fence], Awaitable[Again | None]]
    Sweep = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)

PAUSE = 2.0
_DATABASE_PATIENCE = 30.0
"""Seconds a database may take to come up at our start."""


class ServiceError(SettingsError):
    """The service cannot start as it is set up; one line says why and what to do."""

    def __init__(self, problem: str) -> None:
        super().__init__((problem,))


@dataclass(frozen=True, slots=True)
class Work:
    """What the engine is to run: a look at one target, and the look at everything now and then."""

    body: Body
    sweep: Sweep | None = None


@dataclass(frozen=True, slots=True)
class Rooms:
    """What is open while the service runs."""

    settings: Settings
    ledger: Ledger
    engine: Engine
    url: str
    server: postgres.Server | None = None
    """The embedded PostgreSQL, where it is that."""


if TYPE_CHECKING:
    Compose = Callable[[Rooms], AbstractAsyncContextManager[Work]]
    """Makes the work once the rooms are open, and closes what it opened."""


@asynccontextmanager
async def opened(settings: Settings, *, patience: float | None = None) -> AsyncIterator[Rooms]:
    """Database (embedded unless a URL is set) with its tables up to date, ledger, engine; closed after."""
    async with AsyncExitStack() as stack:
        server = None
        if settings.database_url is None:
            server = await asyncio.to_thread(postgres.start, settings.data_dir)
            stack.push_async_callback(asyncio.to_thread, server.stop)
            log.info("%s", server.note)
        url = server.url if server else settings.database_url.get_secret_value()  # type: ignore[union-attr]
        ledger = await stack.enter_async_context(
            await _ledger(url, _DATABASE_PATIENCE if patience is None else patience)
        )
        engine = await stack.enter_async_context(Engine(url))
        yield Rooms(settings, ledger, engine, url, server)


async def _ledger(url: str, patience: float) -> Ledger:
    """The ledger of a database that may still be starting."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while True:
        try:
            return await open_ledger(url)
        except ValueError as error:
            raise ServiceError(f"STATUSPROOF_DATABASE_URL: {error}") from None
        except Unreachable as error:
            reason = str(error.orig).strip().partition("\n")[0]
            if loop.time() >= end:
                raise ServiceError(f"the database cannot be reached ({reason}); is it running?") from None
            log.warning("the database cannot be reached yet: %s", reason)
            await asyncio.sleep(PAUSE)
