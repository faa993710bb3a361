"""Xcode's coverage as JSON: `xcrun xccov view --report --json` (see `man xccov`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.coverage.lines_of import Budget
from parsers.reports.json_fields import listing, mapping, words
from parsers.reports.model import FileCoverage, Ratio, StatedCoverage
from parsers.reports.numbers import count, share
from parsers.reports.paths import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits


def read(document: Any, limits: Limits) -> Iterator[CoverageItem]:
    """Files of all targets, and the total as stated."""
    report = mapping(document, "the report")
    if "lineCoverage" in report:
        ratio = _ratio(report, "the report") if "executableLines" in report else None
        yield StatedCoverage("lines", share(report["lineCoverage"], "lineCoverage"), ratio)
    budget = Budget(limits)
    for position, held in enumerate(listing(report.get("targets"), "targets")):
        where = f"targets[{position}]"
        for index, file in enumerate(listing(mapping(held, where).get("files"), f"{where}.files")):
            budget.file()
            yield _file(mapping(file, f"{where}.files[{index}]"), f"{where}.files[{index}]", limits)


def _file(file: dict[str, Any], where: str, limits: Limits) -> FileCoverage:
    functions = [
        mapping(held, f"{where}.functions") for held in listing(file.get("functions"), f"{where}.functions")
    ]
    ran = [
        count(function.get("executionCount", 0), f"{where}.executionCount", 1 << 64) for function in functions
    ]
    return FileCoverage(
        tidy(words(file.get("path") or file.get("name"), limits.name)),
        lines=_ratio(file, where),
        functions=Ratio(sum(number > 0 for number in ran), len(ran)) if "functions" in file else None,
    )


def _ratio(held: dict[str, Any], where: str) -> Ratio:
    return Ratio(
        count(held.get("coveredLines"), f"{where}.coveredLines"),
        count(held.get("executableLines"), f"{where}.executableLines"),
    )
