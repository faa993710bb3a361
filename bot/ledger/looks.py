"""The last looks at each target: what was claimed, judged and found, by head commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from bot.ledger import storable
from bot.ledger.tables import LOOK

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine

KEPT = 20  # looks per target, and the newest settled one besides
KEPT_OF_PULLS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a target. `body` is any JSON value of the caller's; `settled`: nothing was pending."""

    target: str
    head_sha: str
    settled: bool
    taken_at: datetime
    body: Any


class Looks:
    """The table of looks: one row per target and head, a later look replacing an earlier one."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def last(self, target_key: str, *, settled: bool = False) -> Look | None:
        """The newest look at a target, or the newest settled one."""
        query = _NEWEST.where(LOOK.c.target == target_key).limit(1)
        if settled:
            query = query.where(LOOK.c.settled)
        async with self._database.connect() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else Look(*row)

    async def recent(self, limit: int = 50) -> tuple[Look, ...]:
        """The newest looks at anything."""
        async with self._database.connect() as connection:
            return tuple(Look(*row) for row in await connection.execute(_NEWEST.limit(limit)))

    async def purge(self, kept: timedelta = KEPT_OF_PULLS) -> int:
        """Delete older looks at pull requests, most of them long closed; how many. Branches keep theirs."""
        old = (LOOK.c.taken_at < sa.func.now() - kept) & LOOK.c.target.contains("/pull/")
        async with self._database.begin() as connection:
            return (await connection.execute(sa.delete(LOOK).where(old))).rowcount

    async def save(self, look: Look) -> None:
        """Insert or replace the look at this target and head. Raises ValueError if the body is not JSON."""
        row = {name: getattr(look, name) for name in Look.__slots__}
        row["body"] = storable.document(look.body)
        statement = insert(LOOK).values(row)
        new = {name: statement.excluded[name] for name in row}
        same = ["target", "head_sha"]
        async with self._database.begin() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=same, set_=new))
            await connection.execute(_older(look.target))


_NEWEST = sa.select(*[LOOK.c[name] for name in Look.__slots__]).order_by(
    LOOK.c.taken_at.desc(), LOOK.c.target, LOOK.c.head_sha
)


def _older(target_key: str) -> sa.Delete:
    mine = LOOK.c.target == target_key
    newest = sa.select(LOOK.c.head_sha).where(mine).order_by(LOOK.c.taken_at.desc())
    return sa.delete(LOOK).where(
        mine,
        LOOK.c.head_sha.not_in(newest.limit(KEPT)),
        LOOK.c.head_sha.not_in(newest.where(LOOK.c.settled).limit(1)),
    )
