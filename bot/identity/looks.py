"""What of a look is kept for the next one, and how it is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from bot.looks import Look, Seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.snapshot import Snapshot
    from bot.verdicts import Judged

ENGINE = "1"
"""Version of the reading rules; raise it when documents are read otherwise."""
GONE = "gone"
"""Status of a claim that was not found any more; it is known again if it comes back."""
_KEPT_FOR = timedelta(days=30)
_MOST_GONE = 500
_SEEN = TypeAdapter(Seen)
_LOOK = TypeAdapter(Look)


def look_of(snapshot: Snapshot, judged: Sequence[Judged]) -> Look:
    """What to keep of this look. While evidence is missing a known claim keeps its last settled status."""
    known = {seen.id: seen for seen in (snapshot.previous.claims if snapshot.previous else ())}
    now = snapshot.taken_at
    settled = snapshot.evidence.settled
    seen = tuple(_seen(item, known.get(item.id), now, settled=settled) for item in judged)
    here = {item.id for item in judged}
    gone = tuple(_gone(old, now) for old in known.values() if old.id not in here)
    lasting = tuple(old for old in gone if _fresh(old, now))[:_MOST_GONE]
    return Look(snapshot.head_sha, now, settled, seen + lasting, ENGINE)


def seen_json(seen: Seen) -> dict[str, Any]:
    """One seen claim as plain JSON values."""
    return dict(_SEEN.dump_python(seen, mode="json"))


def seen_from_json(value: object) -> Seen:
    """A seen claim from JSON. Unknown keys are ignored; ValueError for what is none."""
    return _SEEN.validate_python(value)


def look_json(look: Look) -> dict[str, Any]:
    """A look as plain JSON values."""
    return dict(_LOOK.dump_python(look, mode="json"))


def look_from_json(value: object) -> Look:
    """A look from JSON. Unknown keys are ignored; ValueError for what is none."""
    return _LOOK.validate_python(value)


def _seen(item: Judged, old: Seen | None, now: datetime, *, settled: bool) -> Seen:
    claim, verdict = item.claim, item.verdict
    fresh = Seen(
        item.id,
        item.path,
        claim.line,
        claim.kind,
        claim.subject,
        claim.text,
        claim.headings,
        verdict.status,
        verdict.direction,
        now.isoformat(),
    )
    if old is None or old.status == GONE:
        return fresh
    if not settled or (old.status, old.direction) == (fresh.status, fresh.direction):
        return replace(fresh, status=old.status, direction=old.direction, since=old.since)
    return fresh


def _gone(old: Seen, now: datetime) -> Seen:
    return old if old.status == GONE else replace(old, status=GONE, direction=None, since=now.isoformat())


def _fresh(old: Seen, now: datetime) -> bool:
    return old.since is not None and now - datetime.fromisoformat(old.since) <= _KEPT_FOR
