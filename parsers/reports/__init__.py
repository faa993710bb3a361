"""Test and coverage reports: bytes in, totals out; one file per format, bounded, safe with hostile input."""

from parsers.reports.limits import ArchiveLimits, Limits
from parsers.reports.model import (
    Case,
    CoverageReport,
    FileCoverage,
    Problem,
    Ratio,
    Report,
    StatedCoverage,
    Suite,
    TestReport,
    Totals,
    Unread,
)
from parsers.reports.reading import cases, read

__all__ = [
    "ArchiveLimits",
    "Case",
    "CoverageReport",
    "FileCoverage",
    "Limits",
    "Problem",
    "Ratio",
    "Report",
    "StatedCoverage",
    "Suite",
    "TestReport",
    "Totals",
    "Unread",
    "cases",
    "read",
]
