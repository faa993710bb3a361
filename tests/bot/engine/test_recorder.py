"""Ingest: nothing is acknowledged that is not committed, whatever arrives."""

from __future__ import annotations

import asyncio
import os

import psycopg
import pytest

from bot.engine import NotRecorded, Recorder, Timing
from bot.ledger import open_ledger
from tests.builders_engine import pull, rows, until
from webhooks.targets import Receipt, RepositoryName, Target

NAME = RepositoryName(2, "octo/repo", private=False, default_branch="main")


def receipt(delivery="a", *, targets=(), body=b"{}", installation=1, repository=NAME, action="opened"):
    return Receipt(delivery, "pull_request", action, body, installation, repository, tuple(targets))


async def test_a_receipt_is_delivery_repository_and_requests(database_url):
    body = os.urandom(50_000)
    async with Recorder(database_url) as recorder, await open_ledger(database_url) as ledger:
        await recorder.record(receipt(targets=[pull(7), Target(1, 2)], body=body))
        (delivery,) = await ledger.deliveries.recent()
        assert (delivery.id, delivery.event, delivery.action) == ("a", "pull_request", "opened")
        assert (delivery.installation, delivery.repository, delivery.size) == (1, 2, 50_000)
        assert await ledger.deliveries.body("a") == body
        assert await ledger.deliveries.body("b") is None
        repository = await ledger.repositories.get(2)
        assert (repository.full_name, repository.private, repository.default_branch) == (
            "octo/repo",
            False,
            "main",
        )
    state = await rows(
        database_url,
        "SELECT key, kind, seq, extract(epoch FROM due_at - first_at)::float FROM target ORDER BY key",
    )
    assert state == [("i/1/r/2", "repository", 1, 2.0), ("i/1/r/2/pull/7", "pull", 1, 2.0)]


async def test_a_replayed_delivery_is_kept_once_and_requests_again(database_url):
    async with Recorder(database_url) as recorder:
        for _ in range(3):
            await recorder.record(receipt(targets=[pull(7)]))
    assert await rows(database_url, "SELECT count(*) FROM delivery") == [(1,)]
    assert await rows(database_url, "SELECT seq FROM target") == [(3,)]


async def test_many_at_once_are_all_there(database_url):
    """Doubled ids, one repository under two names, the same targets in other orders."""
    async with Recorder(database_url) as one, Recorder(database_url) as other:
        await asyncio.gather(
            *(
                (one if n % 2 else other).record(
                    receipt(
                        f"d{n // 2}",
                        targets=[pull(n % 10), pull(9 - n % 10)],
                        repository=RepositoryName(n % 3, f"octo/r{n}", private=True),
                    )
                )
                for n in range(600)
            )
        )
    assert await rows(database_url, "SELECT count(*) FROM delivery") == [(300,)]
    assert await rows(database_url, "SELECT count(*) FROM target") == [(10,)]
    assert await rows(database_url, "SELECT count(*) FROM repository") == [(3,)]


async def test_an_unknown_default_branch_erases_none(database_url):
    async with Recorder(database_url) as recorder:
        await recorder.record(receipt("a"))
        await recorder.record(receipt("b", repository=RepositoryName(2, "octo/new", private=True)))
    assert await rows(database_url, "SELECT full_name, private, default_branch FROM repository") == [
        ("octo/new", True, "main")
    ]


async def test_a_receipt_without_repository_or_targets_is_still_kept(database_url):
    async with Recorder(database_url) as recorder:
        await recorder.record(receipt(installation=None, repository=None, action=None))
    assert await rows(database_url, "SELECT id, action, installation FROM delivery") == [("a", None, None)]


async def test_hostile_text_is_stored_and_harmless(database_url):
    async with Recorder(database_url) as recorder:
        await recorder.record(receipt("nul\x00\ud800", action="'; DROP TABLE delivery; --\x00"))
    assert await rows(database_url, "SELECT id, action FROM delivery") == [
        ("nul\ufffd\ufffd", "'; DROP TABLE delivery; --\ufffd")
    ]


