"""A look as the ledger keeps it, there and back; what cannot be read back counts as never seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.identity import look_from_json, look_json
from bot.ledger import Look as KeptLook

if TYPE_CHECKING:
    from bot.evidence import Evidence
    from bot.looks import Look
    from webhooks.targets import Target

Source = tuple[str, str]
"""Who says it (an app's slug, a login) and what the check or status is called."""


def kept(target: Target, look: Look, evidence: Evidence) -> KeptLook:
    """The row to save for a look and the evidence it saw: later looks expect the same sources."""
    checks = [list(source) for source in sorted(sources(evidence))]
    body = {**look_json(look), "checks": checks}
    return KeptLook(target.key, look.head_sha, look.settled, look.taken_at, body)


def remembered(row: KeptLook | None) -> Look | None:
    """The look a row holds; None without one, or where another version wrote what we cannot read."""
    if row is None:
        return None
    try:
        return look_from_json(row.body)
    except ValueError:
        return None


def sources_of(row: KeptLook | None) -> frozenset[Source]:
    """The checks and statuses a kept look saw."""
    body = row.body if row is not None and isinstance(row.body, dict) else {}
    listed = body.get("checks")
    pairs = listed if isinstance(listed, list) else []
    return frozenset(
        (str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2
    )


def sources(evidence: Evidence) -> frozenset[Source]:
    """The checks and statuses that some evidence comes from."""
    return frozenset((fact.app, fact.name) for fact in evidence.facts)
