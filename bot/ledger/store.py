"""Bytes that never change, kept per repository and evicted by size: blobs by hash, answers by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from bot.ledger import storable
from bot.ledger.tables import ANSWER, BLOB

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.ext.asyncio import AsyncEngine

_EVICTION = 0x5354_4154_4556  # the advisory lock of evictions
_AT_ONCE = 500  # rows per statement


class _Store:
    """One table of (repository, name) → compressed bytes. Equal names hold equal bytes: no races."""

    def __init__(self, database: AsyncEngine, table: sa.Table, name: str) -> None:
        self._database = database
        self._table = table
        self._name = table.c[name]

    async def _get(self, repository: int, names: Iterable[str]) -> dict[str, bytes]:
        table, wanted = self._table, sorted({storable.text(name) for name in names})
        found: dict[str, bytes] = {}
        async with self._database.begin() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                part = (table.c.repository == repository) & self._name.in_(wanted[start : start + _AT_ONCE])
                rows = await connection.execute(sa.select(self._name, table.c.bytes).where(part))
                found.update((row[0], storable.unpack(row[1])) for row in rows)
                await connection.execute(_touch(table, self._name, part))
        return found

    async def _put(self, repository: int, items: Mapping[str, bytes]) -> None:
        rows = []
        for name in sorted(items):  # sorted: two writers take their locks in one order
            packed = storable.pack(items[name])
            key = storable.text(name)
            rows.append(
                {"repository": repository, self._name.name: key, "bytes": packed, "size": len(packed)}
            )
        async with self._database.begin() as connection:
            for start in range(0, len(rows), _AT_ONCE):
                part = insert(self._table).values(rows[start : start + _AT_ONCE])
                await connection.execute(part.on_conflict_do_nothing())

    async def evict(self, largest: int) -> int:
        """Delete what was not used for longest until at most `largest` bytes are stored; bytes deleted."""
        table = self._table
        kept = sa.func.sum(table.c.size).over(
            order_by=[table.c.used_at.desc(), table.c.repository, self._name]
        )
        ranked = sa.select(table.c.repository, self._name.label("name"), kept.label("kept")).subquery()
        old = (
            sa.delete(table)
            .where(table.c.repository == ranked.c.repository, self._name == ranked.c.name)
            .where(ranked.c.kept > largest)
            .returning(table.c.size)
        )
        alone = sa.select(sa.func.pg_try_advisory_xact_lock(_EVICTION))
        async with self._database.begin() as connection:
            if not (await connection.execute(alone)).scalar_one():
                return 0  # another worker is at it: two would lock the same rows, each in its own order
            return sum((await connection.execute(old)).scalars())


def _touch(table: sa.Table, name: sa.Column[str], part: sa.ColumnElement[bool]) -> sa.Update:
    """Mark as used, but not more than once an hour, and never waiting for another reader's mark."""
    stale = table.c.used_at < sa.func.now() - sa.text("interval '1 hour'")
    free = sa.select(name).where(part, stale).with_for_update(skip_locked=True)
    return sa.update(table).where(part, name.in_(free)).values(used_at=sa.func.now())


class Blobs(_Store):
    """Contents of files by git's hash of them: fetched once, ever."""

    def __init__(self, database: AsyncEngine) -> None:
        super().__init__(database, BLOB, "sha")

    async def get(self, repository: int, shas: Iterable[str]) -> dict[str, bytes]:
        """Those of the blobs that are kept, by sha."""
        return await self._get(repository, shas)

    async def put(self, repository: int, blobs: Mapping[str, bytes]) -> None:
        """Keep blobs, by sha; known ones stay as they are."""
        await self._put(repository, blobs)


class Immutable(_Store):
    """Answers of GitHub that can never change, by a key of the caller's such as `tree:<sha>`."""

    def __init__(self, database: AsyncEngine) -> None:
        super().__init__(database, ANSWER, "key")

    async def get(self, repository: int, key: str) -> bytes | None:
        """The kept answer, or None."""
        return (await self._get(repository, [key])).get(storable.text(key))

    async def put(self, repository: int, key: str, answer: bytes) -> None:
        """Keep an answer; a known one stays as it is."""
        await self._put(repository, {key: answer})
