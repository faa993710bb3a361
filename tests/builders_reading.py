"""What a reading process is made to do in tests: its reading function obeys the first word of the document."""

from __future__ import annotations

import asyncio
import os
import re
import struct
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import uvloop

import parsers
from bot.reading import Bounds, Reader, child
from parsers.model import Document, Encoding, Limits

OBEDIENT = "tests.builders_reading:obey"
LOOPS = {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}
_leak: list[bytes] = []


def obey(path: str, data: bytes, limits: Limits) -> Document:
    """Runs in the reading process. `order argument`; anything that is no order is read as it is."""
    order, _, argument = data.decode("utf-8", "replace").partition(" ")
    if order not in _ORDERS:
        return parsers.read(path, data, limits)
    said = _ORDERS[order](argument)
    return Document(path, Encoding("utf-8"), lines=(str(os.getpid()), str(said)))


def hold(mark: str) -> None:
    """Leave a mark, then work on without ever yielding."""
    Path(mark).write_text(str(os.getpid()))
    time.sleep(600)


def hold_once(mark: str) -> None:
    if not Path(mark).exists():
        hold(mark)


def _eat(megabytes: str) -> int:
    return len(bytearray(int(megabytes) << 20))


def _leak_some(megabytes: str) -> None:
    _leak.append(bytes(int(megabytes) << 20))


def _raise(message: str) -> None:
    raise RuntimeError(message)


def _mute(_: str) -> None:
    os.closerange(3, 64)
    time.sleep(600)


def _garble(_: str) -> None:
    child.pack = lambda _: b'["Dokument"]'


def _babble(_: str) -> None:
    child.LENGTH = struct.Struct("<I")


_ORDERS = {
    "pid": str,
    "hold": hold,
    "hold-once": hold_once,
    "backtrack": lambda _: re.match(r"(a|a)*$", "a" * 60 + "b"),
    "eat": _eat,
    "leak": _leak_some,
    "raise": _raise,
    "exit": lambda code: os._exit(int(code)),
    "signal": lambda number: os.kill(os.getpid(), int(number)),
    "print": lambda text: (print(text, flush=True), os.write(1, b"loud")),
    "multiply": lambda count: "x" * int(count),
    "environment": lambda _: " ".join(sorted(os.environ)),
    "mute": _mute,
    "garble": _garble,
    "babble": _babble,
}


def children(parent: int | None = None) -> set[psutil.Process]:
    """The reading processes of a process (ours), those that ended but were not waited for included."""
    return set(psutil.Process(parent).children(recursive=True))


@asynccontextmanager
async def reading(bounds: Bounds | None = None, **options):
    """A reader that obeys; nothing that it started is left afterwards."""
    before = children()
    async with Reader(bounds or Bounds(seconds=60), **{"function": OBEDIENT} | options) as reader:
        yield reader
    assert children() <= before


async def read(reader: Reader, text: str, path: str = "STATUS.md") -> Document:
    return await reader.read(path, text.encode(), Limits())


async def pid(reader: Reader) -> int:
    """The process that answers next."""
    return int((await read(reader, f"pid {time.monotonic_ns()}")).lines[0])


async def marked(mark: Path) -> int:
    """Wait for the mark of a process that holds; its id."""
    while not (mark.exists() and mark.read_text()):
        await asyncio.sleep(0.02)
    return int(mark.read_text())


async def parent_with_children(busy: str) -> None:
    """Run in a process that is then killed: one reading process at rest, one at work."""
    async with Reader(Bounds(seconds=5), function=OBEDIENT) as reader:
        work = asyncio.create_task(read(reader, f"hold {busy}"))
        await read(reader, "at rest")
        await work


if __name__ == "__main__":
    asyncio.run(parent_with_children(sys.argv[1]))
