"""What goes into and comes out of the engine: outcomes of a run, counts, dead letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from webhooks.targets import Target


@dataclass(frozen=True, slots=True)
class Again:
    """Returned by a body: the run succeeded, and the target should be looked at again at this time."""

    at: datetime


class Fence(Protocol):
    """Whether a run still owns its target: to be asked before every write on GitHub."""

    @property
    def run(self) -> int:
        """The number of this run, to be kept with intents."""

    async def holds(self) -> bool:
        """True while no other run has taken this target over. Raises when the database cannot tell.

        After one False the run is void: whatever the body then returns, the target stays wanted.
        """


if TYPE_CHECKING:
    Body = Callable[[Target, Fence], Awaitable[Again | None]]
    Sweep = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many targets of one kind are in which state; lag in seconds."""

    kind: str
    waiting: int = 0  # wanted, but not yet due
    due: int = 0
    running: int = 0
    retrying: int = 0  # failed at least once and wanted again
    dead: int = 0
    oldest_lag: float = 0.0  # of the longest overdue target


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A target that failed too often; the next request or `retry` revives it."""

    target: Target
    attempts: int
    error: str
    dead_at: datetime
