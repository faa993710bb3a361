"""Reads documents in worker processes, so that a hostile one costs a bounded time and memory and then its worker."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import resource
import struct
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

import parsers
from parsers.model import Document, Encoding, Limits, Problem

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from types import TracebackType

_LENGTH = struct.Struct(">I")
_TOO_SLOW = "Reading this document took more than {seconds:g} seconds; it was given up."
_TOO_LARGE = "Reading this document took more memory than its {megabytes} MB; it was given up."


@dataclass(slots=True)
class Reader:
    """A bounded pool of processes that parse. Use it as `async with Reader() as reader`.

    `workers` is how many documents are read at once, `seconds` the time and `megabytes` the memory each may take.
    """

    workers: int = 2
    seconds: float = 5.0
    megabytes: int = 512
    _slots: asyncio.Semaphore = field(init=False)
    _idle: list[Process] = field(init=False, default_factory=list)
    _busy: set[Process] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.workers)

    async def __aenter__(self) -> Reader:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def read(self, path: str, data: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008
        """The document, as `parsers.read` gives it; beyond time or memory a document with that problem alone."""
        async with self._slots:
            worker = self._idle.pop() if self._idle else await self._start()
            self._busy.add(worker)
            kept = False
            try:
                document = await asyncio.wait_for(_ask(worker, (path, data, limits)), self.seconds)
                kept = True
            except TimeoutError:
                document = _given_up(path, _TOO_SLOW.format(seconds=self.seconds))
            except (asyncio.IncompleteReadError, ConnectionError):
                document = _given_up(path, _TOO_LARGE.format(megabytes=self.megabytes))
            finally:
                self._busy.discard(worker)
                await self._put_back(worker, kept=kept)
        return document

    async def close(self) -> None:
        """End every worker; reads under way end with a problem."""
        for worker in [*self._idle, *self._busy]:
            await _end(worker)
        self._idle.clear()

    async def _put_back(self, worker: Process, *, kept: bool) -> None:
        if kept:
            self._idle.append(worker)
        else:
            await _end(worker)

    async def _start(self) -> Process:
        # The worker gets no more of our environment than Python needs: it reads what strangers wrote.
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.reading",
            str(self.megabytes),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={name: value for name, value in _environment().items() if value},
        )


def _environment() -> dict[str, str]:
    kept = {
        name: os.environ.get(name, "")
        for name in ("PATH", "LANG", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
    }
    return {**kept, "PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}


def _given_up(path: str, message: str) -> Document:
    return Document(path, Encoding("unknown"), problems=(Problem(0, message),))


async def _ask(worker: Process, job: tuple[str, bytes, Limits]) -> Document:
    assert worker.stdin is not None
    assert worker.stdout is not None
    message = pickle.dumps(job)
    worker.stdin.write(_LENGTH.pack(len(message)) + message)
    await worker.stdin.drain()
    (size,) = _LENGTH.unpack(await worker.stdout.readexactly(_LENGTH.size))
    answer = pickle.loads(await worker.stdout.readexactly(size))  # noqa: S301 - our own process wrote it
    assert isinstance(answer, Document)
    return answer


async def _end(worker: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        worker.kill()
    await worker.wait()
    if worker.stdin is not None:
        worker.stdin.close()
        with contextlib.suppress(ConnectionError):
            await worker.stdin.wait_closed()


def serve(jobs: BinaryIO, answers: BinaryIO, megabytes: int) -> None:
    """Answer one job after the other until there are no more; out of memory is an answer too."""
    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    while len(head := jobs.read(_LENGTH.size)) == _LENGTH.size:
        path, data, limits = pickle.loads(jobs.read(_LENGTH.unpack(head)[0]))  # noqa: S301 - from our own parent
        try:
            document = parsers.read(path, data, limits)
        except MemoryError:
            document = _given_up(path, _TOO_LARGE.format(megabytes=megabytes))
        answer = pickle.dumps(document)
        answers.write(_LENGTH.pack(len(answer)) + answer)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
