"""Migrations: complete, equal to the tables, safe when several start at once."""

from __future__ import annotations

import asyncio

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.ledger import open_ledger
from bot.ledger.migrate import engine_migrations
from bot.ledger.tables import METADATA


async def names(ledger):
    async with ledger._database.connect() as connection:
        tables = await connection.run_sync(lambda sync: set(sa.inspect(sync).get_table_names()))
        query = sa.text("SELECT name FROM engine_migration ORDER BY name")
        return tables, list((await connection.execute(query)).scalars())


async def test_everything_is_made_and_recorded(empty_database_url):
    async with await open_ledger(empty_database_url) as ledger:
        tables, recorded = await names(ledger)
    assert set(METADATA.tables) | {"procrastinate_jobs", "alembic_version"} <= tables
    assert recorded == sorted(engine_migrations())


async def test_tables_are_as_the_code_describes_them(database_url):
    def differences(sync):
        found = compare_metadata(MigrationContext.configure(sync), METADATA)
        return [
            change
            for change in found
            if "procrastinate" not in str(change) and "engine_migr" not in str(change)
        ]

    async with await open_ledger(database_url) as ledger, ledger._database.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_several_starting_at_once_all_come_up(empty_database_url):
    ledgers = await asyncio.gather(*(open_ledger(empty_database_url) for _ in range(5)))
    for ledger in ledgers:
        assert await ledger.ready()
        assert (await names(ledger))[1] == sorted(engine_migrations())
        await ledger.close()


async def test_a_later_engine_brings_only_its_new_files(database_url, monkeypatch):
    newer = engine_migrations() | {
        "99.00.00_01_more.sql": "CREATE TABLE more (n int); INSERT INTO more VALUES (1)"
    }
    monkeypatch.setattr("bot.ledger.migrate.engine_migrations", lambda: newer)
    for _ in range(2):
        async with await open_ledger(database_url) as ledger, ledger._database.connect() as connection:
            assert (await connection.execute(sa.text("SELECT count(*) FROM more"))).scalar() == 1


async def test_a_failed_migration_leaves_nothing(empty_database_url, monkeypatch):
    broken = staticmethod(lambda: "CREATE TABLE half (n int); SELECT nonsense")
    monkeypatch.setattr("bot.ledger.migrate.SchemaManager.get_schema", broken)
    with pytest.raises(psycopg.Error, match="nonsense"):
        await open_ledger(empty_database_url)
    monkeypatch.undo()
    async with await open_ledger(empty_database_url) as ledger:
        tables, recorded = await names(ledger)
    assert "half" not in tables
    assert recorded == sorted(engine_migrations())


async def test_a_server_that_is_too_old_is_refused(database_url, monkeypatch):
    monkeypatch.setattr("bot.ledger.migrate._OLDEST", 990000)
    with pytest.raises(ValueError, match="PostgreSQL 99 or newer is needed, this is 1"):
        await open_ledger(database_url)
