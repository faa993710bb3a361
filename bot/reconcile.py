"""One look at one target, from what is to what should be: the only place where all stages meet."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.apply import apply
from bot.collect import Gone, collect, kept, wait_over
from bot.engine import Again
from bot.findings import findings_of
from bot.github import Uninstalled
from bot.identity import identified, look_of
from bot.judge import judge_all
from bot.plan import planned
from bot.survey import survey

if TYPE_CHECKING:
    from bot.engine import Fence
    from bot.room import Room
    from webhooks.targets import Target

_MOVED = timedelta(seconds=5)
_log = logging.getLogger(__name__)


async def reconcile(target: Target, room: Room, fence: Fence) -> Again | None:
    """Look at a target and bring GitHub in line; an `Again` says when to come back though nothing happens.

    Raises Later or Never. Running it twice changes nothing; a crash at any point is healed by the next run.
    Where the App was removed, what is kept goes, also what a delivery that came late brought.
    """
    try:
        return await _look(target, room, fence)
    except Uninstalled as gone:
        _log.info("nothing to look at: %s", gone.reason)
        await room.ledger.erase_installation(target.installation)
        return None


async def _look(target: Target, room: Room, fence: Fence) -> Again | None:
    if target.kind in ("installation", "repository"):
        await survey(target, room)
        return None
    snapshot = await collect(target, room)
    if isinstance(snapshot, Gone):
        _log.info("nothing to look at: %s", snapshot.reason)
        return None
    judged = identified(snapshot, judge_all(snapshot))
    plan = planned(snapshot, judged, findings_of(snapshot, judged))
    applied = await apply(plan, snapshot, fence, room)
    for failure in applied.failed:
        kind = type(failure.action).__name__
        known = room.said_before(f"{target.installation} {kind} {failure.reason.partition(', ')[0]}")
        _log.log(logging.DEBUG if known else logging.WARNING, "%s was not done: %s", kind, failure.reason)
    if applied.dropped is not None:
        _log.info("the plan was dropped: %s", applied.dropped)
        return Again(room.now() + _MOVED)
    await room.ledger.looks.save(kept(target, look_of(snapshot, judged), snapshot.evidence))
    _log.info("looked at %s: %d claims, %d writes", snapshot.head_sha[:7], len(judged), len(applied.done))
    if not snapshot.evidence.settled:
        return Again(await wait_over(target, snapshot.head_sha, snapshot.policy, room, snapshot.evidence))
    return None if plan.again is None else Again(plan.again)
