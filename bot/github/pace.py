"""How fast an installation may be written to, and until when it must be left alone."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

WRITE_INTERVAL = 1.0
"""Seconds between writes. https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api"""


class Standing(Protocol):
    """A block that stands: GitHub asked us to stay away `until` then."""

    @property
    def until(self) -> datetime: ...

    @property
    def reason(self) -> str: ...


class Pace(Protocol):
    """Shared by all workers, so that they keep one installation's limits together. The ledger has one."""

    async def reserve_write(self, installation: int, interval: float) -> float:
        """Take the next moment to write, `interval` seconds after the one before; seconds until it."""

    async def block(self, installation: int, until: datetime, reason: str) -> None:
        """Let nobody call for this installation before `until`; the longer of two blocks stands."""

    async def blocked(self, installation: int) -> Standing | None:
        """The block that stands now, or None."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of one process alone."""

    until: datetime
    reason: str


class MemoryPace:
    """The pace of one process alone."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._clock, self._now = clock, now
        self._next: dict[int, float] = {}
        self._blocks: dict[int, Block] = {}

    async def reserve_write(self, installation: int, interval: float) -> float:
        now = self._clock()
        slot = max(now, self._next.get(installation, now))
        self._next[installation] = slot + interval
        return slot - now

    async def block(self, installation: int, until: datetime, reason: str) -> None:
        present = self._blocks.get(installation)
        if present is None or present.until < until:
            self._blocks[installation] = Block(until, reason)

    async def blocked(self, installation: int) -> Block | None:
        present = self._blocks.get(installation)
        return present if present is not None and present.until > self._now() else None
