"""Cases folded into one test report: everything counted, a bounded part kept."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from parsers.reports.identity import packed, packed_case
from parsers.reports.items import Broken, Stated, TestItem
from parsers.reports.limits import Limits
from parsers.reports.model import OUTCOMES, Case, Problem, Refused, Suite, TestReport, Totals

_RANK = {outcome: rank for rank, outcome in enumerate(OUTCOMES)}


def folded(name: str, items: Iterable[TestItem], limits: Limits) -> TestReport:
    """The report; a refusal on the way ends it, with what was counted until then."""
    seen = _Seen(limits)
    try:
        for item in items:
            if isinstance(item, Case):
                seen.case(item)
            else:
                seen.other(item)
    except Refused as refused:
        seen.broken(refused.problem)
    return seen.report(name)


class _Seen:
    """What has been counted so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._identities = array("Q")
        self._suites: dict[tuple[str, str], list[int]] = {}
        self._failed: list[Case] = []
        self._others: list[Case] = []
        self._stated: Totals | None = None
        self._problems: list[Problem] = []
        self._complete = True

    def case(self, case: Case) -> None:
        """Count one; keep it while there is room. This runs for every case: no more than it must."""
        identities = self._identities
        if len(identities) >= self._limits.cases:
            raise Refused(f"there are more than {self._limits.cases:,} tests")
        identities.append(packed_case(case))
        outcome = case.outcome
        key = case.suite, case.file
        counts = self._suites.get(key)
        if counts is None:
            if len(self._suites) >= self._limits.suites:
                raise Refused(f"there are more than {self._limits.suites:,} suites")
            counts = self._suites[key] = [0, 0, 0, 0]
        counts[_RANK[outcome]] += 1
        kept = self._others if outcome in {"passed", "skipped"} else self._failed
        if len(kept) < self._limits.kept_cases:
            kept.append(case)

    def other(self, item: Stated | Broken | Problem) -> None:
        """What is not a case."""
        if isinstance(item, Stated):
            self._stated = self._stated + item.totals if self._stated else item.totals
        elif isinstance(item, Broken):
            self.broken(item.problem)
        else:
            self._note(item)

    def broken(self, problem: Problem) -> None:
        """A problem that leaves the report incomplete; it has its place even when there are many others."""
        if self._complete:
            self._problems.insert(0, problem)
        else:
            self._note(problem)
        self._complete = False

    def _note(self, problem: Problem) -> None:
        if len(self._problems) < self._limits.problems:
            self._problems.append(problem)

    def report(self, name: str) -> TestReport:
        """The value. A report that names no case counts what it states."""
        suites = tuple(
            Suite(suite, _totals(counts), file) for (suite, file), counts in sorted(self._suites.items())
        )
        sums = [sum(counts[rank] for counts in self._suites.values()) for rank in range(len(OUTCOMES))]
        totals = _totals(sums)
        if not totals.total and self._stated:
            totals = self._stated
        elif self._stated and self._complete and self._stated.total != totals.total:
            self._note(Problem(f"it states {self._stated.total} tests and names {totals.total}"))
        kept = self._failed + self._others[: self._limits.kept_cases - len(self._failed)]
        return TestReport(
            format=name,
            totals=totals,
            stated=self._stated,
            suites=suites,
            cases=tuple(kept),
            identities=packed(self._identities),
            problems=tuple(self._problems),
            complete=self._complete,
        )


def _totals(counts: list[int]) -> Totals:
    by_outcome = dict(zip(OUTCOMES, counts, strict=True))
    return Totals(by_outcome["passed"], by_outcome["failed"], by_outcome["error"], by_outcome["skipped"])
