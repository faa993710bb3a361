"""Which judged claims are worth telling somebody: drift, and on the default branch the living blockers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.identity import remembered_in, words
from bot.verdicts import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.snapshot import Snapshot
    from bot.verdicts import Judged
    from parsers.model import Claim


def findings_of(snapshot: Snapshot, judged: Sequence[Judged]) -> tuple[Finding, ...]:
    """The findings of one look, drift first, each in document order; none of a record, which states the past.

    A blocker stated in several places is one finding, under the fingerprint of its issue if it has one.
    """
    living = {s.document.path for s in snapshot.documents if s.kind == "living"}
    current = [item for item in judged if item.path in living]
    drift = tuple(Finding(item.id, (item,)) for item in current if item.verdict.status == "drifted")
    return drift + (_blockers(snapshot, current) if snapshot.on_default_branch else ())


def is_blocker(finding: Finding) -> bool:
    """Whether the finding is a living blocker, not a drift."""
    first = finding.judged[0]
    return first.claim.kind == "blocker" and first.verdict.status != "drifted"


def _blockers(snapshot: Snapshot, current: Sequence[Judged]) -> tuple[Finding, ...]:
    said: dict[tuple[object, ...], list[Judged]] = defaultdict(list)
    for item in current:
        if item.claim.kind == "blocker" and item.claim.labelled and item.verdict.status == "holds":
            said[_statement(item.claim)].append(item)
    groups = list(said.values())
    return tuple(
        # The place the issue speaks of comes first: its words do not change with the order of files.
        Finding(name, tuple(sorted(places, key=lambda item: item.id != name)))
        for places, name in zip(groups, _fingerprints(snapshot, groups), strict=True)
    )


def _fingerprints(snapshot: Snapshot, groups: Sequence[Sequence[Judged]]) -> list[str]:
    """Per group the fingerprint of its issue, even if the place that named it is gone; else its first id."""
    issues = snapshot.posted.issues
    ours = {issue.fingerprint for issue in issues}
    names = [next((item.id for item in places if item.id in ours), "") for places in groups]
    taken = set(names)
    aliases = {known: i.fingerprint for i in issues if (m := remembered_in(i.body)) for known in m.also}
    for at, places in enumerate(groups):
        if not names[at]:
            known = (aliases[item.id] for item in places if item.id in aliases)
            names[at] = next((name for name in known if name not in taken), places[0].id)
            taken.add(names[at])
    return names


def _statement(claim: Claim) -> tuple[object, ...]:
    return words(claim.subject), words(getattr(claim.value, "text", claim.text))
