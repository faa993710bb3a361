"""One run: claim, body, outcome. Whatever happens to the body, the target's next step is recorded."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.engine.values import Again
from bot.errors import Later, Never
from webhooks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.engine.targets import Claim, Targets
    from bot.engine.timing import Timing
    from bot.engine.values import Body

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """The engine's row for one run: its number, the worker it was handed to, whether it was called off."""

    number: int
    worker: int | None
    aborted: Callable[[], bool]


class Run:
    """The fence of one run in this process."""

    def __init__(self, targets: Targets, claim: Claim, task: asyncio.Task[None], row: Row) -> None:
        self._targets = targets
        self._row = row
        self.claim = claim
        self.task = task
        self.lost = False

    @property
    def worker(self) -> int | None:
        """The number of the worker it was handed to."""
        return self._row.worker

    @property
    def aborted(self) -> bool:
        """Whether it was cancelled by us, not by the body itself."""
        return self._row.aborted()

    @property
    def run(self) -> int:
        """The number of this run."""
        return self.claim.run

    async def holds(self) -> bool:
        """Whether the target is still ours; once lost, lost."""
        if not self.lost and not await self._targets.holds(self.claim):
            self.lost = True
        return not self.lost


class Runs:
    """The runs in this process."""

    def __init__(self, targets: Targets, timing: Timing) -> None:
        self._targets = targets
        self._timing = timing
        self.live: dict[int, Run] = {}
        self.draining = False

    async def run(self, body: Body, key: str, row: Row) -> None:
        """Run the body for a target, if it is still wanted."""
        claim = await self._targets.claim(key, row.number)
        if claim is None:
            return
        if claim.attempts > self._timing.attempts:
            LOG.error("dead letter: %s (its runs never ended)", key)
            await self._targets.bury(claim)
            return
        task = asyncio.current_task()
        assert task is not None
        run = self.live[row.number] = Run(self._targets, claim, task, row)
        try:
            await self._attempt(body, run)
        finally:
            del self.live[row.number]

    def abandon(self) -> None:
        """Others own our targets by now: stop at once, and touch nothing."""
        for run in list(self.live.values()):
            run.lost = True
            run.task.cancel()

    async def _attempt(self, body: Body, run: Run) -> None:
        claim, targets = run.claim, self._targets
        try:
            outcome = await body(Target.parse(claim.key), run)
        except asyncio.CancelledError:
            if run.lost:
                raise
            if not (self.draining or run.aborted):  # the body cancelled itself, which it has no reason to do
                await self._failed(run, "the run was cancelled")
                return
            await targets.put_back(claim)
            raise
        except Later as later:
            await self._postpone(run, later)
        except Never as never:
            LOG.warning("%s: not tried again: %s", claim.key, never.reason)
            await targets.done(claim, error=never.reason)
        except Exception as error:  # a bug, or the world: kept, retried, at last a dead letter
            LOG.exception("%s failed (attempt %d)", claim.key, claim.attempts)
            await self._failed(run, f"{type(error).__name__}: {error}")
        else:
            if not run.lost:
                again = self._soonest(outcome.at) if isinstance(outcome, Again) else None
                await targets.done(claim, again)

    async def _postpone(self, run: Run, later: Later) -> None:
        now = datetime.now(UTC)
        until = later.until if isinstance(later.until, datetime) else now + timedelta(seconds=later.until)
        # Whoever says it again and again waits longer, so that hours of an outage are no hundreds of runs.
        least = self._targets.delay(run.claim.postponed + 1, self._timing.postpone_backoff_longest)
        until = max(until, now + timedelta(seconds=least))
        until = min(until, now + timedelta(seconds=self._timing.postpone_longest))
        LOG.info("%s: later: %s", run.claim.key, later.reason)
        if not await self._targets.postpone(run.claim, until, later.reason):
            await self._failed(run, later.reason)

    def _soonest(self, when: datetime) -> datetime:
        """No sooner than a request would run: a body that always says "now" must not spin."""
        return max(when, datetime.now(UTC) + timedelta(seconds=self._timing.settle))

    async def _failed(self, run: Run, error: str) -> None:
        if await self._targets.failed(run.claim, error):
            LOG.error("dead letter: %s: %s", run.claim.key, error)
