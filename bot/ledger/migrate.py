"""Migrations on start: ours by alembic, the job engine's own SQL by name, in one transaction under a lock."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from procrastinate.schema import SchemaManager

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_LOCK = 0x5354_4154_5553  # "STATUS": the advisory lock of starters

_OLDEST = 150000

_RECORDED = """
    CREATE TABLE IF NOT EXISTS engine_migration (
        name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())
"""


async def migrate(database: AsyncEngine) -> None:
    """Bring the database up to date. Others starting at the same time wait, then find nothing to do.

    Raises ValueError for a server that is too old.
    """
    async with database.begin() as connection:
        version = (await connection.execute(sa.text("SHOW server_version_num"))).scalar_one()
        if int(version) < _OLDEST:
            raise ValueError(
                f"PostgreSQL {_OLDEST // 10000} or newer is needed, this is {int(version) // 10000}"
            )
        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        await connection.run_sync(_upgrade)
        await _upgrade_engine(connection)


def _upgrade(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("bot.ledger") / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def _upgrade_engine(connection: AsyncConnection) -> None:
    """The first time the whole schema at once, later each file whose name is not recorded yet."""
    # The driver's own connection, in the same transaction: these files hold many statements each.
    driver: Any = (await connection.get_raw_connection()).driver_connection
    await connection.execute(sa.text(_RECORDED))
    present = (await connection.execute(sa.text("SELECT to_regclass('procrastinate_jobs')"))).scalar()
    recorded = set((await connection.execute(sa.text("SELECT name FROM engine_migration"))).scalars())
    available = engine_migrations()
    if present is None:
        await driver.execute(SchemaManager.get_schema())
    for name in sorted(available.keys() - recorded):
        if present is not None:
            await driver.execute(available[name])
        await connection.execute(
            sa.text("INSERT INTO engine_migration (name) VALUES (:name)"), {"name": name}
        )


def engine_migrations() -> dict[str, str]:
    """The SQL files that the installed engine brings, by name."""
    folder = files("procrastinate.sql") / "migrations"
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".sql")}
