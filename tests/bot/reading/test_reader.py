"""Real processes, made to misbehave by what they read (see builders_reading); on both event loops where it matters."""

import asyncio
import logging
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

import parsers
from bot.errors import Later
from bot.reading import Bounds, Reader, worker
from parsers.model import Limits
from tests.builders_reading import LOOPS, OBEDIENT, children, marked, pid, read, reading

ROOT = Path(__file__).parents[3]
STATUS = b"# Status\n\n- [x] Login\n- [ ] Export\n\nTests: 36/38 passing\nCoverage: 82.5 %\n"
LARGE = (
    b"| Part | State | Tests |\n|---|---|---|\n" + b"| Login page | 95 % done | 36/38 passing |\n" * 15_000
)
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")


@pytest.fixture(params=LOOPS)
def run(request):
    """Runs a coroutine function on a loop of each kind."""

    def on_loop(main):
        with asyncio.Runner(loop_factory=LOOPS[request.param]) as runner:
            return runner.run(main())

    return on_loop


def said(document):
    """What an author is told; such a document says nothing else."""
    assert (document.claims, document.lines) == ((), ())
    (problem,) = document.problems
    assert problem.line == 0
    return problem.message


OURS = "The document could not be read; the fault is ours, and it was noted."


def test_a_document_is_read_as_it_would_be_here(run):
    async def main():
        async with Reader() as reader:
            return [
                await reader.read("STATUS.md", data, limits)
                for data in (STATUS, b"", b"\xff\xfe\x00", bytes(range(256)))
                for limits in (Limits(), Limits(document_lines=3), Limits(document_bytes=2))
            ]

    assert run(main) == [
        parsers.read("STATUS.md", data, limits)
        for data in (STATUS, b"", b"\xff\xfe\x00", bytes(range(256)))
        for limits in (Limits(), Limits(document_lines=3), Limits(document_bytes=2))
    ]


async def test_a_path_may_hold_anything():
    async with reading() as reader:
        path = 'docs/"\udcff\n✅.md'
        assert (await reader.read(path, STATUS, Limits())).path == path


async def test_nothing_is_started_before_the_first_document():
    async with reading():
        assert children() == set()


# Time


def test_what_takes_too_long_is_a_problem(run):
    """Also where it never lets go of the interpreter; whoever waits is served by another process."""

    async def main():
        async with reading(Bounds(seconds=1.5), workers=1) as reader:
            slow = asyncio.create_task(read(reader, "backtrack"))
            waiting = asyncio.create_task(reader.read("STATUS.md", STATUS, Limits()))
            assert said(await slow) == (
                "The document could not be read within 1.5 s; shorten it or exclude it in the policy."
            )
            assert await waiting == parsers.read("STATUS.md", STATUS, Limits())

    run(main)


async def test_a_real_document_is_ended_on_time():
    async with Reader(Bounds(seconds=0.05)) as reader:
        assert "within 0.05 s" in said(await reader.read("STATUS.md", LARGE, Limits()))


async def test_a_process_that_does_not_end_itself_is_ended(monkeypatch):
    """As on Windows: there is no timer but ours."""
    monkeypatch.setattr(worker, "_GRACE", -58)
    async with reading(Bounds(seconds=60)) as reader:
        assert "within 60 s" in said(await read(reader, "backtrack"))
        assert (await reader.read("STATUS.md", STATUS, Limits())).claims


# Memory


@ON_LINUX
def test_what_needs_too_much_memory_is_a_problem(run):
    async def main():
        async with reading(Bounds(megabytes=100)) as reader:
            assert (await read(reader, "eat 60")).lines[1] == str(60 << 20)
            assert said(await read(reader, "eat 120")) == (
                "The document could not be read within 100 MB of memory; shorten it or exclude it in the policy."
            )
            assert (await reader.read("STATUS.md", STATUS, Limits())).claims

    run(main)


@ON_LINUX
async def test_a_real_document_is_kept_from_all_memory():
    async with Reader(Bounds(seconds=60, megabytes=8)) as reader:
        assert "within 8 MB" in said(await reader.read("STATUS.md", LARGE, Limits()))


@ON_LINUX
async def test_the_memory_of_the_service_is_no_less_than_before():
    """The bound is for growth: a second document has as much as the first."""
    async with reading(Bounds(megabytes=100)) as reader:
        for number in range(4):
            assert (await read(reader, f"eat {60 + number}")).lines[1] == str(60 + number << 20)


async def test_an_answer_that_would_fill_our_own_memory_is_a_problem():
    async with reading() as reader:
        assert "memory" in said(await read(reader, "multiply 40000000"))


# Crashes


