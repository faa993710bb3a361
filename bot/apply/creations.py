"""What is created once and must not be doubled: how it is known, and whether a snapshot has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import markers
from bot.actions import CreateCheck, CreateComment, CreateIssue
from bot.collect.posted import CHECK, COMMENT, ISSUE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.actions import Action
    from bot.ledger import Intent
    from bot.snapshot import Posted, Snapshot

SETTLING = timedelta(seconds=10)
"""How old an intent must be before a list that lacks its creation proves that it failed: GitHub's lists may
lag behind its writes, and a create whose answer was lost may still be on its way."""
FORGOTTEN = timedelta(hours=1)
"""How long an intent nobody repeats is kept."""


@dataclass(frozen=True, slots=True)
class Creation:
    """Something to be created: a kind, and the marker it is known by among its kind at a target."""

    kind: str
    marker: str


def creation_of(action: Action) -> Creation | None:
    """What an action creates that could be doubled (a label cannot: its name is refused twice)."""
    match action:
        case CreateCheck():
            return Creation(CHECK, action.external_id)
        case CreateComment():
            return Creation(COMMENT, action.marker)
        case CreateIssue():
            return Creation(ISSUE, action.marker)
        case _:
            return None


def found(creation: Creation, posted: Posted) -> int | None:
    """The id (of an issue: the number) under which what was to be created stands on GitHub; the oldest."""
    if creation.kind == CHECK:
        ids = [check.id for check in posted.checks]
    elif creation.kind == COMMENT:
        ids = [comment.id for comment in posted.comments]
    else:
        ids = [issue.number for issue in posted.issues if _marker(issue.fingerprint) == creation.marker]
    return min(ids, default=None)


def is_moot(intent: Intent, snapshot: Snapshot, now: datetime) -> bool:
    """Whether nobody need ask any more what became of it: another head's check, or long past."""
    elsewhere = intent.kind == CHECK and not intent.marker.endswith(snapshot.head_sha)
    return elsewhere or now - intent.created_at > FORGOTTEN


def _marker(fingerprint: str) -> str | None:
    try:
        return markers.issue_marker(fingerprint)
    except ValueError:
        return None
