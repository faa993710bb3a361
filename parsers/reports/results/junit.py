"""JUnit XML in the dialects of its many writers.

There is no one schema: https://github.com/testmoapp/junitxml collects what is common, and Surefire, pytest,
gtest, Bazel, CTest, Catch2, PHPUnit, Playwright and nextest document their own. What they share is enough:
suites that may nest, cases with a name and a class, and an outcome as a child element (or, in gtest and
CTest, as an attribute).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.items import Stated, TestItem
from parsers.reports.model import Case, Outcome, Totals
from parsers.reports.numbers import LONGEST, count, seconds, shown
from parsers.reports.paths import tidy
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.reports.limits import Limits

_NOT_RUN = {"notrun", "disabled", "skipped", "suppressed", "ignored"}
"""Of the attributes `status` (CTest, gtest) and `result` (gtest)."""
_STRENGTH = {"passed": 0, "skipped": 1, "failed": 2, "error": 3}
"""Which child decides where a case has several."""
_NEW: Callable[[type[Case], tuple[str | float | None, ...]], Case] = tuple.__new__
"""Makes a case without looking at names of fields: this runs hundreds of thousands of times."""


class JUnit(XmlReader[TestItem]):
    """Cases as they end; totals as the root states them, else its suites added up."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {
            "testsuites": self._suites,
            "testsuite": self._suite,
            "testcase": self._case,
            "skipped": self._skipped,
            "failure": self._failed,
            "error": self._error,
        }
        self.ends = {"testsuite": self._end_suite, "testcase": self._end_case}
        self._suites_open: list[tuple[str, str]] = []
        self._open: Attributes | None = None
        self._outcome: Outcome = "passed"
        self._most = limits.name
        self._number_skipped = 0
        self._root: dict[str, int] = {}
        self._added: dict[str, int] = {}

    def _suites(self, attributes: Attributes) -> None:
        self._root = _counts(attributes)

    def _suite(self, attributes: Attributes) -> None:
        stated = _counts(attributes)
        if not self._suites_open:  # a nested suite is in the numbers of the one around it
            for name, number in stated.items():
                self._added[name] = self._added.get(name, 0) + number
        outer = self._suites_open[-1][1] if self._suites_open else ""
        file = tidy(attributes.get("file") or attributes.get("filepath") or "") or outer
        self._suites_open.append((attributes.get("name", "")[: self.limits.name], file[: self.limits.name]))

    def _end_suite(self) -> None:
        self._suites_open.pop()

    def _case(self, attributes: Attributes) -> None:
        self._open = attributes
        self._outcome = "passed"
        if "status" in attributes or "result" in attributes:
            self._outcome = _by_attribute(attributes)

    def _skipped(self, _: Attributes) -> None:
        self._ended("skipped")

    def _failed(self, _: Attributes) -> None:
        self._ended("failed")

    def _error(self, _: Attributes) -> None:
        self._ended("error")

    def _ended(self, outcome: Outcome) -> None:
        if _STRENGTH[outcome] > _STRENGTH[self._outcome]:
            self._outcome = outcome

    def _end_case(self) -> None:
        attributes, self._open = self._open, None
        if attributes is None:
            return  # a case within a case: the inner one has been counted
        known = attributes.get
        suite, file = self._suites_open[-1] if self._suites_open else ("", "")
        own_file = known("file") or known("filepath")
        if own_file:
            file = tidy(own_file)
        name, class_name = known("name", ""), known("classname") or known("class", "")
        if len(name) + len(class_name) + len(file) > self._most:
            most = self.limits.name
            name, class_name, file = name[:most], class_name[:most], file[:most]
        if self._outcome == "skipped":
            self._number_skipped += 1
        took: float | None = None
        try:
            plain = float(attributes["time"])
            took = plain if 0 <= plain <= LONGEST else self._took(attributes["time"])
        except (KeyError, ValueError):
            took = self._took(known("time"))
        self.ready.append(_NEW(Case, (name, self._outcome, suite, class_name, file, took)))

    def _took(self, stated: str | None) -> float | None:
        """A time that is no plain number: with separators, not stated, or none at all."""
        took = seconds(stated)
        if stated and took is None:
            self.note(f"the time of a case is {shown(stated)}, not a duration")
        return took

    def finish(self) -> None:
        counts = self._added | self._root
        if "tests" in counts:
            failed, errors = counts.get("failures", 0), counts.get("errors", 0)
            skipped = counts.get("skipped", 0) + counts.get("disabled", 0)
            if counts.keys().isdisjoint({"skipped", "disabled"}):
                skipped = self._number_skipped  # gotestsum and nextest do not count them
            passed = max(counts["tests"] - failed - errors - skipped, 0)
            self.ready.append(Stated(Totals(passed, failed, errors, skipped)))


def _by_attribute(attributes: Attributes) -> Outcome:
    """The outcome that CTest (`status`) and gtest (`status`, `result`) write beside the children."""
    status, result = attributes.get("status"), attributes.get("result")
    if status in _NOT_RUN or result in _NOT_RUN:
        return "skipped"
    return "failed" if status == "fail" else "passed"


def _counts(attributes: Attributes) -> dict[str, int]:
    """The counts an element states; older writers say `skip` and `skips` for `skipped`."""
    found = {}
    for name in ("tests", "failures", "errors", "skipped", "disabled"):
        if attributes.get(name):
            found[name] = count(attributes[name], f"the number of {name}")
    for name in ("skip", "skips"):
        if attributes.get(name) and "skipped" not in found:
            found["skipped"] = count(attributes[name], "the number of skipped")
    return found
