"""Coverage is held against the figure that a service or tool gives for the same component and metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.evidence import CoveragePercent
from bot.rules.answers import cite, drifted, holds, named, percent, unproven
from bot.rules.completeness import not_complete, waiting
from bot.rules.meaning import unbound
from bot.rules.rounding import percent_fits
from parsers.model import Coverage

if TYPE_CHECKING:
    from bot.rules.grounds import BoundFact, Case, Grounds
    from bot.verdicts import Direction, Verdict

RULE = "coverage"


def judge(case: Case, grounds: Grounds) -> Verdict | None:
    """Holds or drifts by exactly one report; a claim without a metric holds by any metric of it."""
    value = case.claim.value
    if not isinstance(value, Coverage):
        return None
    reports = [one for one in grounds.figures(case.match) if _measures(one, value.metric)]
    stopped = (
        unbound(RULE, case)
        or waiting(RULE, case, grounds)
        or (None if reports else _nothing(value, case, grounds))
        or not_complete(RULE, case, grounds, reports)
    )
    return stopped or _compared(value, case, grounds, reports)


def _measures(one: BoundFact, metric: str | None) -> bool:
    found = one.fact.value
    return isinstance(found, CoveragePercent) and metric in (None, found.metric)


def _nothing(value: Coverage, case: Case, grounds: Grounds) -> Verdict:
    missing = not_complete(RULE, case, grounds)
    if missing is not None:
        return missing
    every = [one for one in grounds.facts if isinstance(one.fact.value, CoveragePercent)]
    if not every:
        return unproven(RULE, case, "no evidence", "No check or status gave a coverage figure for this.")
    what = f" of {value.metric}" if value.metric else ""
    names = named(one.fact.name for one in every)
    return unproven(
        RULE, case, "no evidence", f"No coverage{what} was given for this; figures came for {names}."
    )


def _compared(value: Coverage, case: Case, grounds: Grounds, facts: list[BoundFact]) -> Verdict:
    tolerance = grounds.snapshot.policy.tolerance.coverage
    reports: dict[tuple[str, str], list[BoundFact]] = {}
    for one in facts:
        reports.setdefault((one.fact.name, one.fact.source), []).append(one)
    evidence = [cite(one.fact, case.match.component) for one in facts]
    nearest = min((_percent(one) for one in facts), key=lambda found: abs(found - value.percent))
    measured = percent(nearest)
    fitting = [
        any(percent_fits(case.claim, value.percent, _percent(one), tolerance) for one in report)
        for report in reports.values()
    ]
    if all(fitting):
        return holds(RULE, case, measured=measured, evidence=evidence)
    if len({frozenset(one.fact.value for one in report) for report in reports.values()}) > 1:
        names = named(f"{one.fact.name} ({percent(_percent(one))})" for one in facts)
        return unproven(RULE, case, "several reports", f"More than one figure: {names}.", evidence=evidence)
    direction: Direction = "over" if value.percent > nearest else "under"
    return drifted(
        RULE, case, direction, detail=f"CI measured {measured}.", measured=measured, evidence=evidence
    )


def _percent(one: BoundFact) -> float:
    found = one.fact.value
    return found.percent if isinstance(found, CoveragePercent) else 0.0
