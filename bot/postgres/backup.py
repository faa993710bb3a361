"""A nightly dump of the embedded server beside its data, with bounded retention."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from bot.postgres.server import Server


def dump(server: Server, *, every: float = 86_400.0, keep: int = 7) -> Path | None:
    """Write `backups/statusproof-<time>.dump` under the data directory and keep the newest `keep`.

    None if the newest is younger than `every` seconds. Blocks: call it in a thread. Raises PostgresError.
    """
    raise NotImplementedError
