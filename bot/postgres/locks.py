"""File locks, which the kernel frees when their holder dies."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.postgres.errors import PostgresError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.02


@contextmanager
def alone(file: Path, patience: float) -> Iterator[None]:
    """Hold the file against everyone. Raises PostgresError after `patience` seconds."""
    deadline = time.monotonic() + patience
    held = try_hold(file, shared=False)
    while held is None:
        if time.monotonic() > deadline:
            raise PostgresError(f"another process has been starting or stopping PostgreSQL for long: {file}")
        time.sleep(_PAUSE)
        held = try_hold(file, shared=False)
    try:
        yield
    finally:
        os.close(held)


def try_hold(file: Path, *, shared: bool) -> int | None:
    """An open file that holds the lock until it is closed; None if others are in the way."""
    import fcntl  # not on Windows, where this is never called

    held = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    return held