@pytest.mark.parametrize(
    ("order", "how"),
    [
        ("exit 7", "exit code 7"),
        ("exit 0", "exit code 0"),
        (f"signal {signal.SIGKILL.value}", "SIGKILL"),
        (f"signal {signal.SIGSEGV.value}", "SIGSEGV"),
        ("signal 40", "signal 40"),
        ("babble", "bytes follow"),
        ("mute", "runs on"),
    ],
)
async def test_a_crash_is_ours_and_said_so(order, how, caplog, monkeypatch):
    monkeypatch.setattr(worker, "_LAST_WORDS", 0.5)
    async with reading() as reader:
        assert said(await read(reader, order, "docs/a.md")) == OURS
        assert (await reader.read("STATUS.md", STATUS, Limits())).claims
    (error,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert how in error.getMessage()
    assert "docs/a.md" in error.getMessage()


async def test_an_error_of_ours_is_logged_with_its_traceback_and_costs_no_process(caplog):
    async with reading(workers=1) as reader:
        before = await pid(reader)
        assert said(await read(reader, "raise sorry")) == OURS
        assert await pid(reader) == before
    (error,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "RuntimeError: sorry" in error.getMessage()
    assert "builders_reading" in error.getMessage()


async def test_an_answer_of_another_version_is_ours(caplog):
    async with reading(workers=1) as reader:
        await read(reader, "garble")
        assert said(await read(reader, "pid")) == OURS
    assert "not a packed document" in caplog.text


def test_a_document_whose_process_was_killed_is_read_again(run, tmp_path, caplog):
    """By the kernel for want of memory, or by somebody: it says nothing of the document."""

    async def main():
        mark = tmp_path / "mark"
        async with reading(workers=1) as reader:
            reads = asyncio.create_task(read(reader, f"hold-once {mark}"))
            waiting = asyncio.create_task(reader.read("STATUS.md", STATUS, Limits()))
            first = await marked(mark)
            psutil.Process(first).kill()
            document = await reads
            assert document.problems == ()
            assert document.lines[0] != str(first)
            assert (await waiting).claims

    run(main)
    assert "SIGKILL" in caplog.text
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_process_killed_while_idle_is_replaced(run):
    async def main():
        async with reading(workers=2) as reader:
            await asyncio.gather(read(reader, "pid one"), read(reader, "pid two"))
            for child in children():
                child.kill()
            document = await reader.read("STATUS.md", STATUS, Limits())
            assert document == parsers.read("STATUS.md", STATUS, Limits())

    run(main)


async def test_signals_for_the_whole_service_do_not_end_a_reading(tmp_path):
    """Ctrl-C and a stop by the system reach every process, while looks that run may finish."""
    async with reading(workers=1) as reader:
        first = await pid(reader)
        for number in (signal.SIGINT, signal.SIGTERM):
            psutil.Process(first).send_signal(number)
        assert await pid(reader) == first


# Turns


async def test_many_reads_share_few_processes():
    async with reading(workers=2) as reader:
        documents = await asyncio.gather(*(read(reader, f"pid {number}") for number in range(40)))
        assert len({document.lines[0] for document in documents}) <= 2
        assert len(children()) <= 2
    assert [document.lines[1] for document in documents] == [str(number) for number in range(40)]


async def test_processes_stay_few_while_they_die(tmp_path):
    most = 0

    async def watch():
        nonlocal most
        while True:
            most = max(most, len(children()))
            await asyncio.sleep(0.01)

    async with reading(workers=2) as reader:
        watching = asyncio.create_task(watch())
        orders = [f"exit {number}" for number in range(1, 4)] + [f"pid {number}" for number in range(6)]
        documents = await asyncio.gather(*(read(reader, order) for order in orders))
        watching.cancel()
    assert [bool(document.problems) for document in documents] == [True] * 3 + [False] * 6
    assert 0 < most <= 2


async def test_a_process_is_replaced_after_so_many_documents():
    async with reading(Bounds(seconds=60, documents=3), workers=1) as reader:
        pids = [await pid(reader) for _ in range(7)]
    assert pids[0] == pids[1] == pids[2] != pids[3] == pids[4] == pids[5] != pids[6]


@ON_LINUX
async def test_a_process_that_has_grown_is_replaced():
    async with reading(Bounds(seconds=60, megabytes=100), workers=1) as reader:
        before = await pid(reader)
        await read(reader, "leak 20")
        assert await pid(reader) == before
        await read(reader, "leak 40")
        assert await pid(reader) != before


# What a process knows and says


async def test_what_is_printed_is_no_answer():
    async with reading() as reader:
        assert (await read(reader, "print loud")).problems == ()


async def test_a_process_has_no_secrets(monkeypatch):
    monkeypatch.setenv("STATUSPROOF_WEBHOOK_SECRET", "hush")
    monkeypatch.setenv("PGPASSWORD", "hush")
    async with reading() as reader:
        names = (await read(reader, "environment")).lines[1].split()
    assert "PATH" in names
    assert not {name for name in names if "SECRET" in name or "PASS" in name}


# What was read before


async def test_the_same_bytes_under_the_same_name_are_read_once():
    async with reading(Bounds(documents=1)) as reader:
        first = await read(reader, "pid")
        assert await read(reader, "pid") == first
        assert (await read(reader, "pid", "OTHER.md")).lines != first.lines
        assert (await reader.read("STATUS.md", b"pid", Limits(document_lines=9))).lines != first.lines


async def test_a_document_that_failed_does_not_fail_anew_on_every_look(caplog):
    async with reading() as reader:
        assert said(await read(reader, "exit 7")) == said(await read(reader, "exit 7"))
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1


# Cancelling and closing


def test_cancelling_ends_the_work_and_frees_the_place(run, tmp_path):
    async def main():
        mark = tmp_path / "mark"
        async with reading(workers=1) as reader:
            reads = asyncio.create_task(read(reader, f"hold {mark}"))
            waiting = asyncio.create_task(reader.read("STATUS.md", STATUS, Limits()))
            first = await marked(mark)
            reads.cancel()
            with pytest.raises(asyncio.CancelledError):
                await reads
            assert not psutil.pid_exists(first)
            assert (await waiting).claims

    run(main)


def test_cancelling_at_any_moment_leaves_nothing(run):
    """While a process starts, comes up, reads, or while the turn has not come."""

    async def main():
        async with reading(workers=1) as reader:
            for moment in range(12):
                reads = [asyncio.create_task(read(reader, f"pid {moment} {n}")) for n in range(2)]
                await asyncio.sleep(moment * 0.02)
                for task in reads:
                    task.cancel()
                await asyncio.gather(*reads, return_exceptions=True)
            assert (await reader.read("STATUS.md", STATUS, Limits())).claims
            assert len(children()) == 1

    run(main)


def test_closing_ends_everything(run, tmp_path):
    """The busy, the idle and those that wait for their turn: a run that is cut off is put back."""

    async def main():
        reader = Reader(Bounds(seconds=60), function=OBEDIENT)
        async with reader:
            await asyncio.gather(read(reader, "pid one"), read(reader, "pid two"))
            mark = tmp_path / "mark"
            reads = [asyncio.create_task(read(reader, f"hold {mark}")) for _ in range(4)]
            await marked(mark)
            await asyncio.sleep(0)
        assert children() == set()
        ends = await asyncio.gather(*reads, return_exceptions=True)
        assert [type(end) for end in ends] == [Later] * 4
        with pytest.raises(Later, match="stopping"):
            await read(reader, "pid three")
        assert children() == set()

    run(main)


async def test_closing_while_a_process_starts_leaves_none():
    async with reading() as reader:
        reads = asyncio.create_task(read(reader, "pid"))
        await asyncio.sleep(0)
    with pytest.raises(Later):
        await reads


async def test_closing_does_not_wait_for_a_process_that_does_not_listen(monkeypatch):
    monkeypatch.setattr(worker, "_LAST_WORDS", 0.5)
    async with reading(workers=1) as reader:
        psutil.Process(await pid(reader)).suspend()


def test_no_process_outlives_a_service_that_was_killed(tmp_path):
    """The idle one ends as its pipe closes, the one at work at its time limit at the latest."""
    mark = tmp_path / "mark"
    command = [sys.executable, "-m", "tests.builders_reading", str(mark)]
    with subprocess.Popen(command, cwd=ROOT) as service:
        busy = asyncio.run(marked(mark))
        asyncio.run(_at_rest(service.pid, busy))
        left = list(children(service.pid))
        service.kill()
    assert len(left) == 2
    _, alive = psutil.wait_procs(left, timeout=60)
    assert alive == []


async def _at_rest(service, busy):
    """Wait until the other process is up and sleeps."""
    while len(children(service)) < 2:
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)


# Starting


async def test_a_run_is_put_back_where_no_process_can_be_started(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    async with reading() as reader:
        with pytest.raises(Later, match="no reading process can be started"):
            await read(reader, "pid")


async def test_a_run_is_put_back_where_no_process_comes_up(caplog):
    async with reading(function="tests.builders_reading:nothing") as reader:
        with pytest.raises(Later, match="no reading process comes up"):
            await read(reader, "pid")
    assert "exit code 1" in caplog.text
