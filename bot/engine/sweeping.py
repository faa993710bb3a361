"""The periodic sweep: on one worker of all at a time, as often as told, whoever dies meanwhile."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import psycopg

from bot.engine.runner import AWAY
from bot.errors import Later
from bot.ledger.address import CONNECT_TIMEOUT, SESSION

if TYPE_CHECKING:
    from bot.engine.values import Sweep

LOG = logging.getLogger(__name__)

_LOCK = 0x5354_4154_5357
_NAME = "sweep"
_LONGEST_PAUSE = 60.0
_RECENT = "SELECT FROM chore WHERE name = %s AND ran_at > now() - make_interval(secs => %s)"
_RAN = "INSERT INTO chore VALUES (%s, now()) ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at"


async def keep_sweeping(url: str, sweep: Sweep, every: float) -> None:
    """Sweep when the last one, by whichever worker, is `every` seconds old. A failed one is tried again."""
    while True:
        try:
            await sweep_if_due(url, sweep, every)
        except AWAY as error:
            LOG.warning("cannot sweep: %s", type(error).__name__)
        except Later as later:
            LOG.warning("cannot sweep yet: %s", later.reason)
        except Exception:  # the sweep is the caller's: its bugs must not end ours
            LOG.exception("the sweep failed")
        await asyncio.sleep(min(_LONGEST_PAUSE, every / 4))


async def sweep_if_due(url: str, sweep: Sweep, every: float) -> bool:
    """Whether this call swept. The lock is of the connection, so it dies with the worker."""
    connection = await psycopg.AsyncConnection.connect(
        url, autocommit=True, options=SESSION, connect_timeout=CONNECT_TIMEOUT
    )
    async with connection:
        locked = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])).fetchone()
        recent = await (await connection.execute(_RECENT, [_NAME, every])).fetchone()
        if not (locked and locked[0]) or recent is not None:
            return False
        await sweep()
        await connection.execute(_RAN, [_NAME])
        return True
