"""Killed, frozen and terminated workers, and a database that goes away: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import random
import shutil
import signal
import tempfile
from collections import Counter
from pathlib import Path

import psutil
import pytest

from bot.engine import Engine, NotRecorded, Recorder
from bot.errors import Later
from bot.ledger import open_ledger
from bot.postgres import start
from tests.builders_engine import QUICK, idle, pull, rows, until, working
from tests.builders_worker import prepare, spawn
from webhooks.targets import Receipt


@pytest.fixture
async def spawned(database_url):
    """Start worker processes by `spawned(seconds)`; those still there are killed after the test."""
    await prepare(database_url)
    processes = []

    def begin(seconds, **options):
        processes.append(spawn(database_url, seconds, **options))
        return processes[-1]

    yield begin
    for process in processes:
        process.kill()
        process.wait()


def noted(url, table):
    return rows(url, f"SELECT key, pid FROM {table} ORDER BY pid")


async def request(url, *targets):
    async with Engine(url, QUICK) as engine:
        await engine.request(targets)


async def test_a_killed_workers_target_is_taken_over(database_url, spawned):
    victim = spawned(3600)
    await request(database_url, pull(1))
    await until(lambda: noted(database_url, "begun"))
    other = spawned(0)
    await asyncio.sleep(0.5)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    assert await until(lambda: noted(database_url, "written")) == [(pull(1).key, other.pid)]
    await until(lambda: idle(database_url))


async def test_a_target_that_kills_its_workers_is_buried(database_url, spawned):
    await request(database_url, pull(1))
    for attempt in range(QUICK.attempts):
        victim = spawned(3600)
        await until(lambda least=attempt: _more_than(noted(database_url, "begun"), least))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    spawned(0)
    ((error,),) = await until(
        lambda: rows(database_url, "SELECT error FROM target WHERE dead_at IS NOT NULL")
    )
    assert error == "3 runs ended without a result: their process was killed or crashed"
    assert await noted(database_url, "written") == []


async def _more_than(noting, least):
    return len(await noting) > least


@pytest.mark.parametrize("watch", [QUICK.watch, 3600.0])
async def test_a_frozen_worker_never_passes_the_fence(database_url, spawned, watch):
    """Neither when it notices that it was frozen, nor when it does not."""
    frozen = spawned(0.5, watch=watch)
    await request(database_url, pull(1))
    await until(lambda: noted(database_url, "begun"))
    frozen.send_signal(signal.SIGSTOP)
    other = spawned(0.5)
    assert await until(lambda: noted(database_url, "written")) == [(pull(1).key, other.pid)]
    frozen.send_signal(signal.SIGCONT)
    await asyncio.sleep(1.5)
    assert await noted(database_url, "written") == [(pull(1).key, other.pid)]
    assert await idle(database_url)
    other.send_signal(signal.SIGTERM)
    assert other.wait() == 0
    await request(database_url, pull(2))  # the one that froze is registered anew, and of use again
    await until(lambda: rows(database_url, "SELECT pid FROM written WHERE key = %s", pull(2).key))


async def test_sigterm_lets_the_run_end_and_takes_nothing_new(database_url, spawned):
    worker = spawned(1.5)
    await request(database_url, pull(1))
    await until(lambda: noted(database_url, "begun"))
    worker.send_signal(signal.SIGTERM)
    await request(database_url, pull(2))
    assert await asyncio.to_thread(worker.wait, 20) == 0
    assert await noted(database_url, "written") == [(pull(1).key, worker.pid)]
    assert await rows(database_url, "SELECT key FROM target WHERE due_at IS NOT NULL") == [(pull(2).key,)]
    assert await rows(database_url, "SELECT id FROM procrastinate_workers") == []


@pytest.fixture
def own_server():
    """A server that a test may kill."""
    folder = Path(tempfile.mkdtemp(prefix="statusproof-away-"))
    server = start(folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


def kill(server):
    postmaster = psutil.Process(
        int((server.data_dir / "postgres/data/postmaster.pid").read_text().split()[0])
    )
    family = [postmaster, *postmaster.children()]
    os.kill(postmaster.pid, signal.SIGKILL)
    psutil.wait_procs(family, timeout=10)


async def test_the_database_may_die_in_between(own_server):
    url, ran = own_server.url, Counter()

    async def body(target, fence):
        ran[target] += 1
        await asyncio.sleep(0.3)

    async with await open_ledger(url) as ledger, Recorder(url, QUICK, patience=2.0) as recorder:
        async with working(url, body) as engine:
            await engine.request([pull(1), pull(2)])
            await recorder.record(Receipt("a", "push", None, b"{}", 1, None, (pull(3),)))
            await until(lambda: len(ran) >= 2)
            await asyncio.to_thread(kill, own_server)
            with pytest.raises(NotRecorded):
                await recorder.record(Receipt("b", "push", None, b"{}", 1, None, (pull(4),)))
            assert not await ledger.ready()
            await asyncio.sleep(2.5)  # longer than anyone waits for a connection
            again = await asyncio.to_thread(start, own_server.data_dir)
            await recorder.record(Receipt("c", "push", None, b"{}", 1, None, (pull(5),)))
            await until(lambda: {pull(1), pull(2), pull(3), pull(5)} <= ran.keys())
            await until(lambda: idle(url))
            assert {delivery.id for delivery in await ledger.deliveries.recent()} == {"a", "c"}
        again.stop()


async def test_hundreds_of_requests_over_tens_of_targets(database_url):
    """A model: each target has a state that changes with each request; the last look must have seen the last."""
    dice = random.Random(42)
    world, seen, at_work, overlapped, runs = Counter(), {}, set(), [], 0

    async def body(target, fence):
        nonlocal runs
        runs += 1
        if target in at_work:
            overlapped.append(target)
        at_work.add(target)
        try:
            state = world[target]
            await asyncio.sleep(dice.random() * 0.03)
            luck = dice.random()
            if luck < 0.1:
                raise RuntimeError("bad luck")
            if luck < 0.15:
                raise Later(0.01, "not now")
            assert await fence.holds()
            seen[target] = max(state, seen.get(target, 0))
        finally:
            at_work.remove(target)

    timing = dataclasses.replace(QUICK, attempts=50)

    async def restarted_now_and_then():
        for drain in (0.0, 0.2, 20.0):
            async with working(database_url, body, timing=timing, concurrency=5, drain=drain):
                await asyncio.sleep(1.0)

    async with (
        working(database_url, body, timing=timing, concurrency=5) as engine,
        working(database_url, body, timing=timing, concurrency=5),
    ):
        restarts = asyncio.create_task(restarted_now_and_then())
        for _ in range(500):
            targets = [pull(dice.randrange(30), installation=dice.randrange(1, 4)) for _ in range(2)]
            for target in targets:
                world[target] += 1
            await engine.request(targets)
            await asyncio.sleep(dice.random() * 0.008)
        await restarts
        await until(lambda: idle(database_url), 30)
        assert await engine.dead_letters() == ()
    assert overlapped == []
    assert seen == world
    assert runs < world.total()  # they did coalesce
