"""Deliveries as they were received, kept for a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from bot.ledger import storable
from bot.ledger.tables import DELIVERY

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from webhooks.targets import Receipt

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recorded delivery, without its body; size in bytes before compression."""

    id: str
    event: str
    action: str | None
    installation: int | None
    repository: int | None
    received_at: datetime
    size: int


class Deliveries:
    """The table of deliveries. The web records through `bot.engine.Recorder`; `record` is for replays."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def record(self, receipt: Receipt) -> bool:
        """Store one delivery. False if its id is known: then nothing changes."""
        row = {
            "id": storable.text(receipt.id),
            "event": storable.text(receipt.event),
            "action": storable.maybe(receipt.action),
            "installation": receipt.installation,
            "repository": None if receipt.repository is None else receipt.repository.id,
            "body": storable.pack(receipt.body),
            "size": len(receipt.body),
        }
        statement = insert(DELIVERY).values(row).on_conflict_do_nothing().returning(DELIVERY.c.id)
        async with self._database.begin() as connection:
            return (await connection.execute(statement)).first() is not None

    async def recent(self, limit: int = 50) -> tuple[Delivery, ...]:
        """The newest deliveries first."""
        columns = [DELIVERY.c[name] for name in Delivery.__slots__]
        query = sa.select(*columns).order_by(DELIVERY.c.received_at.desc(), DELIVERY.c.id).limit(limit)
        async with self._database.connect() as connection:
            return tuple(Delivery(*row) for row in await connection.execute(query))

    async def body(self, delivery: str) -> bytes | None:
        """The body of a delivery as it was received; None if it is not known (any more)."""
        query = sa.select(DELIVERY.c.body).where(DELIVERY.c.id == storable.text(delivery))
        async with self._database.connect() as connection:
            packed = (await connection.execute(query)).scalar_one_or_none()
        return None if packed is None else storable.unpack(packed)

    async def purge(self, kept: timedelta = KEPT) -> int:
        """Delete deliveries older than `kept`; how many were deleted."""
        old = sa.delete(DELIVERY).where(DELIVERY.c.received_at < sa.func.now() - kept)
        async with self._database.begin() as connection:
            return (await connection.execute(old)).rowcount
