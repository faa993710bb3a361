"""Visual Studio test results (TRX): the TeamTest 2010 schema that `dotnet test --logger trx` writes.

https://learn.microsoft.com/dotnet/core/tools/dotnet-test#filter-option-details names the logger; the schema
ships with Visual Studio (vstst.xsd).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.reports.items import Broken, Stated, TestItem
from parsers.reports.model import Case, Outcome, Problem, Totals
from parsers.reports.numbers import count
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_OUTCOMES: dict[str, Outcome] = {
    "Passed": "passed",
    "Completed": "passed",
    "Warning": "passed",
    "PassedButRunAborted": "passed",
    "Failed": "failed",
    "Error": "error",
    "Timeout": "error",
    "Aborted": "error",
    "Disconnected": "error",
    "NotExecuted": "skipped",
    "NotRunnable": "skipped",
    "Inconclusive": "skipped",
    "Pending": "skipped",
    "": "passed",
}
"""The schema's default, without an outcome, is a pass."""
_DURATION = re.compile(r"([0-9]{1,6}):([0-5][0-9]):([0-5][0-9](?:\.[0-9]{1,9})?)")


class Trx(XmlReader[TestItem]):
    """Cases as their results end; rows of a data-driven test count, the test around them does not."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {
            "UnitTestResult": self._result,
            "InnerResults": self._inner,
            "Counters": self._counters,
            "ResultSummary": self._summary,
        }
        self.ends = {"UnitTestResult": self._end_result}
        self._open: list[Attributes | None] = []

    def _result(self, attributes: Attributes) -> None:
        self._open.append(attributes)

    def _inner(self, _: Attributes) -> None:
        if self._open:
            self._open[-1] = None

    def _end_result(self) -> None:
        attributes = self._open.pop()
        if attributes is None:
            return
        most = self.limits.name
        name = attributes.get("testName", "")[:most]
        qualified, _, method = name.partition("(")[0].rpartition(".")
        self.ready.append(
            Case(
                method + name[len(qualified) + 1 + len(method) :] if qualified else name,
                _OUTCOMES.get(attributes.get("outcome", ""), "error"),
                qualified,
                qualified,
                seconds=_seconds(attributes.get("duration", "")),
            )
        )

    def _counters(self, attributes: Attributes) -> None:
        number = {
            name: count(attributes.get(name, "0"), f"the number of {name}")
            for name in ("total", "passed", "failed", "error", "timeout", "aborted")
        }
        errors = number["error"] + number["timeout"] + number["aborted"]
        rest = number["total"] - number["passed"] - number["failed"] - errors
        self.ready.append(Stated(Totals(number["passed"], number["failed"], errors, max(rest, 0))))

    def _summary(self, attributes: Attributes) -> None:
        if attributes.get("outcome") in {"Aborted", "Error", "Timeout", "Disconnected"}:
            self.ready.append(
                Broken(Problem("the run says it was cut short", self.expat.CurrentLineNumber, 1))
            )


def _seconds(duration: str) -> float | None:
    found = _DURATION.fullmatch(duration)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else None
