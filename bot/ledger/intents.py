"""Creations on GitHub that were begun and whose outcome is not yet known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from bot.ledger.storable import text
from bot.ledger.tables import INTENT

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True)
class Intent:
    """We were about to create this. Open after a crash: read GitHub's list before creating again."""

    target: str
    kind: str
    marker: str
    run: int
    created_at: datetime


class Intents:
    """The table of open intents; settled ones are deleted."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def open(self, target_key: str) -> tuple[Intent, ...]:
        """The unsettled intents of a target, oldest first."""
        columns = [INTENT.c[name] for name in Intent.__slots__]
        query = sa.select(*columns).where(INTENT.c.target == target_key)
        async with self._database.connect() as connection:
            rows = await connection.execute(query.order_by(INTENT.c.created_at, INTENT.c.marker))
            return tuple(Intent(*row) for row in rows)

    async def record(self, target_key: str, kind: str, marker: str, run: int) -> None:
        """To be called, and awaited, before the create is sent. Repeated, it renews run and time."""
        row = {"target": target_key, "kind": kind, "marker": text(marker), "run": run}
        statement = insert(INTENT).values(row)
        new = {"run": run, "created_at": sa.func.now()}
        same = ["target", "kind", "marker"]
        async with self._database.begin() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=same, set_=new))

    async def settle(self, target_key: str, kind: str, marker: str) -> None:
        """The outcome is known: created, or found not to be."""
        known = sa.delete(INTENT).where(
            INTENT.c.target == target_key, INTENT.c.kind == kind, INTENT.c.marker == text(marker)
        )
        async with self._database.begin() as connection:
            await connection.execute(known)
