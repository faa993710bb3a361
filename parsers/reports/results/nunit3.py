"""NUnit 3 test results: https://docs.nunit.org/articles/nunit/technical-notes/usage/Test-Result-XML-Format.html."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.items import Stated, TestItem
from parsers.reports.model import Case, Outcome, Totals
from parsers.reports.numbers import count, seconds
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_OUTCOMES: dict[str, Outcome] = {
    "Passed": "passed",
    "Warning": "passed",
    "Failed": "failed",
    "Skipped": "skipped",
    "Inconclusive": "skipped",
}


class NUnit3(XmlReader[TestItem]):
    """Cases as they start; those with warnings have passed, the inconclusive were skipped."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {"test-run": self._run, "test-suite": self._suite, "test-case": self._case}
        self.ends = {"test-suite": self._end_suite}
        self._suites: list[str] = []

    def _run(self, attributes: Attributes) -> None:
        number = {
            name: count(attributes.get(name, "0"), f"the number of {name}")
            for name in ("passed", "warnings", "failed", "skipped", "inconclusive")
        }
        self.ready.append(
            Stated(
                Totals(
                    number["passed"] + number["warnings"],
                    number["failed"],
                    0,
                    number["skipped"] + number["inconclusive"],
                )
            )
        )

    def _suite(self, attributes: Attributes) -> None:
        self._suites.append((attributes.get("fullname") or attributes.get("name", ""))[: self.limits.name])

    def _end_suite(self) -> None:
        self._suites.pop()

    def _case(self, attributes: Attributes) -> None:
        most = self.limits.name
        outcome = _OUTCOMES.get(attributes.get("result", ""), "error")
        if outcome == "failed" and attributes.get("label") in {"Error", "Invalid"}:
            outcome = "error"
        self.ready.append(
            Case(
                attributes.get("name", "")[:most],
                outcome,
                self._suites[-1] if self._suites else "",
                attributes.get("classname", "")[:most],
                seconds=seconds(attributes.get("duration")),
            )
        )
