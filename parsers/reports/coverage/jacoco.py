"""JaCoCo XML: https://www.jacoco.org/jacoco/trunk/coverage/report.dtd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.items import CoverageItem
from parsers.reports.model import Metric, Ratio, StatedCoverage
from parsers.reports.numbers import count
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_METRICS: dict[str, Metric] = {
    "INSTRUCTION": "instructions",
    "LINE": "lines",
    "BRANCH": "branches",
    "METHOD": "functions",
}


class Jacoco(XmlReader[CoverageItem]):
    """Source files as they end, package and name joined; counters of the report as stated."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {
            "group": self._part,
            "package": self._package,
            "class": self._part,
            "sourcefile": self._file,
            "line": self._line,
            "counter": self._counter,
        }
        self.ends = dict.fromkeys(("group", "package", "class"), self._end_part)
        self.ends["sourcefile"] = self._end_file
        self._budget = Budget(limits)
        self._parts = 0
        self._in_package = ""
        self._lines: Lines | None = None

    def _part(self, _: Attributes) -> None:
        self._parts += 1

    def _end_part(self) -> None:
        self._parts -= 1

    def _package(self, attributes: Attributes) -> None:
        self._part(attributes)
        self._in_package = attributes.get("name", "")

    def _file(self, attributes: Attributes) -> None:
        name = attributes.get("name", "")
        self._lines = Lines(f"{self._in_package}/{name}" if self._in_package else name, self._budget)

    def _line(self, attributes: Attributes) -> None:
        if self._lines is None:
            return
        hit = count(attributes.get("ci"), "ci") > 0
        number = self._lines.line(attributes.get("nr"), hit=hit)
        covered = count(attributes.get("cb", "0"), "cb")
        total = covered + count(attributes.get("mb", "0"), "mb")
        if total:
            self._lines.branches(number, covered, total)

    def _counter(self, attributes: Attributes) -> None:
        metric = _METRICS.get(attributes.get("type", ""))
        if metric is None:
            return
        covered = count(attributes.get("covered"), "covered")
        ratio = Ratio(covered, covered + count(attributes.get("missed"), "missed"))
        if self._lines is not None:
            if metric == "functions":
                self._lines.functions = ratio
        elif not self._parts:
            self.ready.append(StatedCoverage(metric, ratio.percent, ratio))

    def _end_file(self) -> None:
        assert self._lines is not None
        self.ready.append(self._lines.ended())
        self._lines = None
