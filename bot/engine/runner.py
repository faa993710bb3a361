"""procrastinate as a runner: hands out rows, one at a time per target; rows are disposable."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import psycopg
from procrastinate import App, JobContext, PsycopgConnector, exceptions
from procrastinate.jobs import Job, Status
from procrastinate.worker import Worker

from bot.engine import statements
from bot.engine.ending import end
from bot.engine.runs import Row

if TYPE_CHECKING:
    from psycopg import AsyncConnection
    from psycopg_pool import AsyncConnectionPool

    from bot.engine.runs import Runs
    from bot.engine.timing import Timing
    from bot.engine.values import Body

LOG = logging.getLogger(__name__)

QUEUE = "statusproof"
TASK = "reconcile"
AWAY = (psycopg.Error, exceptions.ProcrastinateException, OSError)
_DISPATCH_LOCK = 0x5354_4154_4449


class Runner:
    """The only file that knows the engine's API."""

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection[Any]], runs: Runs, timing: Timing) -> None:
        self._pool = pool
        self._runs = runs
        self._timing = timing
        self._app = App(connector=PsycopgConnector())
        self._app.task(name=TASK, queue=QUEUE, pass_context=True)(self._execute)
        self._body: Body | None = None
        self._worker: Worker | None = None
        self._anew = asyncio.Event()
        self.concurrency = 1
        self.freed = asyncio.Event()  # set when a run ends: there may be room for another

    async def open(self) -> None:
        """Use the engine's connections."""
        await self._app.open_async(self._pool)

    async def keep_running(self, body: Body, concurrency: int, drain: float) -> None:
        """Run a worker until cancelled, then drain it; begin anew when it ends, as when the database left."""
        self._body = body
        self.concurrency = concurrency
        while True:
            self._anew.clear()
            working = asyncio.create_task(self._work(concurrency, drain))
            anew = asyncio.create_task(self._anew.wait())
            try:
                await asyncio.wait([working, anew], return_when=asyncio.FIRST_COMPLETED)
            finally:
                anew.cancel()
                await end(working, drain + self._timing.heartbeat)
            LOG.warning("the worker ended and begins anew")
            await asyncio.sleep(self._timing.reconnect)

    def begin_anew(self) -> None:
        """Register as a new worker: the rows of the present one may be others' by now."""
        self._anew.set()

    @property
    def workers(self) -> set[int]:
        """The numbers under which this process is registered."""
        numbers = {run.worker for run in self._runs.live.values()}
        numbers.add(None if self._worker is None else self._worker.worker_id)
        return {number for number in numbers if number is not None}

    async def _work(self, concurrency: int, drain: float) -> None:
        # The class itself rather than App.run_worker_async, which does not say under which number it runs.
        self._worker = Worker(
            self._app,
            queues=[QUEUE],
            name=QUEUE,
            concurrency=concurrency,
            fetch_job_polling_interval=self._timing.poll,
            shutdown_graceful_timeout=drain,
            delete_jobs="always",
            install_signal_handlers=False,
            update_heartbeat_interval=self._timing.heartbeat,
            stalled_worker_timeout=self._timing.stalled,
        )
        try:
            await self._worker.run()  # type: ignore[no-untyped-call]  # its author left it so
        except AWAY as error:
            LOG.warning("the worker lost the database: %s", type(error.__cause__ or error).__name__)
        except Exception:  # the engine's bugs must not end our service
            LOG.exception("the worker failed")

    async def _execute(self, context: JobContext, key: str) -> None:
        assert self._body is not None
        assert context.job.id is not None
        row = Row(context.job.id, context.job.worker_id, lambda: context.abort_reason() is not None)
        try:
            await self._runs.run(self._body, key, row)
        finally:
            self.freed.set()

    async def dispatch(self) -> int:
        """Turn due targets without a row into rows; how many. Nothing if another worker is at it."""
        arguments = {"queue": QUEUE, "share": self._timing.share, "waiting": self._timing.waiting}
        async with self._pool.connection() as connection:
            lock = await connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [_DISPATCH_LOCK])
            if not (await lock.fetchone() or [False])[0]:
                return 0
            await connection.execute(statements.PROMOTE)
            due = await (await connection.execute(statements.DUE, arguments)).fetchall()
            jobs = [_job(key) for (key,) in due]
            if jobs:
                await self._app.job_manager.batch_defer_jobs_async(jobs, connection=connection)
            return len(jobs)

    async def stalled(self) -> set[int]:
        """Rows whose worker has been silent for too long, or is gone."""
        rows = await self._app.job_manager.get_stalled_jobs(
            queue=QUEUE, seconds_since_heartbeat=self._timing.stalled
        )
        return {row.id for row in rows if row.id is not None}

    async def doing(self) -> set[int]:
        """Rows that this process is said to run."""
        found: set[int] = set()
        for worker in self.workers:
            rows = await self._app.job_manager.list_jobs_async(status="doing", worker_id=worker)
            found |= {row.id for row in rows if row.id is not None}
        return found

    async def waiting(self) -> int | None:
        """The row that waits first."""
        rows = await self._app.job_manager.list_jobs_async(status="todo", queue=QUEUE)
        return min((row.id for row in rows if row.id is not None), default=None)

    async def free(self, row: int) -> None:
        """Delete a row nobody runs. Another worker may have done so: then there is nothing to do."""
        try:
            await self._app.job_manager.finish_job_by_id_async(row, Status.FAILED, delete_job=True)
        except exceptions.ConnectorException:
            LOG.debug("row %d was free already", row)

    async def beat(self) -> None:
        """Say that we live. The engine says so too, but not while it drains, nor after one failure to."""
        for worker in self.workers:
            await self._app.job_manager.update_heartbeat(worker)


def _job(key: str) -> Job:
    return Job(queue=QUEUE, task_name=TASK, lock=key, queueing_lock=key, task_kwargs={"key": key})
