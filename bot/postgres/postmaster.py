"""Whether a server runs on a data directory: it does if a connection succeeds, and only then."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

import psutil
import psycopg

from bot.postgres.cluster import ROLE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.postgres.place import Place

SOCKET_LOCK = ".s.PGSQL.5432.lock"
_CONNECT_SECONDS = 3


def url(place: Place, database: str = ROLE) -> str:
    """How to connect to the server of this place."""
    return f"postgresql://{ROLE}@/{database}?host={quote(str(place.socket), safe='')}"


def answers(place: Place) -> bool:
    """Whether a connection succeeds, to a server on this data directory and no other."""
    try:
        with psycopg.connect(url(place, "postgres"), connect_timeout=_CONNECT_SECONDS) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    return row is not None and place.data.samefile(row[0])


def ensure_database(place: Place) -> None:
    """Create our database in a new cluster."""
    with psycopg.connect(
        url(place, "postgres"), connect_timeout=_CONNECT_SECONDS, autocommit=True
    ) as connection:
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [ROLE]).fetchone()
        if found is None:
            connection.execute(f"CREATE DATABASE {ROLE}")


def live(place: Place) -> int | None:
    """The process id of a live server on this data directory, whether it answers or not."""
    noted = _noted(place.data / "postmaster.pid")
    return noted if noted is not None and _is_ours(_process(noted), place.data) else None


def forget_stale(place: Place) -> None:
    """Remove lock files without a number, or whose number now belongs to somebody else, or to a zombie.

    PostgreSQL would not start at all, or take that process for a live server. A number that nobody has is
    left for it to deal with.
    """
    for file in (place.data / "postmaster.pid", place.socket / SOCKET_LOCK):
        noted = _noted(file)
        if noted is None or (psutil.pid_exists(noted) and not _is_ours(_process(noted), place.data)):
            file.unlink(missing_ok=True)


def orphans(place: Place) -> list[int]:
    """Server processes left on this data directory, such as children of a postmaster that was killed."""
    return [process.pid for process in psutil.process_iter() if _is_ours(process, place.data)]


def _process(pid: int) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.Error:
        return None


def _noted(file: Path) -> int | None:
    """The process number in the first line of a lock file."""
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            first = lines.readline(10).strip()
    except OSError:
        return None
    return int(first) if first.isascii() and first.isdigit() else None


def _is_ours(process: psutil.Process | None, data: Path) -> bool:
    """Every process of a server works in its data directory."""
    try:
        return (
            process is not None
            and process.name().startswith("postgres")
            and process.status() != psutil.STATUS_ZOMBIE
            and os.path.realpath(process.cwd()) == os.path.realpath(data)
        )
    except (psutil.Error, OSError):
        return False
