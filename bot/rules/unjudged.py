"""What no rule reads yet is unproven, and says so: every claim gets exactly one verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules.answers import unproven
from parsers.model import Progress, Stamp

if TYPE_CHECKING:
    from bot.rules.grounds import Case, Grounds
    from bot.verdicts import Verdict

RULE = "unjudged"


def judge(case: Case, grounds: Grounds) -> Verdict:  # noqa: ARG001 - rules share one signature
    """A percent complete has no basis, a stamp is never held against anything, the rest waits for a rule."""
    value = case.claim.value
    if isinstance(value, Progress):
        detail = f"Nothing to count makes {value.percent:g} % of {case.claim.subject!r}."
        return unproven(RULE, case, "no basis", detail)
    if isinstance(value, Stamp):
        detail = f"A {value.field} tells what the document speaks of; it is not held against evidence."
        return unproven(RULE, case, "not judged", detail)
    return unproven(RULE, case, "not judged", f"No rule reads a {case.claim.kind} like this yet.")
