"""Installations of the app: whose, and whether suspended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from bot.ledger import storable
from bot.ledger.tables import INSTALLATION

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True)
class Installation:
    """An installation as last seen; `seen_at` is set by the database when it is saved."""

    id: int
    account: str
    suspended_at: datetime | None = None
    seen_at: datetime | None = None


class Installations:
    """The table of installations."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def get(self, installation: int) -> Installation | None:
        """By id."""
        query = _SELECT.where(INSTALLATION.c.id == installation)
        async with self._database.connect() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else Installation(*row)

    async def all(self) -> tuple[Installation, ...]:
        """All there are, by id."""
        async with self._database.connect() as connection:
            return tuple(Installation(*row) for row in await connection.execute(_SELECT))

    async def save(self, installation: Installation) -> None:
        """Insert or replace."""
        row = {
            "id": installation.id,
            "account": storable.text(installation.account),
            "suspended_at": installation.suspended_at,
        }
        statement = insert(INSTALLATION).values(row)
        new = {**{name: statement.excluded[name] for name in row}, "seen_at": sa.func.now()}
        async with self._database.begin() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=new))


_SELECT = sa.select(*[INSTALLATION.c[name] for name in Installation.__slots__]).order_by(INSTALLATION.c.id)
