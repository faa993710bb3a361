"""Cases folded into one test report: everything counted, a bounded part kept."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING

from parsers.reports.identity import packed, packed_case
from parsers.reports.items import Broken, Stated, TestItem
from parsers.reports.model import OUTCOMES, Case, Outcome, Problem, Refused, Suite, TestReport, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.limits import Limits

_WEAK = {"passed", "skipped"}


def folded(name: str, items: Iterator[TestItem], limits: Limits) -> TestReport:
    """The report; a refusal on the way ends it, with what was counted until then."""
    seen = _Seen(limits)
    case = seen.case
    try:
        for item in islice(items, limits.cases):
            if isinstance(item, Case):
                case(item)
            else:
                seen.other(item)
        if next(items, None) is not None:
            seen.broken(
                Problem(f"there are more than {limits.cases:,} tests", where=f"test {limits.cases + 1}")
            )
    except Refused as refused:
        seen.broken(refused.problem)
    return seen.report(name)


class _Seen:
    """What has been counted so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._identities = array("Q")
        self._suites: dict[tuple[str, str], dict[Outcome, int]] = {}
        self._suite: tuple[str, str] | None = None
        self._counts: dict[Outcome, int] = {}
        self._room = limits.kept_cases
        self._failed: list[Case] = []
        self._others: list[Case] = []
        self._stated: Totals | None = None
        self._problems: list[Problem] = []
        self._complete = True

    def case(self, case: Case) -> None:
        """Count one; keep it while there is room. This runs for every case: no more than it must."""
        self._identities.append(packed_case(case))
        outcome = case[1]
        key = case[2], case[4]
        if key != self._suite:
            self._enter(key)
        self._counts[outcome] += 1
        if outcome in _WEAK:
            if self._room:
                self._room -= 1
                self._others.append(case)
        elif len(self._failed) < self._limits.kept_cases:
            self._failed.append(case)

    def _enter(self, key: tuple[str, str]) -> None:
        """Go on counting in another suite."""
        self._suite = key
        if key not in self._suites:
            if len(self._suites) >= self._limits.suites:
                raise Refused(f"there are more than {self._limits.suites:,} suites", where=key[0][:200])
            self._suites[key] = dict.fromkeys(OUTCOMES, 0)
        self._counts = self._suites[key]

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
        totals = sum((suite.totals for suite in suites), Totals())
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


def _totals(counts: dict[Outcome, int]) -> Totals:
    return Totals(counts["passed"], counts["failed"], counts["error"], counts["skipped"])
