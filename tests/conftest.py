"""A real PostgreSQL for the tests that ask for one: one embedded server per session, one database per test."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from bot.ledger import open_ledger
from bot.postgres import start

_NUMBERS = itertools.count(1)


def _administer(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def database_server():
    """A server of this session's own; not durable, because nothing here outlives the session."""
    folder = Path(tempfile.mkdtemp(prefix="statusproof-tests-"))
    with start(folder) as server:
        _administer(server.url, "ALTER SYSTEM SET fsync = off")
        _administer(server.url, "ALTER SYSTEM SET synchronous_commit = off")
        _administer(server.url, "SELECT pg_reload_conf()")
        yield server
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


@pytest.fixture
def database_url(database_server, _migrated):
    """The URL of a new database with all tables, dropped after the test."""
    yield from _database(database_server.url, _migrated)


def _database(server_url, template):
    name = f"test_{next(_NUMBERS)}"
    _administer(server_url, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _named(server_url, name)
    _administer(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def _named(server_url, name):
    return server_url.replace("@/statusproof?", f"@/{name}?")
