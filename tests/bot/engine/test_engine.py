"""The engine's promises: nothing lost, nothing twice at a time, nothing forgotten."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.engine import Again, Engine
from bot.errors import Later, Never
from tests.builders_engine import QUICK, idle, pull, rows, until, working
from webhooks.targets import Target


async def test_a_request_runs_once(database_url):
    ran = []

    async def body(target, fence):
        assert await fence.holds()
        ran.append(target)

    async with working(database_url, body) as engine:
        await engine.request([pull(1), Target(1), Target(1, 2, branch="a/b")])
        await until(lambda: len(ran) == 3)
        await until(lambda: idle(database_url))
    assert set(ran) == {pull(1), Target(1), Target(1, 2, branch="a/b")}
    assert await rows(database_url, "SELECT id FROM procrastinate_jobs") == []


async def test_a_burst_is_one_run(database_url):
    ran = []

    async def body(target, fence):
        ran.append(target)

    timing = dataclasses.replace(QUICK, settle=0.3, settle_longest=5.0)
    async with working(database_url, body, timing=timing) as engine:
        for _ in range(30):
            await engine.request([pull(1), pull(1)])
        await until(lambda: ran and idle(database_url))
    assert ran == [pull(1)]


async def test_a_steady_stream_is_not_starved(database_url):
    ran = asyncio.Event()

    async def body(target, fence):
        ran.set()

    timing = dataclasses.replace(QUICK, settle=0.5, settle_longest=1.0)
    async with working(database_url, body, timing=timing) as engine, asyncio.timeout(20):
        while not ran.is_set():
            await engine.request([pull(1)])
            await asyncio.sleep(0.02)


async def test_requests_during_a_run_mean_exactly_one_more(database_url):
    """The lost update: what changed after the run looked must be looked at again."""
    begun, go, ran = asyncio.Event(), asyncio.Event(), []

    async def body(target, fence):
        ran.append(target)
        begun.set()
        await go.wait()

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        await begun.wait()
        for _ in range(5):
            await engine.request([pull(1)])
        await asyncio.sleep(0.3)
        assert len(ran) == 1
        go.set()
        await until(lambda: idle(database_url))
    assert len(ran) == 2


async def test_failures_back_off_then_die_then_are_revived(database_url):
    ran, fail = [], True

    async def body(target, fence):
        ran.append(target)
        if fail:
            raise RuntimeError("no \x00 such luck")

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        (letter,) = await until(engine.dead_letters)
        assert len(ran) == QUICK.attempts == letter.attempts
        assert letter.target == pull(1)
        assert letter.error == "RuntimeError: no \ufffd such luck"
        assert [count.dead for count in await engine.counts()] == [1]
        fail = False
        await engine.request([pull(1)])
        await until(lambda: len(ran) == QUICK.attempts + 1)
        await until(lambda: idle(database_url))
        assert await engine.dead_letters() == ()


async def test_retry_revives_a_dead_letter_and_nothing_else(database_url):
    ran = []

    async def body(target, fence):
        ran.append(target)
        if len(ran) <= QUICK.attempts:
            raise RuntimeError

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        (letter,) = await until(engine.dead_letters)
        assert await engine.retry(letter.target.key)
        await until(lambda: idle(database_url))
        assert len(ran) == QUICK.attempts + 1
        assert not await engine.retry(letter.target.key)
        assert not await engine.retry("i/404")


async def test_a_request_during_the_last_failing_run_is_not_buried(database_url):
    ran = []

    async with Engine(database_url, QUICK) as other:

        async def body(target, fence):
            ran.append(target)
            if len(ran) == QUICK.attempts:
                await other.request([pull(1)])
            if len(ran) <= QUICK.attempts:
                raise RuntimeError

        async with working(database_url, body) as engine:
            await engine.request([pull(1)])
            await until(lambda: len(ran) > QUICK.attempts)
            await until(lambda: idle(database_url))
            assert await engine.dead_letters() == ()


async def test_later_waits_without_counting_and_requests_do_not_hurry_it(database_url):
    ran = []
    timing = dataclasses.replace(QUICK, attempts=1)
    resume = datetime.now(UTC) + timedelta(seconds=1.0)

    async def body(target, fence):
        ran.append(datetime.now(UTC))
        if len(ran) == 1:
            raise Later(resume, "rate limit")

    async with working(database_url, body, timing=timing) as engine:
        await engine.request([pull(1)])
        await until(lambda: ran)
        await until(lambda: rows(database_url, "SELECT key FROM target WHERE error = 'rate limit'"))
        await engine.request([pull(1)])
        await until(lambda: idle(database_url))
        assert await engine.dead_letters() == ()
    assert len(ran) == 2
    assert ran[1] >= resume


async def test_later_for_ever_counts_at_last(database_url):
    ran = []

    async def body(target, fence):
        ran.append(target)
        raise Later(0, "always")

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        (letter,) = await until(engine.dead_letters)
    assert letter.error == "always"
    assert len(ran) == QUICK.postponements + QUICK.attempts


async def test_never_is_finished_at_once_with_its_reason(database_url):
    ran = []

    async def body(target, fence):
        ran.append(target)
        raise Never("the repository is gone")

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        await until(lambda: ran and idle(database_url))
        assert await engine.dead_letters() == ()
    assert len(ran) == 1
    assert await rows(database_url, "SELECT error FROM target") == [("the repository is gone",)]


async def test_again_runs_at_its_time_and_a_success_replaces_it(database_url):
    ran = []

    async def body(target, fence):
        ran.append(target)
        return Again(datetime.now(UTC) + timedelta(seconds=0.3 if len(ran) == 1 else 3600))

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        await until(lambda: len(ran) == 2 and idle(database_url))
        ((again,),) = await rows(database_url, "SELECT again_at > now() + interval '50 min' FROM target")
        assert again


async def test_a_request_at_a_time_waits_for_it_but_delays_nothing(database_url):
    ran = []

    async def body(target, fence):
        ran.append(target)

    soon, late = datetime.now(UTC) + timedelta(seconds=0.5), datetime.now(UTC) + timedelta(hours=1)
    async with working(database_url, body) as engine:
        await engine.request([pull(1)], at=late)
        await engine.request([pull(1)], at=soon)
        await engine.request([pull(2)])
        await engine.request([pull(2)], at=late)
        await until(lambda: len(ran) == 2)
        assert datetime.now(UTC) >= soon
    assert ran == [pull(2), pull(1)]


async def test_a_time_that_comes_during_a_run_means_one_more(database_url):
    begun, go, ran = asyncio.Event(), asyncio.Event(), []

    async def body(target, fence):
        ran.append(target)
        begun.set()
        await go.wait()

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        await begun.wait()
        await engine.request([pull(1)], at=datetime.now(UTC) + timedelta(seconds=0.2))
        await until(lambda: rows(database_url, "SELECT key FROM target WHERE again_at IS NULL AND seq = 2"))
        go.set()
        await until(lambda: idle(database_url))
    assert len(ran) == 2


async def test_installations_take_turns(database_url):
    order = []

    async def body(target, fence):
        order.append(target.installation)

    async with Engine(database_url, QUICK) as engine:
        await engine.request([pull(n) for n in range(60)])
        await asyncio.sleep(0.1)
        await engine.request([pull(n, installation=7) for n in range(3)])
        await asyncio.sleep(0.1)
    async with working(database_url, body, concurrency=1):
        await until(lambda: len(order) == 63)
    assert Counter(order) == {1: 60, 7: 3}
    assert 7 in order[:4]
    assert order[:10].count(7) == 3


async def test_counts_tell_the_states_apart(database_url):
    async def body(target, fence):
        if target.pull == 1:
            await asyncio.Event().wait()
        raise RuntimeError

    timing = dataclasses.replace(QUICK, backoff=3600.0, backoff_longest=3600.0)
    async with working(database_url, body, timing=timing, drain=0.0) as engine:
        await engine.request([pull(1), pull(2), Target(1, 2)])
        await until(lambda: rows(database_url, "SELECT 1 FROM target HAVING count(error) = 2"))
        counts = {count.kind: count for count in await engine.counts()}
    assert (counts["pull"].running, counts["pull"].retrying) == (1, 1)
    assert counts["repository"].retrying == 1
    async with Engine(database_url, dataclasses.replace(QUICK, settle=3600, settle_longest=3600)) as engine:
        await engine.request([Target(9)])
        counts = {count.kind: count for count in await engine.counts()}
    assert counts["installation"].waiting == 1
    assert (counts["pull"].due, counts["pull"].running) == (1, 0)
    assert counts["pull"].oldest_lag > 0


async def test_drain_lets_bodies_finish(database_url):
    """Longer than the stall time: a draining worker still counts as alive, and nobody takes over."""
    begun, ended = asyncio.Event(), []

    async def body(target, fence):
        begun.set()
        await asyncio.sleep(2.5)
        ended.append(await fence.holds())

    async def others(target, fence):
        ended.append("taken over")

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        await begun.wait()
        async with working(database_url, others):
            engine.stop()
            await until(lambda: idle(database_url))
    assert ended == [True]


async def test_drain_limit_puts_back_with_the_attempt(database_url):
    begun = asyncio.Event()

    async def body(target, fence):
        begun.set()
        await asyncio.Event().wait()

    async with working(database_url, body, drain=0.1) as engine:
        await engine.request([pull(1)])
        await begun.wait()
    state = await rows(database_url, "SELECT run, attempts, due_at <= now(), error FROM target")
    assert state == [(None, 0, True, None)]
    assert await rows(database_url, "SELECT id FROM procrastinate_jobs") == []


async def test_cancelled_twice_does_not_wait_for_bodies(database_url):
    begun = asyncio.Event()

    async def body(target, fence):
        begun.set()
        await asyncio.Event().wait()

    async with Engine(database_url, QUICK) as engine:
        task = asyncio.create_task(engine.work(body, drain=3600))
        await engine.request([pull(1)])
        await begun.wait()
        task.cancel()
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 10)
    assert await rows(database_url, "SELECT run, attempts FROM target") == [(None, 0)]


async def test_a_body_that_cancels_itself_has_failed(database_url):
    async def body(target, fence):
        raise asyncio.CancelledError

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        (letter,) = await until(engine.dead_letters)
    assert letter.error == "the run was cancelled"


async def test_a_run_overtaken_neither_holds_nor_ends_the_new_one(database_url):
    """What a worker that froze sees when it wakes."""
    held = []

    async def body(target, fence):
        held.append(await fence.holds())
        await rows(database_url, "UPDATE target SET run = run + 1000")
        held.append(await fence.holds())

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        await until(lambda: len(held) == 2)
    assert held == [True, False]
    assert await rows(database_url, "SELECT run IS NOT NULL, due_at IS NOT NULL FROM target") == [
        (True, True)
    ]


async def test_a_process_that_stood_still_abandons_its_runs(database_url):
    """A loop blocked for nearly the stall time looks just like a frozen process: others may have taken over."""
    ran, ended = [], []

    async def body(target, fence):
        ran.append(fence.run)
        if len(ran) == 1:
            time.sleep(1.8)
            await asyncio.sleep(5)
        ended.append(fence.run)

    async with working(database_url, body) as engine:
        await engine.request([pull(1)])
        await until(lambda: ended)
        await until(lambda: idle(database_url))
    assert ended == ran[1:]
    assert await rows(database_url, "SELECT error FROM target") == [(None,)]


async def test_rows_nobody_runs_do_not_block_their_target(database_url):
    """One of a worker that is gone; one of our own whose hand-out was lost on the way."""
    ran = []

    async def body(target, fence):
        ran.append(target)

    stuck = (
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, status, worker_id)"
        " VALUES ('statusproof', 'reconcile', %s, 'doing', %s)"
    )
    async with working(database_url, body) as engine:
        (worker,) = await until(lambda: engine._runner.workers)
        await rows(database_url, stuck, pull(1).key, None)
        await rows(database_url, stuck, pull(2).key, worker)
        await engine.request([pull(1), pull(2)])
        await until(lambda: len(ran) == 2)
        await until(lambda: idle(database_url))


async def test_an_older_row_cannot_take_the_target_back(database_url):
    ran = []

    async def body(target, fence):
        ran.append(target)

    async with working(database_url, body) as engine:
        await rows(
            database_url,
            "INSERT INTO target (key, kind, installation, due_at, run) VALUES ('i/1', 'x', 1, now(), 99)",
        )
        await asyncio.sleep(0.3)
        assert ran == []
        await rows(database_url, "SELECT setval('procrastinate_jobs_id_seq', 99)")
        await until(lambda: ran)
        await until(lambda: idle(database_url))
        assert await engine.counts()


async def test_pull_requests_at_rest_are_tidied_away_and_nothing_else(database_url):
    ran = []

    async def body(target, fence):
        ran.append(target)
        if target.pull == 2:
            raise Never("gone")
        if target.pull == 3:
            return Again(datetime.now(UTC) + timedelta(hours=1))
        return None

    async with working(database_url, body) as engine:
        await engine.request([pull(1), pull(2), pull(3), Target(1, 2)])
        await until(lambda: len(ran) == 4)
        await until(lambda: idle(database_url))
        await engine.request([pull(4)], at=datetime.now(UTC) + timedelta(hours=1))
        assert await engine.tidy() == 1
        left = await rows(database_url, "SELECT key FROM target ORDER BY key")
        assert left == [(Target(1, 2).key,), (pull(2).key,), (pull(3).key,), (pull(4).key,)]
        await engine.request([pull(1)])
        await until(lambda: ran.count(pull(1)) == 2)


async def test_sweeps_take_turns_among_workers(database_url):
    swept, at_once, most = [], 0, 0

    async def sweep():
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.05)
        at_once -= 1
        swept.append(1)
        if len(swept) == 1:
            raise RuntimeError("a bug of the sweep")
        if len(swept) == 2:
            raise Later(1, "GitHub is away")

    async def body(target, fence):
        pass

    options = {"sweep": sweep, "sweep_every": 0.2}
    async with working(database_url, body, **options), working(database_url, body, **options):
        await until(lambda: len(swept) >= 4)
    assert most == 1


async def test_no_sweep_while_the_last_is_recent(database_url):
    swept = []

    async def sweep():
        swept.append(1)

    async def body(target, fence):
        pass

    for _ in range(2):
        async with working(database_url, body, sweep=sweep):
            await until(lambda: swept)
            await asyncio.sleep(0.2)
    assert swept == [1]
