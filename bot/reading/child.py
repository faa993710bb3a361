"""The reading process: documents in by its standard input, answers out, each under limits, until that closes.

A frame is four bytes of length (big-endian) and that many bytes. A question is two frames: JSON with the path
and the limits, then the document. An answer is two frames: JSON (`failed`, `spent`), then the packed document
or the reason. Before the first question comes one empty answer: we are up.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
import traceback
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bot.reading.bounds import Bounds
from bot.reading.packing import pack
from parsers.model import Document, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Read = Callable[[str, bytes, Limits], Document]

LENGTH = struct.Struct(">I")
MOST_ANSWER = 32_000_000
"""Bytes of a packed document: the process that asks takes it in, and has no bound of its own."""
OUT_OF_MEMORY = 3
"""The exit code of a process whose document needed more memory than it may have."""
_MOST_REASON = 10_000


def main(arguments: list[str]) -> int:
    """Serve until standard input closes; `arguments`: the reading function as `module:name`, the bounds."""
    function, seconds, megabytes, documents = arguments
    bounds = Bounds(float(seconds), int(megabytes), int(documents))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # sent to all of us on stopping; our pipe says when to end
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints shall not speak for us
    _without_core_dumps()
    try:
        return _serve(questions, answers, _named(function), bounds)
    except OSError:
        return 0  # nobody waits for the answer any more
    finally:
        with suppress(OSError):
            answers.close()


def _named(function: str) -> Read:
    module, _, name = function.partition(":")
    read: Read = getattr(import_module(module), name)
    return read


def _serve(questions: IO[bytes], answers: IO[bytes], read: Read, bounds: Bounds) -> int:
    size, served = _address_space(), 0
    _answer(answers, b"", spent=False)  # we are ready
    while (question := _frame(questions)) is not None:
        asked, data = json.loads(question), _frame(questions) or b""
        failed = False
        try:
            with _limited_time(bounds.seconds), _limited_memory(bounds.megabytes << 20):
                body = pack(read(asked["path"], data, Limits(**asked["limits"])))
        except MemoryError:
            return OUT_OF_MEMORY
        except Exception:  # noqa: BLE001 - reading never fails; where it does, its reason goes to our log
            failed, body = True, traceback.format_exc()[-_MOST_REASON:].encode(errors="replace")
        if len(body) > MOST_ANSWER:
            return OUT_OF_MEMORY
        served += 1
        grown = _address_space() - size > bounds.megabytes << 19  # by half of what a document may take
        _answer(answers, body, failed=failed, spent=grown or served >= bounds.documents)
    return 0


def _frame(questions: IO[bytes]) -> bytes | None:
    """The next frame; None where the pipe was closed, also in the middle of one."""
    length = questions.read(LENGTH.size)
    if len(length) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(length)
    frame = questions.read(size)
    return frame if len(frame) == size else None


def _answer(answers: IO[bytes], body: bytes, *, failed: bool = False, spent: bool) -> None:
    for frame in (json.dumps({"failed": failed, "spent": spent}).encode(), body):
        answers.write(LENGTH.pack(len(frame)))
        answers.write(frame)
    answers.flush()


@contextmanager
def _limited_time(seconds: float) -> Iterator[None]:
    """Beyond it the process ends at once, whatever it is at: the signal has no handler of Python's."""
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _limited_memory(growth: int) -> Iterator[None]:
    """Our address space can grow by so many bytes from now on; beyond it is a MemoryError."""
    size = _address_space()
    if sys.platform == "win32" or not size:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bounds = {size + growth, soft, hard} - {resource.RLIM_INFINITY}
    resource.setrlimit(resource.RLIMIT_AS, (min(bounds), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    """Bytes of our address space; 0 where the system does not say."""
    if sys.platform == "linux":
        with suppress(OSError):
            return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _without_core_dumps() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
