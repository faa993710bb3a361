"""What only whole stories need: several databases of the session's server at once."""

import itertools

import psycopg
import pytest

_NUMBERS = itertools.count(1)


@pytest.fixture
def new_database(database_server, _migrated):
    """A function that makes a migrated database and gives its URL; all are dropped after the test."""
    made = []

    def administer(statement):
        with psycopg.connect(database_server.url, autocommit=True) as connection:
            connection.execute(statement)

    def make():
        made.append(f"story_{next(_NUMBERS)}")
        administer(f"CREATE DATABASE {made[-1]} TEMPLATE {_migrated}")
        return database_server.url.replace("@/statusproof?", f"@/{made[-1]}?")

    yield make
    for name in made:
        administer(f"DROP DATABASE {name} WITH (FORCE)")
