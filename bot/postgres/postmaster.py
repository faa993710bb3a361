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
    noted = _noted(place)
    return noted if noted is not None and _is_ours(psutil_process(noted), place.data) else None


def forget_stale(place: Place) -> None:
    """Remove the pid file of a dead server whose number now belongs to somebody else.

    PostgreSQL would take that process for its own. A number nobody has is left for it to deal with.
    """
    noted = _noted(place)
    if noted is not None and psutil.pid_exists(noted) and not _is_ours(psutil_process(noted), place.data):
        (place.data / "postmaster.pid").unlink(missing_ok=True)


def orphans(place: Place) -> list[int]:
    """Server processes left on this data directory, such as children of a postmaster that was killed."""
    return [process.pid for process in psutil.process_iter() if _is_ours(process, place.data)]


def psutil_process(pid: int) -> psutil.Process | None:
    """The process of this number, if there is one."""
    try:
        return psutil.Process(pid)
    except psutil.Error:
        return None


def _noted(place: Place) -> int | None:
    try:
        with (place.data / "postmaster.pid").open(encoding="utf-8", errors="replace") as file:
            first = file.readline(20).strip()
    except OSError:
        return None
    return int(first) if first.isdigit() else None


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
