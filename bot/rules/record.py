"""A record states what was so at its date: evidence of now is never held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules.answers import unproven

if TYPE_CHECKING:
    from bot.rules.grounds import Case, Grounds
    from bot.verdicts import Verdict

RULE = "record"


def judge(case: Case, grounds: Grounds) -> Verdict | None:  # noqa: ARG001 - rules share one signature
    """Unproven for every claim of a record."""
    if not case.record:
        return None
    return unproven(RULE, case, "record", f"{case.place.path} is a record of its own time.")
