"""Sets the stage: the sandbox, the service against it, a temporary database; and takes it down again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import sys
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.demo.story import CHAPTERS, Play
from bot.demo.teller import Teller
from bot.demo.waiting import Untold
from bot.log import configure
from bot.sandbox import Sandbox
from bot.service import serve
from bot.service.wiring import compose
from bot.settings import Credentials, Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Sequence

    from bot.demo.story import Chapter
    from bot.ledger import Ledger
    from bot.service import Rooms, Work

_SECRET = "only-on-this-machine"  # noqa: S105 - signs deliveries between two ends of this process

_INTERRUPTED = 130
"""What shells give a command that Ctrl-C ended."""


@dataclass(slots=True)
class Stage:
    """What the story plays on."""

    github: Sandbox
    ledger: Ledger
    url: str


def main(*, once: bool, port: int, chapters: Sequence[Chapter] = CHAPTERS) -> int:
    """Play the story; 0 if all came out as told, else 1. Without `once` the pages stay until Ctrl-C."""
    configure("text", level=logging.WARNING)
    folder = Path(tempfile.mkdtemp(prefix="statusproof-demo-"))
    try:
        return asyncio.run(_play(folder, chapters, once=once, port=port))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _play(folder: Path, chapters: Sequence[Chapter], *, once: bool, port: int) -> int:
    teller = Teller(sys.stdout, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
    teller.say("Statusproof, from push to comment, on this machine alone.")
    teller.say("Starting a small GitHub, a database and the service …")
    stop = asyncio.Event()
    async with _stage(folder, port, stop) as stage:
        code = await _unless(stop, _tell(stage, teller, chapters))
        if code is not None and not once:
            teller.look_around(stage.github.base_url, stage.url)
            teller.say("Ctrl-C ends it.")
            await stop.wait()
        if stop.is_set():
            teller.say("Stopping …")
    return _INTERRUPTED if code is None else code


async def _unless(stop: asyncio.Event, telling: Coroutine[None, None, int]) -> int | None:
    """The exit code of the story, None where it was stopped midway."""
    story, stopped = asyncio.create_task(telling), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({story, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return story.result() if story.done() else None
    finally:
        for task in (story, stopped):
            task.cancel()
        await asyncio.gather(story, stopped, return_exceptions=True)


async def _tell(stage: Stage, teller: Teller, chapters: Sequence[Chapter]) -> int:
    """0, or 1 as soon as a chapter does not come out as told; the rest is then left out."""
    play = Play(stage.github)
    for number, chapter in enumerate(chapters, 1):
        teller.chapter(number, chapter.__doc__ or "")
        teller.begin(stage.github)
        try:
            async for line in chapter(play):
                teller.act(line)
        except Untold as untold:
            teller.failed(number, untold)
            return 1
        await stage.github.settle()
        await teller.report(stage.github, stage.ledger)
    teller.say("")
    teller.say(f"All {len(chapters)} chapters came out as told.")
    return 0


@asynccontextmanager
async def _stage(folder: Path, port: int, stop: asyncio.Event) -> AsyncIterator[Stage]:
    async with Sandbox(webhook_secret=_SECRET) as github:
        settings = Settings(
            data_dir=folder,
            credentials=Credentials(
                github.app.id, SecretStr(github.app.private_key or ""), (SecretStr(_SECRET),)
            ),
            github_url=github.base_url,
            github_api_url=github.base_url,
            base_url="http://127.0.0.1",
            write_interval=0.1,
        )
        opened: asyncio.Future[Rooms] = asyncio.get_running_loop().create_future()
        address: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        @asynccontextmanager
        async def watched(rooms: Rooms) -> AsyncIterator[Work]:
            opened.set_result(rooms)
            async with compose(rooms) as work:
                yield work

        serving = asyncio.create_task(
            serve(settings, watched, port=port, show_private=True, stop=stop, started=address.set_result)
        )
        try:
            first: set[asyncio.Future[Any]] = {serving, address}
            await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                await serving
            github.app.hook_url = f"{await address}/webhooks/github"
            yield Stage(github, (await opened).ledger, await address)
        finally:
            stop.set()
            with contextlib.suppress(asyncio.CancelledError):
                await serving
