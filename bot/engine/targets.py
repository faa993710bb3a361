"""The target table: what is wanted, when, and which run owns it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.engine import statements
from bot.engine.values import Counts, DeadLetter
from bot.ledger import storable
from webhooks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from psycopg import AsyncConnection
    from psycopg_pool import AsyncConnectionPool

    from bot.engine.timing import Timing

_ERROR_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Claim:
    """A run as it began: the seq it answers, how often it was tried, the planned look it replaces."""

    key: str
    run: int
    seq: int
    attempts: int
    postponed: int
    again_seen: datetime | None


def request_arguments(targets: Iterable[Target], timing: Timing) -> dict[str, Any]:
    """What REQUEST and REQUEST_AT take: distinct keys in order."""
    wanted = {target.key: target for target in targets}
    keys = sorted(wanted)
    return {
        "keys": keys,
        "kinds": [wanted[key].kind for key in keys],
        "installations": [wanted[key].installation for key in keys],
        "settle": timing.settle,
        "settle_longest": timing.settle_longest,
    }


class Targets:
    """Each method is one transaction. All raise psycopg.Error when the database is away."""

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection[Any]], timing: Timing) -> None:
        self._pool = pool
        self._timing = timing

    async def request(self, targets: Iterable[Target], at: datetime | None) -> None:
        """Ask for runs, soon or at a time."""
        arguments = request_arguments(targets, self._timing)
        if arguments["keys"]:
            statement = statements.REQUEST if at is None else statements.REQUEST_AT
            await self._rows(statement, arguments | {"at": at})

    async def claim(self, key: str, run: int) -> Claim | None:
        """Begin a run. None if nothing is wanted any more, or a newer run has begun."""
        rows = await self._rows(statements.CLAIM, {"key": key, "run": run})
        return Claim(key, run, *rows[0]) if rows else None

    async def holds(self, claim: Claim) -> bool:
        """Whether this run still owns its target."""
        return bool(await self._rows(statements.HOLDS, _of(claim)))

    async def done(self, claim: Claim, again: datetime | None = None, error: str | None = None) -> None:
        """The run succeeded, or `error` says why trying again is useless."""
        end = {"seq": claim.seq, "again_seen": claim.again_seen, "again": again, "error": _short(error)}
        await self._rows(statements.DONE, _of(claim) | end)

    async def failed(self, claim: Claim, error: str) -> bool:
        """The run failed: True if that made the target a dead letter."""
        end = {"error": _short(error), "seq": claim.seq, "attempts": self._timing.attempts}
        delay = {"delay": self.delay(claim.attempts)}
        rows = await self._rows(statements.FAILED, _of(claim) | end | delay)
        return bool(rows and rows[0][0])

    async def bury(self, claim: Claim) -> None:
        """The runs before this one ended without a word, too often: it does not even begin."""
        died = f"{claim.attempts - 1} runs ended without a result: their process was killed or crashed"
        await self._rows(statements.BURIED, _of(claim) | {"error": died})

    async def postpone(self, claim: Claim, until: datetime, reason: str) -> bool:
        """Put back until a time, with the attempt. False if that was said too often in a row."""
        end = {"until": until, "error": _short(reason), "postponements": self._timing.postponements}
        return bool(await self._rows(statements.POSTPONED, _of(claim) | end))

    async def put_back(self, claim: Claim) -> None:
        """The run was cut short by us: its attempt does not count."""
        await self._rows(statements.PUT_BACK, _of(claim))

    async def retry(self, key: str) -> bool:
        """Make a dead or waiting target due now. False if there is none such."""
        async with self._pool.connection() as connection:
            return (await connection.execute(statements.RETRY, {"key": key})).rowcount > 0

    async def tidy(self) -> int:
        """Delete the rows of pull requests of which nothing is wanted; how many."""
        async with self._pool.connection() as connection:
            return (await connection.execute(statements.TIDY)).rowcount

    async def counts(self) -> tuple[Counts, ...]:
        """Targets by kind and state."""
        return tuple(Counts(*row) for row in await self._rows(statements.COUNTS, {}))

    async def dead(self, limit: int) -> tuple[DeadLetter, ...]:
        """Dead letters, the newest first."""
        rows = await self._rows(statements.DEAD, {"limit": limit})
        return tuple(DeadLetter(Target.parse(row[0]), *row[1:]) for row in rows)

    def delay(self, times: int, longest: float | None = None) -> float:
        """Exponential with jitter, so that what failed together does not come back together."""
        timing = self._timing
        delay = min(longest or timing.backoff_longest, timing.backoff * 2.0 ** min(times - 1, 30))
        return delay * (1 + timing.jitter * random.random())  # noqa: S311 - nothing secret

    async def _rows(self, statement: Any, arguments: dict[str, Any]) -> list[Any]:
        async with self._pool.connection() as connection:
            cursor = await connection.execute(statement, arguments)
            return await cursor.fetchall() if cursor.description is not None else []


def _of(claim: Claim) -> dict[str, Any]:
    return {"key": claim.key, "run": claim.run}


def _short(error: str | None) -> str | None:
    return None if error is None else storable.text(error)[:_ERROR_LENGTH]
