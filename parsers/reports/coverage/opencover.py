"""OpenCover XML, as OpenCover and coverlet write it: https://github.com/OpenCover/opencover/wiki/Reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.items import CoverageItem
from parsers.reports.model import Metric, Ratio, StatedCoverage
from parsers.reports.numbers import count, hits
from parsers.reports.xml_source import Attributes, XmlReader

if TYPE_CHECKING:
    from parsers.reports.limits import Limits

_METRICS: tuple[tuple[Metric, str, str], ...] = (
    ("statements", "visitedSequencePoints", "numSequencePoints"),
    ("branches", "visitedBranchPoints", "numBranchPoints"),
    ("functions", "visitedMethods", "numMethods"),
)


class OpenCover(XmlReader[CoverageItem]):
    """Files as their module ends; a sequence point is a statement, a line is reached if one of them is."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.starts = {
            "Summary": self._summary,
            "Module": self._module,
            "File": self._file,
            "FileRef": self._file_of_method,
            "SequencePoint": self._point,
            "BranchPoint": self._branch,
        }
        self.ends = {"Module": self._end_module}
        self._budget = Budget(limits)
        self._files: dict[str, Lines] = {}
        self._method_file = ""
        self._inside = False

    def _module(self, _: Attributes) -> None:
        self._inside = True

    def _summary(self, attributes: Attributes) -> None:
        if self._inside:
            return
        for metric, visited, number in _METRICS:
            if number in attributes:
                ratio = Ratio(count(attributes.get(visited), visited), count(attributes[number], number))
                self.ready.append(StatedCoverage(metric, ratio.percent, ratio))

    def _file(self, attributes: Attributes) -> None:
        self._files[attributes.get("uid", "")] = Lines(attributes.get("fullPath", ""), self._budget)

    def _file_of_method(self, attributes: Attributes) -> None:
        self._method_file = attributes.get("uid", "")

    def _point(self, attributes: Attributes) -> None:
        lines = self._files.get(attributes.get("fileid", self._method_file))
        if lines is None or attributes.get("sl") in {None, "0"}:
            return  # code that the compiler made
        hit = hits(attributes.get("vc"), "vc") > 0
        number = lines.line(attributes["sl"], hit=hit)
        column = count(attributes.get("sc", "0"), "sc", 4_095)
        lines.statement(number << 12 & 0xFFFFFFFF | column, int(hit), 1)

    def _branch(self, attributes: Attributes) -> None:
        lines = self._files.get(attributes.get("fileid", self._method_file))
        if lines is not None and attributes.get("sl") not in {None, "0"}:
            lines.branches(lines.number(attributes["sl"]), int(hits(attributes.get("vc"), "vc") > 0), 1)

    def _end_module(self) -> None:
        self.ready += [lines.ended() for lines in self._files.values() if lines.marks]
        self._files.clear()
        self._inside = False
