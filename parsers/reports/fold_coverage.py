"""Files folded into one coverage report: a file that stands several times is joined."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from parsers.reports import marks, packed
from parsers.reports.items import Broken, CoverageItem, Source
from parsers.reports.model import CoverageReport, FileCoverage, Problem, Ratio, Refused, StatedCoverage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.reports.limits import Limits

_MOST_SOURCES = 100
_JOIN_COST = 50_000_000
"""Bytes looked at while joining; a file in thousands of parts would else cost its size as often."""


def folded(name: str, items: Iterable[CoverageItem], limits: Limits) -> CoverageReport:
    """The report; a refusal on the way ends it, with what was read until then."""
    seen = _Seen(limits)
    try:
        for item in items:
            seen.take(item)
    except Refused as refused:
        seen.take(Broken(refused.problem))
    return seen.report(name)


def joined(first: FileCoverage, second: FileCoverage) -> FileCoverage:
    """One file measured twice: line by line where both say so, else the better totals of each metric."""
    line_marks = marks.joined(first.line_marks, second.line_marks)
    branch_arms = packed.joined((first.branch_arms, second.branch_arms))
    statement_arms = packed.joined((first.statement_arms, second.statement_arms))
    return FileCoverage(
        first.path,
        lines=marks.ratio(line_marks) if line_marks else better(first.lines, second.lines),
        branches=packed.ratio(branch_arms) if branch_arms else better(first.branches, second.branches),
        statements=packed.ratio(statement_arms)
        if statement_arms
        else better(first.statements, second.statements),
        functions=better(first.functions, second.functions),
        line_marks=line_marks,
        branch_arms=branch_arms,
        statement_arms=statement_arms,
    )


def better(first: Ratio | None, second: Ratio | None) -> Ratio | None:
    """The one that covers more, of those that there are; of equals the larger."""
    there = [ratio for ratio in (first, second) if ratio is not None]
    return max(there, key=lambda ratio: (ratio.covered, ratio.total)) if there else None


def total(ratios: Iterable[Ratio | None]) -> Ratio | None:
    """Added up; None if none is there."""
    there = [ratio for ratio in ratios if ratio is not None]
    return reduce(add, there) if there else None


class _Seen:
    """What has been read so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._files: dict[str, FileCoverage] = {}
        self._stated: list[StatedCoverage] = []
        self._sources: list[str] = []
        self._problems: list[Problem] = []
        self._complete = True
        self._cost = 0

    def take(self, item: CoverageItem) -> None:
        if isinstance(item, FileCoverage):
            self._file(item)
        elif isinstance(item, StatedCoverage):
            self._stated.append(item)
        elif isinstance(item, Source):
            if len(self._sources) < _MOST_SOURCES:
                self._sources.append(item.path)
        else:
            self._complete = self._complete and not isinstance(item, Broken)
            if len(self._problems) < self._limits.problems:
                self._problems.append(item.problem if isinstance(item, Broken) else item)

    def _file(self, file: FileCoverage) -> None:
        before = self._files.get(file.path)
        if before is not None:
            self._cost += len(before.line_marks) + len(before.branch_arms) + len(before.statement_arms)
            if self._cost > _JOIN_COST:
                raise Refused(f"the file {file.path[:100]} stands there too often", where=file.path[:200])
            file = joined(before, file)
        self._files[file.path] = file

    def report(self, name: str) -> CoverageReport:
        files = tuple(self._files[path] for path in sorted(self._files))
        return CoverageReport(
            format=name,
            files=files,
            lines=total(file.lines for file in files),
            branches=total(file.branches for file in files),
            statements=total(file.statements for file in files),
            functions=total(file.functions for file in files),
            stated=tuple(self._stated),
            sources=tuple(self._sources),
            problems=tuple(self._problems),
            complete=self._complete,
        )
