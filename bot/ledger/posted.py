"""What we posted on GitHub, by target, kind and marker: a shortcut, never the proof (GitHub is read)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from bot.ledger.storable import text
from bot.ledger.tables import POSTED

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True)
class Post:
    """A comment, check or issue of ours. `github`: id of a comment or check run, number of an issue.

    `digest` is of the body as sent; `updated_at` is set by the database when it is saved.
    """

    target: str
    kind: str
    marker: str
    github: int
    head_sha: str | None = None
    digest: str | None = None
    updated_at: datetime | None = None


class Posted:
    """The table of what we posted."""

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database

    async def of(self, target_key: str) -> tuple[Post, ...]:
        """Everything posted for a target."""
        columns = [POSTED.c[name] for name in Post.__slots__]
        query = sa.select(*columns).where(POSTED.c.target == target_key)
        async with self._database.connect() as connection:
            rows = await connection.execute(query.order_by(POSTED.c.kind, POSTED.c.marker))
            return tuple(Post(*row) for row in rows)

    async def save(self, post: Post) -> None:
        """Insert or replace the post of this target, kind and marker."""
        row = {name: getattr(post, name) for name in Post.__slots__ if name != "updated_at"}
        row["marker"] = text(post.marker)
        statement = insert(POSTED).values(row)
        new = {**{name: statement.excluded[name] for name in row}, "updated_at": sa.func.now()}
        same = ["target", "kind", "marker"]
        async with self._database.begin() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=same, set_=new))

    async def forget(self, target_key: str, kind: str, marker: str) -> None:
        """The post is gone from GitHub."""
        gone = sa.delete(POSTED).where(
            POSTED.c.target == target_key, POSTED.c.kind == kind, POSTED.c.marker == text(marker)
        )
        async with self._database.begin() as connection:
            await connection.execute(gone)
