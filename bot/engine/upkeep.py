"""What each worker does beside running: dispatch, free dead rows, notice its own freezing, sweep."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.engine.runner import AWAY

if TYPE_CHECKING:
    from bot.engine.runner import Runner
    from bot.engine.runs import Runs
    from bot.engine.timing import Timing

LOG = logging.getLogger(__name__)


async def keep_dispatching(runner: Runner, timing: Timing) -> None:
    """Look for due targets at short intervals, and at once when a run ends."""
    while True:
        runner.freed.clear()
        try:
            await runner.dispatch()
        except AWAY as error:
            LOG.warning("cannot dispatch: %s", type(error.__cause__ or error).__name__)
            await asyncio.sleep(timing.reconnect)
        # Not wait_for: before Python 3.12 it loses a cancellation that comes as its future is done.
        with suppress(TimeoutError):
            async with asyncio.timeout(timing.dispatch):
                await runner.freed.wait()


async def keep_freeing(runner: Runner, runs: Runs, timing: Timing) -> None:
    """Free the rows of dead workers, and those of ours that do not run here; keep ours alive."""
    suspects: set[int] = set()
    while True:
        await asyncio.sleep(timing.heartbeat)
        try:
            await runner.beat()
            # Twice: a row just handed out does not run yet, one just ended is not yet deleted.
            idle = await runner.doing() - runs.live.keys()
            for row in (idle & suspects) | (await runner.stalled()) - runs.live.keys():
                LOG.warning("freeing row %d, which nobody runs", row)
                await runner.free(row)
            suspects = idle
        except AWAY as error:
            LOG.warning("cannot look for dead rows: %s", type(error.__cause__ or error).__name__)


async def keep_fetching(runner: Runner, runs: Runs, timing: Timing) -> None:
    """When a row waits for the stall time while there is room here, the worker is stuck: begin anew."""
    first: int | None = None
    since = time.monotonic()
    while True:
        await asyncio.sleep(timing.heartbeat)
        try:
            waiting = await runner.waiting()
        except AWAY:
            waiting = None
        if waiting is None or waiting != first or len(runs.live) >= runner.concurrency:
            first, since = waiting, time.monotonic()
        elif time.monotonic() - since > timing.stalled:
            LOG.warning("row %d waits though there is room: the worker begins anew", waiting)
            runner.begin_anew()
            first = None


async def keep_watching(runner: Runner, runs: Runs, timing: Timing) -> None:
    """When a short sleep took nearly the stall time we were frozen: others own our targets by now."""
    while True:
        slept = await _sleep(timing.watch)
        if slept - timing.watch > 0.8 * timing.stalled:
            LOG.warning("frozen for %.0f s: abandoning %d runs", slept, len(runs.live))
            runs.abandon()
            runner.begin_anew()


async def _sleep(seconds: float) -> float:
    """How long a sleep really took. The wall clock too, as the other stands still while a laptop sleeps."""
    monotonic, wall = time.monotonic(), time.time()
    await asyncio.sleep(seconds)
    return max(time.monotonic() - monotonic, time.time() - wall)
