"""NUnit 2 test results, as nunit-console 2.4 to 2.6 write them: https://nunit.org/docs/2.6.4/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.items import Stated, TestItem
from parsers.reports.model import Case, Outcome, Totals
from parsers.reports.numbers import count, seconds
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_OUTCOMES: dict[str, Outcome] = {
    "Success": "passed",
    "Failure": "failed",
    "Error": "error",
    "Ignored": "skipped",
    "Skipped": "skipped",
    "NotRunnable": "error",
    "Inconclusive": "skipped",
}


class NUnit2(XmlReader[TestItem]):
    """Cases as they start. `total` counts what ran; what did not (ignored, skipped, invalid) is `not-run`."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {"test-results": self._run, "test-suite": self._suite, "test-case": self._case}
        self.ends = {"test-suite": self._end_suite}
        self._suites: list[str] = []

    def _run(self, attributes: Attributes) -> None:
        names = ("total", "errors", "failures", "not-run", "inconclusive", "invalid")
        number = {name: count(attributes.get(name, "0"), f"the number of {name}") for name in names}
        passed = number["total"] - number["errors"] - number["failures"] - number["inconclusive"]
        skipped = number["not-run"] - number["invalid"] + number["inconclusive"]
        errors = number["errors"] + number["invalid"]
        self.ready.append(Stated(Totals(max(passed, 0), number["failures"], errors, max(skipped, 0))))

    def _suite(self, attributes: Attributes) -> None:
        self._suites.append(attributes.get("name", "")[: self.limits.name])

    def _end_suite(self) -> None:
        self._suites.pop()

    def _case(self, attributes: Attributes) -> None:
        said = attributes.get("result", "")
        if said:
            outcome = _OUTCOMES.get(said, "error")
        elif attributes.get("executed") == "False":  # NUnit 2.4 and older name no result
            outcome = "skipped"
        else:
            outcome = "passed" if attributes.get("success") == "True" else "failed"
        self.ready.append(
            Case(
                attributes.get("name", "")[: self.limits.name],
                outcome,
                self._suites[-1] if self._suites else "",
                seconds=seconds(attributes.get("time")),
            )
        )
