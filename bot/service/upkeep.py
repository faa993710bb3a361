"""What is done every hour beside the looks: old things go, and the embedded database is dumped."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot import postgres

if TYPE_CHECKING:
    from bot.service.rooms import Rooms

log = logging.getLogger(__name__)

HOUR = 3600.0
_BLOB_BYTES = 2_000_000_000
_ANSWER_BYTES = 500_000_000


async def keep_house(rooms: Rooms, every: float = HOUR) -> None:
    """Until cancelled, every so many seconds: what fails is logged and tried again the next time."""
    while True:
        await asyncio.sleep(every)
        try:
            await once(rooms)
        except Exception:
            log.exception("keeping house failed; it is tried again in an hour")


async def once(rooms: Rooms) -> None:
    """Delete what is beyond its bounds or at rest; dump the embedded database once a day."""
    await rooms.ledger.deliveries.purge()
    await rooms.ledger.looks.purge()
    await rooms.engine.tidy()
    await rooms.ledger.blobs.evict(_BLOB_BYTES)
    await rooms.ledger.immutable.evict(_ANSWER_BYTES)
    if rooms.server is not None:
        await asyncio.to_thread(postgres.dump, rooms.server)
