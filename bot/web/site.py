"""What the web side needs from the rest of the service, as small protocols the ledger and engine satisfy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from bot.web.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from webhooks.app import Reception


class Look(Protocol):
    """One look at a target, as stored."""

    @property
    def target(self) -> str: ...
    @property
    def head_sha(self) -> str: ...
    @property
    def settled(self) -> bool: ...
    @property
    def taken_at(self) -> datetime: ...
    @property
    def body(self) -> Any: ...


class Repository(Protocol):
    """A repository, as last seen."""

    @property
    def id(self) -> int: ...
    @property
    def installation(self) -> int: ...
    @property
    def full_name(self) -> str: ...
    @property
    def private(self) -> bool: ...
    @property
    def default_branch(self) -> str | None: ...


class Counts(Protocol):
    """How many targets of one kind are in which state; lag in seconds."""

    @property
    def kind(self) -> str: ...
    @property
    def waiting(self) -> int: ...
    @property
    def due(self) -> int: ...
    @property
    def running(self) -> int: ...
    @property
    def retrying(self) -> int: ...
    @property
    def dead(self) -> int: ...
    @property
    def oldest_lag(self) -> float: ...


class Looks(Protocol):
    async def last(self, target_key: str, *, settled: bool = False) -> Look | None: ...
    async def recent(self, limit: int = 50) -> Sequence[Look]: ...


class Repositories(Protocol):
    async def named(self, full_name: str) -> Repository | None: ...
    async def all(self) -> Sequence[Repository]: ...


class Archive(Protocol):
    """The stored history, as far as pages show it."""

    @property
    def looks(self) -> Looks: ...
    @property
    def repositories(self) -> Repositories: ...
    async def ready(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Site:
    """Everything `create_app` needs.

    `show_private` shows private repositories, and then only to this machine: requests under any other host
    name than its own are refused.
    """

    archive: Archive
    counts: Callable[[], Awaitable[Sequence[Counts]]]
    reception: Reception | None = None
    metrics: Metrics = field(default_factory=Metrics)
    show_private: bool = False
