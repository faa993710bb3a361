"""Cobertura XML, as Cobertura itself, coverage.py, coverlet, gcovr, PHPUnit and many more write it.

https://github.com/cobertura/cobertura/blob/master/cobertura/src/test/resources/dtds/coverage-04.dtd
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.items import CoverageItem, Source
from parsers.reports.marks import HIT, MISSED
from parsers.reports.model import Metric, Ratio, Refused, StatedCoverage
from parsers.reports.numbers import count, hits, share, shown
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_CONDITIONS = re.compile(r"\s*[0-9.,]+\s*%\s*\(([0-9]{1,9})\s*/\s*([0-9]{1,9})\)\s*")
_TRUE = ("true", "True")
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
        self._marks: bytearray | None = None
        self._branches = False
        self._numbers: dict[str, int] = {}
        self._hits: dict[str, bool] = {}
        self._conditions: dict[str, tuple[int, int]] = {}

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
        self._lines = Lines(attributes.get("filename", ""), self._budget)
        self._marks = self._lines.marks

    def _end_class(self) -> None:
        if self._lines is not None:
            self.ready.append(self._lines.ended(branches=self._branches))
        self._lines = self._marks = None

    def _methods(self, _: Attributes) -> None:
        self._marks = None

    def _end_methods(self) -> None:
        self._marks = self._lines.marks if self._lines is not None else None

    def _line(self, attributes: Attributes) -> None:
        """Runs for every line: what the same texts meant before is remembered, all else looked at closely."""
        here = self._marks
        if here is None:
            return
        try:
            number = self._numbers[attributes["number"]]
            if self._hits[attributes["hits"]]:
                here[number] = HIT
            elif not here[number]:
                here[number] = MISSED
        except (KeyError, IndexError):
            number = self._seen_first(attributes.get("number", ""), attributes.get("hits", ""))
        if len(attributes) > 2 and attributes.get("branch") in _TRUE:
            said = attributes.get("condition-coverage", "")
            conditions = self._conditions.get(said) or self._read_conditions(said)
            if conditions is not None:
                assert self._lines is not None
                self._lines.conditions(number, *conditions)

    def _seen_first(self, written: str, ran: str) -> int:
        """A line with a text not seen before, or beyond those seen in this file: checked, and room made."""
        assert self._lines is not None
        hit = hits(ran, "the hits of a line") > 0
        number = self._lines.line(written, hit=hit)
        if len(self._numbers) < _REMEMBERED:
            self._numbers[written] = number
        if len(self._hits) < _REMEMBERED:
            self._hits[ran] = hit
        return number

    def _read_conditions(self, said: str) -> tuple[int, int] | None:
        """Covered and total of a text like "50% (1/2)"; None where there is none."""
        if not said:
            return None
        found = _CONDITIONS.fullmatch(said)
        if found is None or int(found[1]) > int(found[2]):
            raise Refused(f"the branches of a line are {shown(said)}, not like '50% (1/2)'")
        conditions = int(found[1]), int(found[2])
        if len(self._conditions) < _REMEMBERED:
            self._conditions[said] = conditions
        return conditions
