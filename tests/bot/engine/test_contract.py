"""What we rely on in procrastinate beyond its public API: read its tables, hold its version."""

from __future__ import annotations

from importlib.metadata import version

import procrastinate
from procrastinate.worker import Worker

from bot.engine import Engine
from bot.engine.runner import QUEUE, TASK
from bot.ledger.migrate import engine_migrations
from tests.builders_engine import QUICK, pull, rows

COLUMNS = """
SELECT column_name, udt_name FROM information_schema.columns
WHERE table_name = 'procrastinate_jobs' AND column_name IN ('id', 'lock', 'status', 'queue_name')
ORDER BY column_name
"""


def test_the_version_is_the_one_that_was_read():
    assert version("procrastinate").split(".")[:2] == ["3", "10"]
    assert max(engine_migrations()) == "03.04.00_50_post_add_retry_failed_job_procedure.sql"


async def test_dispatch_reads_what_is_there(database_url):
    assert await rows(database_url, COLUMNS) == [
        ("id", "int8"),
        ("lock", "text"),
        ("queue_name", "varchar"),
        ("status", "procrastinate_job_status"),
    ]


async def test_the_row_we_defer_is_the_row_the_engine_runs(database_url):
    async with Engine(database_url, QUICK) as engine:
        await engine.request([pull(1)])
        await rows(database_url, "UPDATE target SET due_at = now()")
        assert await engine._runner.dispatch() == 1
        assert await engine._runner.dispatch() == 0
    key = pull(1).key
    query = "SELECT queue_name, task_name, lock, queueing_lock, args, status::text FROM procrastinate_jobs"
    assert await rows(database_url, query) == [(QUEUE, TASK, key, key, {"key": key}, "todo")]


async def test_at_most_so_many_rows_wait_and_an_installation_has_its_share(database_url):
    async with Engine(database_url) as engine:
        await engine.request(pull(n, installation=i) for i in range(1, 8) for n in range(30))
        await rows(database_url, "UPDATE target SET due_at = now() - interval '1 s'")
        assert await engine._runner.dispatch() == 64
        assert await engine._runner.dispatch() == 0
        counts = "SELECT count(*) FROM procrastinate_jobs JOIN target ON key = lock GROUP BY installation"
        assert sorted(n for (n,) in await rows(database_url, counts)) == [9, 9, 9, 9, 9, 9, 10]
        await rows(database_url, "DELETE FROM procrastinate_jobs")
        await rows(database_url, "DELETE FROM target WHERE installation > 1")
        assert await engine._runner.dispatch() == 16


async def test_only_one_dispatches_at_a_time(database_url):
    async with Engine(database_url, QUICK) as engine, engine._pool.connection() as other:
        await engine.request([pull(1)])
        await rows(database_url, "UPDATE target SET due_at = now()")
        await other.execute("SELECT pg_advisory_xact_lock(%s)", [0x5354_4154_4449])
        assert await engine._runner.dispatch() == 0
        await other.rollback()
        assert await engine._runner.dispatch() == 1


def test_the_worker_tells_its_number():
    worker = Worker(procrastinate.App(connector=procrastinate.PsycopgConnector()), queues=[QUEUE])
    assert worker.worker_id is None


async def test_rows_nobody_runs_are_freed(database_url):
    """Of a worker that is gone, and of our own, as when the answer that handed one out was lost."""
    async with Engine(database_url, QUICK) as engine:
        await engine.request([pull(1)])
        await rows(database_url, "UPDATE target SET due_at = now()")
        await engine._runner.dispatch()
        await rows(database_url, "UPDATE procrastinate_jobs SET status = 'doing'")
        (row,) = await engine._runner.stalled()
        await engine._runner.free(row)
        await engine._runner.free(row)
        assert await rows(database_url, "SELECT id FROM procrastinate_jobs") == []
