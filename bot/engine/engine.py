"""The one door to the job engine: request, work, counts, dead letters, retry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from bot.engine.timing import Timing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from types import TracebackType

    from bot.engine.values import Body, Counts, DeadLetter, Sweep
    from webhooks.targets import Target


class Engine:
    """Runs targets, one run at a time each. `async with Engine(url) as engine:` opens its connections."""

    def __init__(self, url: str, timing: Timing = Timing()) -> None:  # noqa: B008 - frozen
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        raise NotImplementedError

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError

    async def request(self, targets: Iterable[Target], at: datetime | None = None) -> None:
        """Ask for a run of each target: soon, or at a time. Equal requests coalesce; nothing is delayed.

        A request at a time is dropped when a run that began after it succeeds: the look has happened.
        """
        raise NotImplementedError

    async def work(
        self,
        body: Body,
        *,
        concurrency: int = 8,
        drain: float = 25.0,
        sweep: Sweep | None = None,
        sweep_every: float = 3600.0,
    ) -> None:
        """Run due targets until cancelled or `stop()`; then let running bodies finish for `drain` seconds.

        Sweeps run on one worker of all at a time, `sweep_every` seconds apart.
        """
        raise NotImplementedError

    def stop(self) -> None:
        """Make `work` drain and return. Safe to call from a signal handler of the loop."""
        raise NotImplementedError

    async def counts(self) -> tuple[Counts, ...]:
        """One row per kind of target that exists."""
        raise NotImplementedError

    async def dead_letters(self, limit: int = 100) -> tuple[DeadLetter, ...]:
        """The newest dead letters first."""
        raise NotImplementedError

    async def retry(self, key: str) -> bool:
        """Make a dead or waiting target due now, with all its attempts. False if there is none such."""
        raise NotImplementedError
