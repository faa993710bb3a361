"""Documents are read in worker processes that a hostile document cannot outlast."""

from __future__ import annotations

import asyncio
import os

import pytest

from bot.reading import Reader
from parsers.model import Limits

HEAVY = b"- [x] a: 50% done, 3/4 tests passing\n" * 20_000
"""Some seconds of reading, within the limits below."""
WIDE = Limits(document_bytes=10_000_000, document_lines=1_000_000)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_reads_as_the_parser_does_and_keeps_its_worker():
    async with Reader(workers=1) as reader:
        first = await reader.read("STATUS.md", b"- [x] one\n")
        (worker,) = reader._idle
        second = await reader.read("STATUS.md", b"- [ ] two\n")
        assert reader._idle == [worker]
    assert [claim.subject for claim in (*first.claims, *second.claims)] == ["one", "two"]
    assert not _alive(worker.pid)


async def test_a_document_that_takes_too_long_is_a_problem_and_its_worker_is_killed():
    async with Reader(workers=1) as warm:
        await warm.read("A.md", b"x")
        (worker,) = warm._idle
        warm.seconds = 0.05
        document = await warm.read("A.md", HEAVY, WIDE)
        assert not _alive(worker.pid)
        warm.seconds = 60
        again = await warm.read("A.md", b"- [x] one\n")
    assert "0.05 seconds" in document.problems[0].message
    assert not document.claims
    assert len(again.claims) == 1


async def test_a_document_that_takes_too_much_memory_is_a_problem():
    async with Reader(workers=1, megabytes=90, seconds=60) as reader:
        document = await reader.read("A.md", HEAVY, WIDE)
        again = await reader.read("A.md", b"- [x] one\n")
    assert "90 MB" in document.problems[0].message
    assert len(again.claims) == 1


async def test_a_worker_that_dies_is_replaced():
    async with Reader(workers=1) as reader:
        await reader.read("A.md", b"x")
        reader._idle[0].kill()
        await reader._idle[0].wait()
        lost = await reader.read("A.md", b"- [x] one\n")
        found = await reader.read("A.md", b"- [x] one\n")
    assert len(lost.problems) == 1
    assert len(found.claims) == 1


async def test_no_more_documents_at_once_than_there_are_workers():
    async with Reader(workers=2) as reader:
        documents = await asyncio.gather(*(reader.read(f"{n}.md", b"- [x] one\n") for n in range(8)))
        assert len(reader._idle) <= 2
    assert [len(document.claims) for document in documents] == [1] * 8


async def test_a_cancelled_read_ends_its_worker():
    async with Reader(workers=1, seconds=60) as reader:
        await reader.read("A.md", b"x")
        (worker,) = reader._idle
        task = asyncio.create_task(reader.read("A.md", HEAVY, WIDE))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not _alive(worker.pid)


async def test_workers_see_no_secrets(monkeypatch):
    monkeypatch.setenv("STATUSPROOF_WEBHOOK_SECRET", "s3cret")
    async with Reader(workers=1) as reader:
        await reader.read("A.md", b"x")
        with open(f"/proc/{reader._idle[0].pid}/environ", "rb") as environment:
            assert b"s3cret" not in environment.read()
