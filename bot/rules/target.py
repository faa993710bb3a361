"""A target is a wish: it holds, and says whether it is met; it is never a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.evidence import CoveragePercent, TestTotals
from bot.rules.answers import cite, counted, holds, percent
from parsers.model import Goal

if TYPE_CHECKING:
    from bot.evidence import Fact
    from bot.rules.grounds import Case, Grounds
    from bot.verdicts import Verdict

RULE = "target"


def judge(case: Case, grounds: Grounds) -> Verdict | None:
    """Holds; the detail says met, not met or not known, by the one figure of the same component."""
    value = case.claim.value
    if not isinstance(value, Goal):
        return None
    facts = [one.fact for one in grounds.figures(case.match) if _of(one.fact, value)]
    if len({fact.value for fact in facts}) != 1 or not grounds.snapshot.evidence.settled:
        return holds(RULE, case, detail="Whether the target is met is not known here.")
    found, wanted = _figures(facts[0], value)
    if found is None or wanted is None:
        return holds(RULE, case, detail="Whether the target is met is not known here.")
    said = _said(facts[0])
    detail = f"The target is met: {said}." if found >= wanted else f"The target is not met yet: {said}."
    return holds(RULE, case, detail=detail, measured=said, evidence=[cite(facts[0], case.match.component)])


def _of(fact: Fact, goal: Goal) -> bool:
    wanted = {"coverage": CoveragePercent, "tests": TestTotals}.get(goal.of)
    return wanted is not None and isinstance(fact.value, wanted)


def _figures(fact: Fact, goal: Goal) -> tuple[float | None, float | None]:
    if isinstance(fact.value, CoveragePercent):
        return fact.value.percent, goal.percent
    return (fact.value.passed, goal.n) if isinstance(fact.value, TestTotals) else (None, None)


def _said(fact: Fact) -> str:
    return percent(fact.value.percent) if isinstance(fact.value, CoveragePercent) else counted(_totals(fact))


def _totals(fact: Fact) -> TestTotals:
    return fact.value if isinstance(fact.value, TestTotals) else TestTotals()
