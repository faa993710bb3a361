"""A real PostgreSQL for the tests that ask for one: one embedded server per session, one database per test."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from bot.ledger import open_ledger
from bot.ledger.tables import METADATA
from bot.postgres import PostgresError, start
from bot.postgres.locks import try_hold

_NUMBERS = itertools.count(1)
_PREFIX = "statusproof-tests-"


def _administer(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def database_server():
    """A server of this session's own; not durable, because nothing here outlives the session."""
    _clear_up()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    with start(folder) as server:
        _administer(server.url, "ALTER SYSTEM SET fsync = off")
        _administer(server.url, "ALTER SYSTEM SET synchronous_commit = off")
        _administer(server.url, "SELECT pg_reload_conf()")
        yield server
    shutil.rmtree(folder)


def _clear_up():
    """Stop and remove the servers of sessions that were killed; those that live hold their lock."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        users = folder / "postgres/users"
        with suppress(OSError, PostgresError):
            held = try_hold(users, shared=False) if users.exists() else None
            if held is not None:
                os.close(held)
                start(folder).stop()
                shutil.rmtree(folder)


@pytest.fixture
def empty_database_url(database_server):
    """The URL of a new database without any table, dropped after the test."""
    yield from _database(database_server.url, "template0")


@pytest.fixture(scope="session")
def _migrated(database_server):
    """The name of a database with all tables, to be copied."""
    _administer(database_server.url, "CREATE DATABASE migrated")

    async def migrate():
        async with await open_ledger(_named(database_server.url, "migrated")):
            pass

    asyncio.run(migrate())
    return "migrated"


@pytest.fixture(scope="session")
def _emptied():
    """Databases that were used and emptied again: that is three times as fast as making one."""
    return []


@pytest.fixture
def database_url(database_server, _migrated, _emptied):
    """The URL of a database with all tables and nothing in them, for this test alone."""
    if _emptied:
        url = _emptied.pop()
    else:
        name = f"test_{next(_NUMBERS)}"
        _administer(database_server.url, f"CREATE DATABASE {name} TEMPLATE {_migrated}")
        url = _named(database_server.url, name)
    yield url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_ALONE)
        found = {name for (name,) in connection.execute(_TABLES)}
        if found == _KNOWN:
            connection.execute(f"TRUNCATE {', '.join(found - _KEPT)} RESTART IDENTITY")
    if found == _KNOWN:
        _emptied.append(url)


_ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_KEPT = {"alembic_version", "engine_migration"}
_KNOWN = {*METADATA.tables, *_KEPT} | {
    f"procrastinate_{name}" for name in ("events", "jobs", "periodic_defers", "workers")
}


def _database(server_url, template):
    name = f"test_{next(_NUMBERS)}"
    _administer(server_url, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _named(server_url, name)
    _administer(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def _named(server_url, name):
    return server_url.replace("@/statusproof?", f"@/{name}?")