async def test_a_receipt_the_database_refuses_takes_no_other_with_it(database_url):
    beyond = Target(10**18 * 99, 2)
    async with Recorder(database_url, writers=1) as recorder:
        answers = await asyncio.gather(
            recorder.record(receipt("first")),
            recorder.record(receipt("good", targets=[pull(1)])),
            recorder.record(receipt("bad", targets=[beyond])),
            recorder.record(receipt("better", targets=[pull(2)])),
            return_exceptions=True,
        )
    assert [type(answer) for answer in answers] == [type(None), type(None), NotRecorded, type(None)]
    assert await rows(database_url, "SELECT id FROM delivery ORDER BY id") == [
        ("better",),
        ("first",),
        ("good",),
    ]
    assert await rows(database_url, "SELECT count(*) FROM target") == [(2,)]


async def test_a_bug_costs_one_delivery_not_all_later_ones(database_url):
    async with Recorder(database_url, writers=1) as recorder:
        with pytest.raises(NotRecorded):
            await recorder.record(
                receipt("bad", installation="not a number" + "x" * 10, repository=None, action=b"?")
            )
        await recorder.record(receipt("good"))
    assert await rows(database_url, "SELECT id FROM delivery") == [("good",)]


async def test_no_database_is_not_recorded():
    async with Recorder("postgresql://nobody@127.0.0.1:1/none", patience=5.0) as recorder:
        with pytest.raises(NotRecorded, match="database"):
            await recorder.record(receipt())


async def test_a_database_that_hangs_is_not_waited_for(database_url):
    """Somebody holds a lock on what we have to write: callers get their answer, the queue stays bounded."""
    async with Recorder(database_url, patience=0.3, writers=1, queue_bytes=60_000) as recorder:
        await recorder.record(receipt("first", targets=[pull(1)]))
        somebody = await psycopg.AsyncConnection.connect(database_url)
        await somebody.execute("UPDATE target SET seq = seq")
        with pytest.raises(NotRecorded, match="too slow"):
            await recorder.record(receipt("stuck", targets=[pull(1)], body=os.urandom(30_000)))
        with pytest.raises(NotRecorded, match="too slow"):
            await recorder.record(receipt("gives up", targets=[pull(1)], body=os.urandom(20_000)))
        with pytest.raises(NotRecorded, match="too many"):
            await recorder.record(receipt("no room", body=os.urandom(20_000)))
        await somebody.close()
        await until(lambda: recorder._queued == 0)
        await recorder.record(receipt("after", body=os.urandom(20_000)))
    found = {name for (name,) in await rows(database_url, "SELECT id FROM delivery")}
    assert found == {"first", "stuck", "after"}  # what was given up in time was not even tried


async def test_a_broken_connection_is_replaced_unnoticed(database_url):
    async with Recorder(database_url, writers=1) as recorder:
        await recorder.record(receipt("a"))
        await rows(
            database_url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()",
        )
        await recorder.record(receipt("b"))
    assert await rows(database_url, "SELECT count(*) FROM delivery") == [(2,)]


async def test_whoever_waits_when_the_service_stops_is_told_at_once(database_url):
    somebody = await psycopg.AsyncConnection.connect(database_url)
    async with Recorder(database_url, patience=60.0, writers=1) as recorder:
        await recorder.record(receipt("first", targets=[pull(1)]))
        await somebody.execute("UPDATE target SET seq = seq")
        stuck = asyncio.create_task(recorder.record(receipt("stuck", targets=[pull(1)])))
        await until(lambda: recorder._queued and recorder._queue.empty())
        queued = asyncio.create_task(recorder.record(receipt("queued")))
        await until(lambda: not recorder._queue.empty())
    answers = await asyncio.gather(stuck, queued, return_exceptions=True)
    assert [str(answer) for answer in answers] == ["the service is stopping"] * 2
    await somebody.close()


async def test_large_bodies_go_the_same_way(database_url):
    body = b"x" * 25_000_000
    async with (
        Recorder(database_url, Timing(), patience=30.0) as recorder,
        await open_ledger(database_url) as ledger,
    ):
        await recorder.record(receipt(body=body))
        assert await ledger.deliveries.body("a") == body
