"""Web and worker in one process, or a worker alone, until told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.engine import Recorder
from bot.log import about
from bot.service.listening import address, listening, server_of
from bot.service.rooms import opened
from bot.service.upkeep import keep_house
from bot.web import Site
from bot.web.metrics import Metrics
from webhooks.app import Reception

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.engine import Again, Fence
    from bot.service.rooms import Compose, Rooms, Work
    from bot.settings import Settings
    from webhooks.targets import Target

log = logging.getLogger(__name__)

DRAIN = 25.0
"""Seconds running looks may take to finish once we are told to stop."""
SWEEP_EVERY = 6 * 3600.0
"""Seconds from one look at everything to the next, over restarts: at our start it comes when the last one is
older. A sweep is paid in full, as ETags end with their token after an hour, and a lost delivery may wait."""


async def serve(  # noqa: PLR0913 - named, each with a default
    settings: Settings,
    compose: Compose,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    show_private: bool = False,
    stop: asyncio.Event | None = None,
    started: Callable[[str], None] = lambda _: None,
) -> None:
    """Web and worker in one process until SIGTERM, SIGINT or `stop`; then no more deliveries, and drain.

    `port` 0 takes a free one; `started` is told the address. Raises ServiceError, PostgresError.
    """
    with listening(host, port) as listener:
        async with opened(settings) as rooms, Recorder(rooms.url) as recorder, compose(rooms) as work:
            metrics = Metrics()
            reception = Reception(
                recorder.record,
                [secret.get_secret_value() for secret in settings.app.webhook_secrets],
                settings.app.app_id,
                metrics.answered,
            )
            site = Site(rooms.ledger, rooms.engine.counts, reception, metrics, show_private=show_private)
            server = server_of(site)
            async with stopping(stop) as told, asyncio.TaskGroup() as group:
                web = group.create_task(server.serve(sockets=[listener]))
                worker_ = group.create_task(_run(rooms, work))
                here = address(listener)
                log.info("listening on %s", here)
                started(here)
                await told.wait()
                log.info("stopping: no more deliveries, running looks may finish")
                server.should_exit = True
                rooms.engine.stop()
                await asyncio.gather(web, worker_)


async def worker(
    settings: Settings,
    compose: Compose,
    *,
    stop: asyncio.Event | None = None,
    started: Callable[[], None] = lambda: None,
) -> None:
    """Run targets of a shared database until SIGTERM, SIGINT or `stop`; then drain."""
    async with (
        opened(settings) as rooms,
        compose(rooms) as work,
        stopping(stop) as told,
        asyncio.TaskGroup() as group,
    ):
        running = group.create_task(_run(rooms, work))
        log.info("working")
        started()
        await told.wait()
        log.info("stopping: running looks may finish")
        rooms.engine.stop()
        await running


@asynccontextmanager
async def stopping(event: asyncio.Event | None = None) -> AsyncIterator[asyncio.Event]:
    """An event that SIGTERM and SIGINT set; a second signal ends the process at once, as if killed."""
    loop, event = asyncio.get_running_loop(), event or asyncio.Event()

    def stop() -> None:
        event.set()
        for number in _SIGNALS:
            loop.remove_signal_handler(number)

    for number in _SIGNALS:
        loop.add_signal_handler(number, stop)
    try:
        yield event
    finally:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)


_SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def _run(rooms: Rooms, work: Work) -> None:
    """Run targets, and keep house beside it."""

    async def body(target: Target, fence: Fence) -> Again | None:
        with about(target=target.key):
            return await work.body(target, fence)

    keeping = asyncio.create_task(keep_house(rooms))
    try:
        await rooms.engine.work(body, drain=DRAIN, sweep=work.sweep, sweep_every=SWEEP_EVERY)
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
