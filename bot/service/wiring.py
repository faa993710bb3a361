"""What the service runs: the look at one target and the sweep, over the open rooms."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.github import App
from bot.reading import Reader
from bot.reconcile import reconcile
from bot.room import Room
from bot.service.rooms import Work
from bot.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.engine import Again, Fence
    from bot.service.rooms import Rooms
    from webhooks.targets import Target


@asynccontextmanager
async def compose(rooms: Rooms) -> AsyncIterator[Work]:
    """The reconciler over open rooms; connections and reading processes are closed afterwards."""
    settings, credentials = rooms.settings, rooms.settings.app
    async with (
        App(
            credentials.app_id,
            credentials.private_key.get_secret_value(),
            settings.github_api_url,
            pace=rooms.ledger.pace,
            write_interval=settings.write_interval,
        ) as app,
        Reader() as reader,
    ):
        room = Room(
            app,
            rooms.ledger,
            rooms.engine,
            reader.read,
            now=lambda: datetime.now(UTC),
            default_mode=settings.default_mode,
            github_url=settings.github_url,
            base_url=settings.base_url,
        )

        async def body(target: Target, fence: Fence) -> Again | None:
            return await reconcile(target, room, fence)

        async def look_at_everything() -> None:
            await sweep(room)

        yield Work(body, look_at_everything)
