"""The reader: documents take turns at a few reading processes, which are replaced when they die."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from typing import TYPE_CHECKING, Self

from bot.errors import Later
from bot.reading.bounds import Bounds
from bot.reading.kept import Kept
from bot.reading.packing import unpack
from bot.reading.worker import Failure, Worker
from parsers.model import Document, Encoding, Problem

if TYPE_CHECKING:
    from parsers.model import Limits

    _Key = tuple[str, bytes, Limits]

log = logging.getLogger(__name__)

_KEPT_BYTES = 64_000_000
_FAILURE_PATIENCE = 600.0
"""Seconds until a document that failed is tried again."""
_STOPPING = 5.0
_NO_PROCESS = 60.0


class Reader:
    """An async context manager whose `read` is safe with any bytes; processes start with the first document.

    `workers`: reading processes at most. `function`: what they read with, as `module:name`.
    """

    def __init__(
        self, bounds: Bounds | None = None, *, workers: int = 2, function: str = "parsers:read"
    ) -> None:
        self._bounds, self._function, self._workers = bounds or Bounds(), function, workers
        self._turn = asyncio.Semaphore(workers)
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._kept = Kept(_KEPT_BYTES, _FAILURE_PATIENCE, lambda: asyncio.get_running_loop().time())
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """End every process; reads under way or waiting raise Later."""
        self._closed = True
        for worker in self._busy:
            worker.kill()
        for _turn in range(self._workers):
            await self._turn.acquire()
        await asyncio.gather(*(worker.end() for worker in self._idle))
        self._idle.clear()

    async def read(self, path: str, data: bytes, limits: Limits) -> Document:
        """The document; one that is beyond the bounds, or that we fail at, is a Problem of the whole file.

        Raises Later where no process can be started and once the reader is closed.
        """
        key = (path, hashlib.sha256(data).digest(), limits)
        answer = self._kept.get(key)
        if answer is None:
            answer = await self._answer(path, data, limits)
            self._keep(key, answer, len(data))
        if isinstance(answer, bytes):
            try:
                return await asyncio.to_thread(unpack, answer)  # a large one would hold up everything else
            except ValueError as error:  # our files were replaced by another version's while we run
                answer = Failure("failed", str(error))
                self._keep(key, answer, len(data))
        return Document(path, Encoding("unknown"), problems=(Problem(0, self._said(answer)),))

    def _keep(self, key: _Key, answer: bytes | Failure, size: int) -> None:
        """Keep an answer; log a failure, ours as an error, with what is needed to find the document again."""
        self._kept.put(key, answer)
        if isinstance(answer, Failure):
            path, digest, _ = key
            log.log(
                logging.ERROR if answer.kind in {"failed", "lost"} else logging.WARNING,
                "a document could not be read (%s): path %.200r, %d bytes, sha256 %s; %s",
                answer.kind,
                path,
                size,
                digest.hex(),
                answer.reason,
            )

    async def _answer(self, path: str, data: bytes, limits: Limits) -> bytes | Failure:
        self._check_open()
        async with self._turn:
            answer = await self._asked(await self._rested(), path, data, limits)
            if isinstance(answer, Failure) and answer.kind == "lost":
                log.warning("a reading process was lost: %s; the document is read again", answer.reason)
                answer = await self._asked(await self._started(), path, data, limits)
            return answer

    async def _asked(self, worker: Worker, path: str, data: bytes, limits: Limits) -> bytes | Failure:
        self._busy.add(worker)
        try:
            self._check_open()
            answer = await worker.ask(path, data, limits)
            self._check_open()
            return answer
        finally:
            self._busy.discard(worker)
            if worker.rests and not self._closed:
                self._idle.append(worker)
            else:
                await worker.end()

    async def _rested(self) -> Worker:
        """An idle process, the last used first; a new one where none is left alive."""
        self._check_open()
        while self._idle:
            worker = self._idle.pop()
            if worker.rests:
                return worker
            await worker.end()
        return await self._started()

    async def _started(self) -> Worker:
        self._check_open()
        try:
            worker = await Worker.start(self._function, self._bounds)
        except OSError as error:
            raise Later(_NO_PROCESS, f"no reading process can be started ({error.strerror})") from error
        self._busy.add(worker)
        up = False
        try:
            self._check_open()
            failure = await worker.ready()
            self._check_open()
            if failure is not None:
                log.error("a reading process did not come up: %s", failure.reason or failure.kind)
                raise Later(_NO_PROCESS, "no reading process comes up")
            up = True
            return worker
        finally:
            self._busy.discard(worker)
            if not up:
                await worker.end()

    def _check_open(self) -> None:
        if self._closed:
            raise Later(_STOPPING, "we are stopping")

    def _said(self, failure: Failure) -> str:
        if failure.kind == "time":
            return _beyond(f"{self._bounds.seconds:g} s")
        if failure.kind == "memory":
            return _beyond(f"{self._bounds.megabytes} MB of memory")
        return "The document could not be read; the fault is ours, and it was noted."


def _beyond(bound: str) -> str:
    return f"The document could not be read within {bound}; shorten it or exclude it in the policy."
