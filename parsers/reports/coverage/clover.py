"""Clover XML, as OpenClover, PHPUnit and Istanbul write it: https://openclover.org/doc/manual/latest/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.items import CoverageItem
from parsers.reports.model import Metric, Ratio, StatedCoverage
from parsers.reports.numbers import count, hits
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_METRICS: tuple[tuple[Metric, str], ...] = (
    ("statements", "statements"),
    ("branches", "conditionals"),
    ("functions", "methods"),
    ("elements", "elements"),
)


class Clover(XmlReader[CoverageItem]):
    """Files as they end; the project's metrics as stated. Lines are those of statements and conditions."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {
            "project": self._part,
            "testproject": self._test_project,
            "package": self._part,
            "class": self._part,
            "file": self._file,
            "line": self._line,
            "metrics": self._metrics,
        }
        self.ends = dict.fromkeys(("project", "package", "class"), self._end_part)
        self.ends |= {"file": self._end_file, "testproject": self._end_test_project}
        self._budget = Budget(limits)
        self._parts = 0
        self._test = False
        self._lines: Lines | None = None

    def _part(self, _: Attributes) -> None:
        self._parts += 1

    def _end_part(self) -> None:
        self._parts -= 1

    def _test_project(self, _: Attributes) -> None:
        self._test = True

    def _end_test_project(self) -> None:
        self._test = False

    def _file(self, attributes: Attributes) -> None:
        if not self._test:
            path = attributes.get("path") or attributes.get("name", "")
            self._lines = Lines(path, self._budget)

    def _line(self, attributes: Attributes) -> None:
        kind = attributes.get("type")
        if self._lines is None or kind == "method":
            return
        true_ran, false_ran = (hits(attributes.get(name, "0"), name) for name in ("truecount", "falsecount"))
        ran = hits(attributes.get("count", "0"), "count") + true_ran + false_ran
        number = self._lines.line(attributes.get("num"), hit=ran > 0)
        if kind == "cond":
            self._lines.branches(number, (true_ran > 0) + (false_ran > 0), 2)
        else:
            self._lines.statement(number, int(ran > 0), 1)

    def _metrics(self, attributes: Attributes) -> None:
        if self._lines is None and self._parts == 1 and not self._test:
            for metric, name in _METRICS:
                if name in attributes:
                    ratio = _ratio(attributes, name)
                    self.ready.append(StatedCoverage(metric, ratio.percent, ratio))
        elif self._lines is not None and "methods" in attributes:
            self._lines.functions = _ratio(attributes, "methods")

    def _end_file(self) -> None:
        if self._lines is not None:
            self.ready.append(self._lines.ended())
        self._lines = None


def _ratio(attributes: Attributes, name: str) -> Ratio:
    return Ratio(
        count(attributes.get(f"covered{name}", "0"), f"covered{name}"), count(attributes.get(name), name)
    )
