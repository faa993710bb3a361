"""How fast an installation may be written to: one line for all workers, and until when it is blocked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from bot.ledger.storable import text
from bot.ledger.tables import PACE

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

_CLOCK = sa.func.clock_timestamp()


@dataclass(frozen=True, slots=True)
class Block:
    """GitHub asked us to stay away from an installation until a time."""

    until: datetime
    reason: str


class Pace:
    """The table of paces."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def reserve_write(self, installation: int, interval: float) -> float:
        """Reserve the next write, `interval` seconds after the one before; seconds to wait until it.

        Atomic across workers: no two callers get slots closer than `interval`. A slot not used is lost.
        """
        gap = timedelta(seconds=interval)
        statement = insert(PACE).values(installation=installation, next_write_at=_CLOCK + gap)
        slot = sa.func.greatest(PACE.c.next_write_at, _CLOCK) + gap
        reserve = statement.on_conflict_do_update(
            index_elements=["installation"], set_={"next_write_at": slot}
        ).returning(sa.extract("epoch", PACE.c.next_write_at - gap - _CLOCK))
        async with self._database.begin() as connection:
            wait = (await connection.execute(reserve)).scalar_one()
        return max(0.0, float(wait))

    async def block(self, installation: int, until: datetime, reason: str) -> None:
        """Stay away from an installation until a time; a longer block that stands is kept."""
        row = {"installation": installation, "blocked_until": until, "reason": text(reason)}
        statement = insert(PACE).values(row)
        longer = sa.or_(PACE.c.blocked_until.is_(None), PACE.c.blocked_until < until)
        block = statement.on_conflict_do_update(
            index_elements=["installation"],
            set_={"blocked_until": until, "reason": statement.excluded.reason},
            where=longer,
        )
        async with self._database.begin() as connection:
            await connection.execute(block)

    async def blocked(self, installation: int) -> Block | None:
        """The block that stands now, or None."""
        query = sa.select(PACE.c.blocked_until, PACE.c.reason).where(
            PACE.c.installation == installation, PACE.c.blocked_until > _CLOCK
        )
        async with self._database.connect() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else Block(*row)
