"""The one door to the job engine: request, work, counts, dead letters, retry."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

from psycopg_pool import AsyncConnectionPool

from bot.engine.ending import end
from bot.engine.runner import Runner
from bot.engine.runs import Runs
from bot.engine.sweeping import keep_sweeping
from bot.engine.targets import Targets
from bot.engine.timing import Timing
from bot.engine.upkeep import keep_dispatching, keep_fetching, keep_freeing, keep_watching
from bot.ledger.address import CONNECT_TIMEOUT, SESSION, for_psycopg

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from types import TracebackType

    from psycopg import AsyncConnection

    from bot.engine.values import Body, Counts, DeadLetter, Sweep
    from webhooks.targets import Target

_PATIENCE = 1.0  # for a task beside the worker to end


class Engine:
    """Runs targets, one run at a time each. `async with Engine(url) as engine:` opens its connections.

    The tables must be there (`open_ledger` makes them). Calls raise psycopg.Error while the database is
    away; `work` waits for it to come back.
    """

    def __init__(self, url: str, timing: Timing = Timing()) -> None:  # noqa: B008 - frozen
        self._url = for_psycopg(url)
        self._timing = timing
        self._pool: AsyncConnectionPool[AsyncConnection[Any]] = AsyncConnectionPool(
            self._url,
            kwargs={"options": SESSION, "connect_timeout": CONNECT_TIMEOUT},
            min_size=1,
            max_size=24,
            timeout=timing.patience,
            # Give up early, so that the next caller tries at once instead of waiting out a long back-off.
            reconnect_timeout=5.0,
            check=AsyncConnectionPool.check_connection,
            open=False,
        )
        self._targets = Targets(self._pool, timing)
        self._runs = Runs(self._targets, timing)
        self._runner = Runner(self._pool, self._runs, timing)
        self._stopping = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self._pool.open()
        await self._runner.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.close()

    async def request(self, targets: Iterable[Target], at: datetime | None = None) -> None:
        """Ask for a run of each target: soon, or at a time. Equal requests coalesce; nothing is delayed.

        A request at a time is dropped when a run that began after it succeeds: the look has happened.
        """
        await self._targets.request(targets, at)

    async def work(
        self,
        body: Body,
        *,
        concurrency: int = 8,
        drain: float = 25.0,
        sweep: Sweep | None = None,
        sweep_every: float = 3600.0,
    ) -> None:
        """Run due targets until cancelled or `stop()`; then let running bodies finish for `drain` seconds.

        Sweeps run on one worker of all at a time, `sweep_every` seconds apart.
        """
        timing, runs, runner = self._timing, self._runs, self._runner
        runs.draining = False
        beside = [
            asyncio.create_task(keep_dispatching(runner, timing)),
            asyncio.create_task(keep_freeing(runner, runs, timing)),
            asyncio.create_task(keep_watching(runner, runs, timing)),
            asyncio.create_task(keep_fetching(runner, runs, timing)),
            asyncio.create_task(self._stopping.wait()),
        ]
        if sweep is not None:
            beside.append(asyncio.create_task(keep_sweeping(self._url, sweep, sweep_every)))
        working = asyncio.create_task(runner.keep_running(body, concurrency, drain))
        try:
            ended, _ = await asyncio.wait([working, *beside], return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()
        finally:
            runs.draining = True
            await self._drain(working, beside)
            self._stopping.clear()

    async def _drain(self, working: asyncio.Task[None], beside: list[asyncio.Task[Any]]) -> None:
        """Take nothing new, let bodies finish, and only then stop saying that we live."""
        freeing = beside.pop(1)
        working.cancel()
        try:
            await asyncio.gather(*(end(task, _PATIENCE) for task in beside))
            await asyncio.wait([working])
        except asyncio.CancelledError:  # asked twice: now
            for run in list(self._runs.live.values()):
                run.task.cancel()
            raise
        finally:
            await asyncio.gather(*(end(task, _PATIENCE) for task in (freeing, *beside)))
            await asyncio.wait([working])

    def stop(self) -> None:
        """Make `work` drain and return. Safe to call from a signal handler of the loop."""
        self._stopping.set()

    async def counts(self) -> tuple[Counts, ...]:
        """One row per kind of target that exists."""
        return await self._targets.counts()

    async def dead_letters(self, limit: int = 100) -> tuple[DeadLetter, ...]:
        """The newest dead letters first."""
        return await self._targets.dead(limit)

    async def retry(self, key: str) -> bool:
        """Make a dead or waiting target due now, with all its attempts. False if there is none such."""
        return await self._targets.retry(key)

    async def tidy(self) -> int:
        """Delete what is kept of pull requests of which nothing is wanted; how many. Once a day will do."""
        return await self._targets.tidy()
