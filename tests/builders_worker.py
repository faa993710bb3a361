"""A worker process for tests that kill and freeze it: `python -m tests.builders_worker URL SECONDS WATCH`.

Its body notes that it began, works for so many seconds, asks the fence, and only then writes.
"""

from __future__ import annotations

import asyncio
import dataclasses
import signal
import subprocess
import sys
from pathlib import Path

from bot.engine import Engine
from tests.builders_engine import QUICK, rows

TABLES = """
CREATE TABLE begun (key text, pid int);
CREATE TABLE written (key text, pid int)
"""
NOTE = "INSERT INTO {} SELECT %s, %s"


async def prepare(url):
    """Make the tables that stand for GitHub."""
    for statement in TABLES.split(";"):
        await rows(url, statement)


def spawn(url, seconds, watch=QUICK.watch):
    """A worker process whose watchdog looks every `watch` seconds; its caller ends it."""
    command = [sys.executable, "-m", "tests.builders_worker", url, str(seconds), str(watch)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[1])


async def work(url, seconds, watch, pid):
    """Work until SIGTERM."""

    async def body(target, fence):
        await rows(url, NOTE.format("begun"), target.key, pid)
        await asyncio.sleep(seconds)
        if await fence.holds():
            await rows(url, NOTE.format("written"), target.key, pid)

    async with Engine(url, dataclasses.replace(QUICK, watch=watch)) as engine:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, engine.stop)
        await engine.work(body, drain=20.0)


if __name__ == "__main__":
    import os

    asyncio.run(work(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), os.getpid()))
