"""Engines for tests: short times, bodies that record, and a wait for an outcome instead of a sleep."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import psycopg

from bot.engine import Engine, Timing
from webhooks.targets import Target

QUICK = Timing(
    settle=0.05, settle_longest=0.2, dispatch=0.02, heartbeat=0.2, stalled=1.5, poll=0.1,
    attempts=3, backoff=0.05, backoff_longest=0.2, jitter=0.1, postponements=3, patience=1.0, reconnect=0.1, watch=0.1,
)  # fmt: skip


def pull(number, *, installation=1, repository=2):
    """The target of one pull request."""
    return Target(installation, repository, pull=number)


@asynccontextmanager
async def working(url, body, *, timing=QUICK, **options):
    """An engine whose worker runs `body` until the block is left."""
    async with Engine(url, timing) as engine:
        task = asyncio.create_task(engine.work(body, **options))
        try:
            yield engine
        finally:
            engine.stop()
            await task


async def until(condition, seconds=20.0):
    """Wait for an outcome; what it came to. Fails when it does not come."""
    async with asyncio.timeout(seconds):
        while True:
            outcome = condition()
            if asyncio.iscoroutine(outcome):
                outcome = await outcome
            if outcome:
                return outcome
            await asyncio.sleep(0.01)


async def rows(url, query, *arguments):
    """What the database says, past all our code."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        cursor = await connection.execute(query, arguments)
        return await cursor.fetchall() if cursor.description else []


async def idle(url):
    """Whether nothing is wanted and nothing runs."""
    return not await rows(url, "SELECT key FROM target WHERE due_at IS NOT NULL OR run IS NOT NULL")
