"""Our end of one reading process: started, asked one document at a time, ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from bot.reading.child import LENGTH, MOST_ANSWER, OUT_OF_MEMORY

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from bot.reading.bounds import Bounds
    from parsers.model import Limits

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[5:]; "
    "from bot.reading.child import main; sys.exit(main(sys.argv[1:5]))"
)
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")
_KEPT_PREFIXES = ("PYTHON", "COVERAGE_")
_START = 60.0
"""Seconds a process may take to come up on a busy machine."""
_GRACE = 5.0 if hasattr(signal, "setitimer") else 0.0
"""Seconds we wait beyond the limit: the process ends itself on time, and we may be slow to hear of it."""
_LAST_WORDS = 2.0
_MOST_HEADER = 1000


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no document.

    time, memory: it needs more than it may have. failed: our reading raised; `reason` is the traceback. lost:
    the process ended of something else; `reason` says how.
    """

    kind: Literal["time", "memory", "failed", "lost"]
    reason: str = ""


class Worker:
    """One reading process. `rests` while it can be asked: it is up, not at work and not to be replaced."""

    def __init__(self, process: Process, bounds: Bounds) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._in, self._out = process, process.stdin, process.stdout
        self._patience = bounds.seconds + _GRACE
        self._polite = False
        self._spent = False

    @classmethod
    async def start(cls, function: str, bounds: Bounds) -> Worker:
        """A process that was told to start. Raises OSError."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _PROGRAM, function),
            *(f"{bounds.seconds}", f"{bounds.megabytes}", f"{bounds.documents}"),
            *sys.path,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=_environment(),
            limit=1 << 20,
        )
        return cls(process, bounds)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def rests(self) -> bool:
        return self._polite and not self._spent and self._process.returncode is None

    async def ready(self) -> Failure | None:
        """Wait until the process is up; the failure where it does not come up."""
        answer = await self._exchange((), _START)
        return answer if isinstance(answer, Failure) else None

    async def ask(self, path: str, data: bytes, limits: Limits) -> bytes | Failure:
        """The packed document that the process reads, within the bounds."""
        question = json.dumps({"path": path, "limits": asdict(limits)}).encode()
        return await self._exchange((question, data), self._patience)

    async def _exchange(self, frames: tuple[bytes, ...], patience: float) -> bytes | Failure:
        self._polite = False
        try:
            async with asyncio.timeout(patience):
                for frame in frames:
                    self._in.write(LENGTH.pack(len(frame)) + frame)
                await self._in.drain()
                header = json.loads(await self._frame(_MOST_HEADER))
                body = await self._frame(MOST_ANSWER)
        except TimeoutError:
            return Failure("time", "it did not answer")
        except (EOFError, OSError):
            return await self._ended()
        except ValueError as error:
            return Failure("lost", f"it said {error!s:.200}")
        self._polite, self._spent = True, bool(header["spent"])
        return Failure("failed", body.decode(errors="replace")) if header["failed"] else body

    async def _frame(self, most: int) -> bytes:
        (size,) = LENGTH.unpack(await self._out.readexactly(LENGTH.size))
        if size > most:
            raise ValueError(f"{size} bytes follow")
        return await self._out.readexactly(size)

    async def _ended(self) -> Failure:
        """What the exit code says, now that the process speaks no more."""
        try:
            async with asyncio.timeout(_LAST_WORDS):
                code = await self._process.wait()
        except TimeoutError:
            return Failure("lost", "it closed its pipe and runs on")
        if sys.platform != "win32" and code == -signal.SIGALRM:
            return Failure("time", "it was ended on time")
        if code == OUT_OF_MEMORY:
            return Failure("memory", "it ended itself")
        return Failure("lost", f"it ended with {_name_of(code)}")

    def kill(self) -> None:
        """End the process now; whoever waits for its answer is told that it is lost."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        """End the process and wait for that: by its pipe where it listens, else by force."""
        if not self._polite:
            self.kill()
        self._in.close()
        try:
            async with asyncio.timeout(_LAST_WORDS):
                await self._gone()
        except TimeoutError:
            self.kill()
            await self._gone()

    async def _gone(self) -> None:
        with suppress(OSError):
            while await self._out.read(1 << 16):  # an unread pipe is never closed
                pass
        await self._process.wait()


def _environment() -> dict[str, str]:
    """What Python needs to start: no keys or passwords for a process that reads what strangers write."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT_VARIABLES or name.startswith(_KEPT_PREFIXES)
    }


def _name_of(code: int) -> str:
    try:
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return f"signal {-code}"
