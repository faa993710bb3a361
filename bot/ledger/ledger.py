"""The ledger: every noun under one roof, and what concerns them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.ledger.address import CONNECT_TIMEOUT, SESSION, for_sqlalchemy
from bot.ledger.deliveries import Deliveries
from bot.ledger.installations import Installations
from bot.ledger.intents import Intents
from bot.ledger.looks import Looks
from bot.ledger.migrate import migrate
from bot.ledger.pace import Pace
from bot.ledger.posted import Posted
from bot.ledger.repositories import Repositories
from bot.ledger.store import Blobs, Immutable
from bot.ledger.tables import (
    ANSWER,
    BLOB,
    DELIVERY,
    INSTALLATION,
    INTENT,
    LOOK,
    PACE,
    POSTED,
    REPOSITORY,
    TARGET,
)

if TYPE_CHECKING:
    from types import TracebackType


class Ledger:
    """The stored history, by noun. Every call is one short transaction; values out are frozen.

    A call raises `Unreachable` when the database is away; the next one connects anew.
    """

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self.deliveries = Deliveries(database)
        self.installations = Installations(database)
        self.repositories = Repositories(database)
        self.blobs = Blobs(database)
        self.immutable = Immutable(database)
        self.posted = Posted(database)
        self.intents = Intents(database)
        self.looks = Looks(database)
        self.pace = Pace(database)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._database.dispose()

    async def ready(self) -> bool:
        """Whether the database answers now."""
        try:
            async with self._database.connect() as connection:
                await connection.execute(sa.select(1))
        except Unreachable:
            return False
        return True

    async def erase_installation(self, installation: int) -> None:
        """Delete everything kept of an installation, targets and deliveries included."""
        repositories = sa.select(REPOSITORY.c.id).where(REPOSITORY.c.installation == installation)
        async with self._database.begin() as connection:
            for table in (BLOB, ANSWER):
                await connection.execute(sa.delete(table).where(table.c.repository.in_(repositories)))
            for table in (POSTED, INTENT, LOOK):
                key = table.c.target
                await connection.execute(
                    sa.delete(table).where(
                        (key == f"i/{installation}") | key.startswith(f"i/{installation}/")
                    )
                )
            for table in (DELIVERY, REPOSITORY, PACE, TARGET):
                await connection.execute(sa.delete(table).where(table.c.installation == installation))
            await connection.execute(sa.delete(INSTALLATION).where(INSTALLATION.c.id == installation))


Unreachable = sa.exc.OperationalError


async def open_ledger(url: str) -> Ledger:
    """Connect to `postgresql://…`, bring the tables up to date, and hand out the ledger.

    Safe when several start at once. Raises ValueError for a URL that is not PostgreSQL's and for a server
    older than 15, `Unreachable` when the database is away.
    """
    database = create_async_engine(
        for_sqlalchemy(url),
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,  # the database may have been away since the connection was last used
        connect_args={"options": SESSION, "connect_timeout": CONNECT_TIMEOUT},
    )
    try:
        await migrate(database)
    except BaseException:
        await database.dispose()
        raise
    return Ledger(database)
