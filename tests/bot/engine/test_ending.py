"""Tasks end, also those that lose a cancellation, and a worker that hangs is replaced."""

from __future__ import annotations

import asyncio

from bot.engine.ending import end
from tests.builders_engine import idle, pull, rows, until, working


async def test_a_task_that_loses_cancellations_ends_all_the_same():
    lost = []

    async def stubborn():
        while True:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                lost.append(1)
                if len(lost) == 3:
                    raise

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await end(task, 0.01)
    assert task.cancelled()
    assert len(lost) == 3


async def test_a_task_that_failed_has_ended():
    async def broken():
        raise RuntimeError("seen here, not when it is collected")

    task = asyncio.create_task(broken())
    await asyncio.wait([task])
    await end(task, 0.01)
    assert task.done()


async def test_a_worker_that_no_longer_fetches_is_replaced(database_url):
    """As when the engine waits for ever for a part of its own to end."""
    ran = []

    async def body(target, fence):
        ran.append(target)

    async with working(database_url, body, drain=0.1) as engine:
        worker = await until(lambda: engine._runner.workers and engine._runner._worker)
        stuck = asyncio.Event()
        worker._fetch_and_process_jobs = stuck.wait
        await engine.request([pull(1)])
        await until(lambda: rows(database_url, "SELECT id FROM procrastinate_jobs WHERE status = 'todo'"))
        await until(lambda: ran)
        assert engine._runner._worker is not worker
        await until(lambda: idle(database_url))
