"""Claims and evidence of one snapshot → exactly one verdict for each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules import judge_case
from bot.rules.grounds import grounds_of
from bot.verdicts import Judged

if TYPE_CHECKING:
    from bot.snapshot import Snapshot


def judge_all(snapshot: Snapshot) -> tuple[Judged, ...]:
    """Every claim of the snapshot's documents with its verdict, in document order; without identities yet."""
    grounds, cases = grounds_of(snapshot)
    return tuple(
        Judged(case.place.path, case.claim, judge_case(case, grounds), touched=case.touched) for case in cases
    )
