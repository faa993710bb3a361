"""The periodic look at everything, so that a lost delivery costs only time."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import Later, Never
from bot.github.hooks import deliveries, redeliver, undelivered
from bot.github.installations import installations
from webhooks.targets import Target

if TYPE_CHECKING:
    from bot.room import Room

REDELIVERED_FOR = timedelta(days=3)
"""https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks"""
SETTLED = timedelta(minutes=5)
"""A younger delivery may still be on its way."""

_log = logging.getLogger(__name__)


async def sweep(room: Room) -> None:
    """Request every installation we or GitHub know of, and repeat deliveries that never arrived.

    Dead letters get another chance: what they failed on may be over.

    Raises Later while the installations cannot be listed: then it counts as not done. That deliveries cannot
    be is left for the next sweep, as everything was requested anyway.
    """
    try:
        await _request_all(room)
    except Never as refused:
        _log.warning("The sweep was refused: %s", refused.reason)
        return
    try:
        await _redeliver(room)
    except (Later, Never) as stopped:
        _log.warning("Lost deliveries were not looked for: %s", stopped.reason)


async def _request_all(room: Room) -> None:
    known = {row.id for row in await room.ledger.installations.all()}
    present = {found.id for found in await installations(room.app.client)}
    await room.engine.request(Target(number) for number in sorted(known | present))
    await room.engine.request([letter.target for letter in await room.engine.dead_letters()])


async def _redeliver(room: Room) -> None:
    now = room.now()
    attempts = await deliveries(room.app.client, now - REDELIVERED_FOR)
    for lost in undelivered(attempts):
        if lost.delivered_at < now - SETTLED:
            await redeliver(room.app.client, lost.id)
