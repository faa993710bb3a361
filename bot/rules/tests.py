"""Numbers of tests are held against a complete run of the same component, by any way of counting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.evidence import TestTotals
from bot.rules.answers import cite, counted, drifted, holds, named, unproven
from bot.rules.completeness import not_complete, waiting
from bot.rules.meaning import unbound
from bot.rules.rounding import number_fits, percent_fits
from parsers.model import Tests

if TYPE_CHECKING:
    from bot.rules.grounds import BoundFact, Case, Grounds
    from bot.verdicts import Direction, Verdict
    from parsers.model import Claim

RULE = "tests"
Fit = Literal["fits", "over", "under", "unknown"]


def judge(case: Case, grounds: Grounds) -> Verdict | None:
    """Holds or drifts by the totals of exactly one complete run; else unproven, or pending while it runs."""
    value = case.claim.value
    if not isinstance(value, Tests):
        return None
    reports = [one for one in grounds.figures(case.match) if isinstance(one.fact.value, TestTotals)]
    stopped = (
        unbound(RULE, case)
        or waiting(RULE, case, grounds)
        or (None if reports else _nothing(case, grounds))
        or not_complete(RULE, case, grounds, reports)
    )
    return stopped or _compared(value, case, grounds, _by_report(reports))


def _nothing(case: Case, grounds: Grounds) -> Verdict:
    missing = not_complete(RULE, case, grounds)
    if missing is not None:
        return missing
    elsewhere = [one.fact.name for one in grounds.facts if isinstance(one.fact.value, TestTotals)]
    detail = f"Figures came only for {named(elsewhere)}." if elsewhere else "No run gave figures for this."
    return unproven(RULE, case, "no evidence", detail)


def _by_report(facts: list[BoundFact]) -> list[list[BoundFact]]:
    """Facts of one source are ways of counting one run; reports that say the same count once."""
    grouped: dict[tuple[str, str], list[BoundFact]] = {}
    for one in facts:
        grouped.setdefault((one.fact.name, one.fact.source), []).append(one)
    distinct = {frozenset(one.fact.value for one in report): report for report in reversed(grouped.values())}
    return list(reversed(distinct.values()))


def _compared(value: Tests, case: Case, grounds: Grounds, reports: list[list[BoundFact]]) -> Verdict:
    tolerance = grounds.snapshot.policy.tolerance.tests
    fits = [_best(value, case.claim, report, tolerance) for report in reports]
    evidence = [cite(one.fact, case.match.component) for report in reports for one in report]
    nearest = fits[0][1]
    measured = counted(nearest)
    if all(fit == "fits" for fit, _ in fits):
        return holds(RULE, case, measured=measured, evidence=evidence)
    if len(reports) > 1:
        names = named(
            f"{report[0].fact.name} ({counted(totals)})"
            for report, (_, totals) in zip(reports, fits, strict=True)
        )
        return unproven(RULE, case, "several reports", f"More than one figure: {names}.", evidence=evidence)
    fit = fits[0][0]
    if fit in {"over", "under"}:
        return drifted(
            RULE, case, fit, detail=f"CI counted {measured}.", measured=measured, evidence=evidence
        )
    detail = f"The report ({measured}) does not give every number the line states."
    return unproven(RULE, case, "no evidence", detail, evidence=evidence)


def _best(value: Tests, claim: Claim, report: list[BoundFact], tolerance: float) -> tuple[Fit, TestTotals]:
    """The way of counting that fits best, first way first."""
    ways = [
        (_fit(value, claim, one.fact.value, tolerance), one.fact.value)
        for one in report
        if isinstance(one.fact.value, TestTotals)
    ]
    for wanted in ("fits", "unknown"):
        for fit, totals in ways:
            if fit == wanted:
                return fit, totals
    return ways[0]


def _fit(value: Tests, claim: Claim, totals: TestTotals, tolerance: float) -> Fit:
    """All stated numbers at once; the first that no counting makes decides the direction."""
    exact = 0.0 if value.passing == value.total and totals.failed else tolerance
    smaller_total_is: Direction = "under" if value.passing is None else "over"
    parts = (
        _number("passing", value.passing, _known(totals.passed), claim, exact, "under"),
        _rate(value, totals, claim) if value.passing is None else None,
        _number("failing", value.failing, _known(totals.failed), claim, tolerance, "over"),
        _number("total", value.total, _totals(totals), claim, tolerance, smaller_total_is),
        _number("skipped", value.skipped, _known(totals.skipped), claim, tolerance, "over"),
    )
    said = [part for part in parts if part is not None]
    wrong = next((part for part in said if part in ("over", "under")), None)
    return wrong or ("unknown" if "unknown" in said or not said else "fits")


def _number(  # noqa: PLR0913, PLR0917 - a figure, what was measured, and how far they may differ
    role: str, stated: int | None, ways: list[int], claim: Claim, tolerance: float, smaller_is: Direction
) -> Fit | None:
    if stated is None:
        return None
    if not ways:
        return "unknown"
    if any(number_fits(claim, role, stated, way, tolerance) for way in ways):
        return "fits"
    larger_is: Direction = "over" if smaller_is == "under" else "under"
    return smaller_is if stated < ways[0] else larger_is


def _rate(value: Tests, totals: TestTotals, claim: Claim) -> Fit | None:
    if value.percent is None:
        return None
    wholes = [whole for whole in _totals(totals) if whole > 0]
    if totals.passed is None or not wholes:
        return "unknown"
    rates = [100 * totals.passed / whole for whole in wholes]
    if any(percent_fits(claim, value.percent, rate, 0) for rate in rates):
        return "fits"
    return "over" if value.percent > rates[0] else "under"


def _known(number: int | None) -> list[int]:
    return [] if number is None else [number]


def _totals(totals: TestTotals) -> list[int]:
    """How many tests there are: with the skipped ones, and without."""
    if totals.total is None:
        return []
    return [totals.total, totals.total - (totals.skipped or 0)]
