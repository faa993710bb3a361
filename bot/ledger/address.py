"""A database URL as SQLAlchemy and as psycopg want it, with our session settings."""

from __future__ import annotations

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

# A worker that froze inside a transaction must not hold locks for ever.
SESSION = "-c idle_in_transaction_session_timeout=10s -c timezone=UTC"
CONNECT_TIMEOUT = 5


def for_sqlalchemy(url: str) -> str:
    """`postgresql+psycopg://…` for any spelling of a PostgreSQL URL. Raises ValueError for anything else."""
    return _spelled(url, "postgresql+psycopg")


def for_psycopg(url: str) -> str:
    """`postgresql://…` as libpq reads it. Raises ValueError for anything else."""
    return _spelled(url, "postgresql")


def _spelled(url: str, driver: str) -> str:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError("the database URL is not of the form postgresql://user@host/database") from None
    if parsed.drivername.split("+")[0] not in ("postgresql", "postgres"):
        raise ValueError(f"the database must be PostgreSQL (postgresql://…), not {parsed.drivername}")
    return parsed.set(drivername=driver).render_as_string(hide_password=False)
