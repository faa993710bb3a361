"""Ending tasks for certain."""

from __future__ import annotations

import asyncio
from typing import Any


async def end(task: asyncio.Task[Any], patience: float) -> None:
    """Cancel a task, again every `patience` seconds, until it has ended; its outcome is not looked at.

    Once is not enough: before Python 3.12 `asyncio.wait_for`, which the database driver uses for every query,
    loses a cancellation that comes as its future is done (https://github.com/python/cpython/issues/86296).
    """
    task.cancel()
    while not task.done():
        await asyncio.wait([task], timeout=patience)
        task.cancel()
    if not task.cancelled():
        task.exception()  # marks it as seen
