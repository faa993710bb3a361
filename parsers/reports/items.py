"""What a format's reader gives out as it goes, before it is folded into a report."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.reports.model import Case, FileCoverage, Problem, StatedCoverage, Totals


@dataclass(frozen=True, slots=True)
class Stated:
    """Totals as the tool itself states them for the whole run; several are added up."""

    totals: Totals


@dataclass(frozen=True, slots=True)
class Broken:
    """A problem that means the report is not whole: a run cut short, a suite that did not start."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Source:
    """A folder that the paths of a coverage report may be relative to."""

    path: str


TestItem = Case | Stated | Broken | Problem
CoverageItem = FileCoverage | StatedCoverage | Source | Broken | Problem
