"""Repositories by GitHub's numeric id, with what was last seen of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from bot.ledger import storable
from bot.ledger.tables import ANSWER, BLOB, REPOSITORY

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as last seen; `seen_at` is set by the database when it is saved."""

    id: int
    installation: int
    full_name: str
    private: bool
    default_branch: str | None = None
    archived: bool = False
    seen_at: datetime | None = None


class Repositories:
    """The table of repositories."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def get(self, repository: int) -> Repository | None:
        """By id."""
        found = await self._where(REPOSITORY.c.id == repository)
        return found[0] if found else None

    async def named(self, full_name: str) -> Repository | None:
        """By its name, whatever its case; the one seen last, should a name have moved on to another."""
        found = await self._where(sa.func.lower(REPOSITORY.c.full_name) == storable.text(full_name).lower())
        return found[0] if found else None

    async def of_installation(self, installation: int) -> tuple[Repository, ...]:
        """All of one installation, by name."""
        found = await self._where(REPOSITORY.c.installation == installation)
        return tuple(sorted(found, key=lambda repository: (repository.full_name, repository.id)))

    async def all(self) -> tuple[Repository, ...]:
        """All there are, by name."""
        found = await self._where(sa.true())
        return tuple(sorted(found, key=lambda repository: (repository.full_name, repository.id)))

    async def save(self, repository: Repository) -> None:
        """Insert or replace; an unknown default branch does not erase a known one."""
        row = {
            "id": repository.id,
            "installation": repository.installation,
            "full_name": storable.text(repository.full_name),
            "private": repository.private,
            "default_branch": storable.maybe(repository.default_branch),
            "archived": repository.archived,
        }
        statement = insert(REPOSITORY).values(row)
        new: dict[str, sa.ColumnElement[Any]] = {name: statement.excluded[name] for name in row}
        new["default_branch"] = sa.func.coalesce(
            statement.excluded.default_branch, REPOSITORY.c.default_branch
        )
        new["seen_at"] = sa.func.now()
        async with self._database.begin() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=new))

    async def forget(self, repository: int) -> None:
        """Delete the row, and the contents kept of it: the repository is no longer ours to look at."""
        async with self._database.begin() as connection:
            for table in (BLOB, ANSWER):
                await connection.execute(sa.delete(table).where(table.c.repository == repository))
            await connection.execute(sa.delete(REPOSITORY).where(REPOSITORY.c.id == repository))

    async def _where(self, condition: sa.ColumnElement[bool]) -> list[Repository]:
        columns = [REPOSITORY.c[name] for name in Repository.__slots__]
        query = sa.select(*columns).where(condition).order_by(REPOSITORY.c.seen_at.desc(), REPOSITORY.c.id)
        async with self._database.connect() as connection:
            return [Repository(*row) for row in await connection.execute(query)]
