"""Cobertura XML, as Cobertura itself, coverage.py, coverlet, gcovr, PHPUnit and many more write it.

https://github.com/cobertura/cobertura/blob/master/cobertura/src/test/resources/dtds/coverage-04.dtd
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.items import CoverageItem, Source
from parsers.reports.model import Metric, Ratio, Refused, StatedCoverage
from parsers.reports.numbers import count, hits, share, shown
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_CONDITIONS = re.compile(r"\s*[0-9.,]+\s*%\s*\(([0-9]{1,9})\s*/\s*([0-9]{1,9})\)\s*")
_REMEMBERED = 20_000
"""Different texts of numbers whose value is kept: line numbers come again in every file."""


class Cobertura(XmlReader[CoverageItem]):
    """Files as their classes end; lines of methods are passed over, since the class has them again."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {
            "coverage": self._root,
            "source": lambda _: self.listen(),
            "class": self._class,
            "methods": self._methods,
            "line": self._line,
        }
        self.ends = {"source": self._end_source, "class": self._end_class, "methods": self._end_methods}
        self._budget = Budget(limits)
        self._lines: Lines | None = None
        self._class_lines: Lines | None = None
        self._branches = False
        self._numbers: dict[str, int] = {}
        self._hits: dict[str, bool] = {}

    def _root(self, attributes: Attributes) -> None:
        self._branches = "branches-valid" in attributes and attributes["branches-valid"] != "0"
        metrics: tuple[tuple[Metric, str, str], ...] = (
            ("lines", "line-rate", "lines"),
            ("branches", "branch-rate", "branches"),
        )
        for metric, rate, name in metrics:
            ratio = None
            if f"{name}-covered" in attributes and f"{name}-valid" in attributes:
                ratio = Ratio(
                    count(attributes[f"{name}-covered"], f"{name}-covered"),
                    count(attributes[f"{name}-valid"], f"{name}-valid"),
                )
            stated = share(attributes[rate], rate) if rate in attributes else None
            if stated is not None or ratio:
                self.ready.append(StatedCoverage(metric, stated, ratio))

    def _end_source(self) -> None:
        if path := self.heard():
            self.ready.append(Source(path))

    def _class(self, attributes: Attributes) -> None:
        self._class_lines = self._lines = Lines(attributes.get("filename", ""), self._budget)

    def _end_class(self) -> None:
        if self._class_lines is not None:
            self.ready.append(self._class_lines.ended(branches=self._branches))
        self._class_lines = self._lines = None

    def _methods(self, _: Attributes) -> None:
        self._lines = None

    def _end_methods(self) -> None:
        self._lines = self._class_lines

    def _line(self, attributes: Attributes) -> None:
        lines = self._lines
        if lines is None:
            return
        written, ran = attributes.get("number", ""), attributes.get("hits", "")
        number = self._numbers.get(written)
        if number is None or number >= len(lines.marks):
            number = self._number(written)
        hit = self._hits.get(ran)
        if hit is None:
            hit = self._hit(ran)
        here = lines.marks
        if hit:
            here[number] = 2
        elif not here[number]:
            here[number] = 1
        if attributes.get("branch") in {"true", "True"}:
            self._conditions(lines, number, attributes.get("condition-coverage", ""))

    def _number(self, written: str) -> int:
        """A line seen the first time in this file: checked, and room made for it."""
        assert self._lines is not None
        number = self._lines.line(written, hit=False)
        if len(self._numbers) < _REMEMBERED:
            self._numbers[written] = number
        return number

    def _hit(self, ran: str) -> bool:
        hit = hits(ran, "the hits of a line") > 0
        if len(self._hits) < _REMEMBERED:
            self._hits[ran] = hit
        return hit

    def _conditions(self, lines: Lines, number: int, said: str) -> None:
        found = _CONDITIONS.fullmatch(said)
        if found:
            covered, total = int(found[1]), int(found[2])
            if covered > total:
                raise Refused(f"the branches of a line are {shown(said)}")
            lines.conditions(number, covered, total)
        elif said:
            raise Refused(f"the branches of a line are {shown(said)}, not like '50% (1/2)'")
