"""Waiting for what a chapter promises, and what to say when it does not come."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
_EVERY = 0.1


class Untold(Exception):  # noqa: N818 - what happened, not an error of the code
    """A chapter did not come out as told: what was expected, and what is there instead."""

    def __init__(self, expected: str, there: str) -> None:
        super().__init__(f"expected {expected}; there is {there}")
        self.expected, self.there = expected, there


def expect(met: bool, expected: str, there: str) -> None:  # noqa: FBT001 - reads as an assertion
    """Raises Untold unless it is so."""
    if not met:
        raise Untold(expected, there)


async def soon(
    look: Callable[[], _T | None], expected: str, there: Callable[[], str], patience: float = 45.0
) -> _T:
    """What `look` finds within so many seconds. Raises Untold, with what is `there` then, if none comes."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while (found := look()) is None:
        if loop.time() >= end:
            raise Untold(f"{expected} within {patience:g} s", there() or "nothing")
        await asyncio.sleep(_EVERY)
    return found
