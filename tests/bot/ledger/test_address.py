"""Database URLs as users write them."""

from __future__ import annotations

import pytest

from bot.ledger import Unreachable, open_ledger
from bot.ledger.address import for_psycopg, for_sqlalchemy


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+asyncpg"])
def test_every_spelling_of_postgresql_is_understood(scheme):
    url = f"{scheme}://us%40er:p%2Fw@db.example:5433/name?sslmode=require"
    assert for_psycopg(url) == "postgresql://us%40er:p%2Fw@db.example:5433/name?sslmode=require"
    assert for_sqlalchemy(url) == "postgresql+psycopg://us%40er:p%2Fw@db.example:5433/name?sslmode=require"


@pytest.mark.parametrize(
    "url", ["mysql://user:secret@host/db", "user:secret", "", "postgresql://u:secret@h:x/db"]
)
def test_anything_else_is_refused_without_repeating_its_secret(url):
    with pytest.raises(ValueError, match=r"PostgreSQL|postgresql://") as refused:
        for_psycopg(url)
    assert "secret" not in str(refused.value)


async def test_a_database_that_is_away_is_said_to_be():
    with pytest.raises(Unreachable):
        await open_ledger("postgresql://nobody@127.0.0.1:1/none")
