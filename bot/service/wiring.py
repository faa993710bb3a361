"""What the service runs: the look at one target and the sweep, over the open rooms."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.errors import Never
from bot.service.rooms import Work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.engine import Again, Fence
    from bot.service.rooms import Rooms
    from webhooks.targets import Target


@asynccontextmanager
async def compose(rooms: Rooms) -> AsyncIterator[Work]:
    """The work of `serve` and `worker`."""
    del rooms

    async def body(target: Target, fence: Fence) -> Again | None:
        del target, fence
        raise Never("looking at a target is not built yet")

    yield Work(body)
