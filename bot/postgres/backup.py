"""A nightly dump of the embedded server beside its data, with bounded retention."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.postgres.cluster import last_line
from bot.postgres.errors import PostgresError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.postgres.server import Server

_LONGEST = 3600.0


def dump(server: Server, *, every: float = 86_400.0, keep: int = 7) -> Path | None:
    """Write `backups/statusproof-<time>.dump` under the data directory and keep the newest `keep`.

    None if the newest is younger than `every` seconds. Blocks: call it in a thread. Raises PostgresError.
    """
    folder = server.data_dir / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = sorted(folder.glob("statusproof-*.dump"))
    if kept and time.time() - kept[-1].stat().st_mtime < every:
        return None
    written = _write(server, folder)
    for old in [*kept, written][:-keep]:
        old.unlink(missing_ok=True)
    return written


def _write(server: Server, folder: Path) -> Path:
    """Under another name until it is whole: a half-written dump must not look like a backup."""
    name = f"statusproof-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.dump"
    part = folder / "dump.part"
    command: list[str | Path] = [server.programs.folder / "pg_dump", "-Fc", "--dbname", server.url]
    with open(part, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        dumped = server.account.run(command, timeout=_LONGEST, stdout=file)
    if dumped.returncode != 0:
        part.unlink()
        raise PostgresError(f"pg_dump failed: {last_line(dumped.stderr)}")
    return part.rename(folder / name)
