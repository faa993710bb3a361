"""coverage.py's JSON report: https://coverage.readthedocs.io/en/latest/commands/cmd_json.html."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.json_fields import listing, mapping
from parsers.reports.model import Ratio, Refused, StatedCoverage
from parsers.reports.numbers import count, percent, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits


def read(document: Any, limits: Limits) -> Iterator[CoverageItem]:
    """Files by path; `percent_covered` mixes lines and branches, so it is stated as `total`."""
    report = mapping(document, "the report")
    if "totals" in report:
        yield from _totals(mapping(report["totals"], "totals"))
    budget = Budget(limits)
    for path, file in mapping(report.get("files"), "files").items():
        yield _file(path, mapping(file, f"files[{path[:100]!r}]"), budget).ended(
            branches="executed_branches" in file
        )


def _totals(totals: dict[str, Any]) -> Iterator[CoverageItem]:
    if "percent_covered" in totals:
        yield StatedCoverage("total", percent(totals["percent_covered"], "totals.percent_covered"))
    lines = Ratio(
        count(totals.get("covered_lines"), "totals.covered_lines"),
        count(totals.get("num_statements"), "totals.num_statements"),
    )
    yield StatedCoverage("lines", lines.percent, lines)
    if totals.get("num_branches") is not None:
        branches = Ratio(
            count(totals.get("covered_branches"), "totals.covered_branches"),
            count(totals["num_branches"], "totals.num_branches"),
        )
        yield StatedCoverage("branches", branches.percent, branches)


def _file(path: str, file: dict[str, Any], budget: Budget) -> Lines:
    lines = Lines(path, budget)
    for name, hit in (("executed_lines", True), ("missing_lines", False)):
        for line in listing(file.get(name), f"{path[:100]}.{name}"):
            lines.line(line, hit=hit)
    reached = Counter(_origins(file, path, "executed_branches"))
    missed = Counter(_origins(file, path, "missing_branches"))
    for line in reached.keys() | missed.keys():
        lines.branches(lines.number(line), reached[line], reached[line] + missed[line])
    return lines


def _origins(file: dict[str, Any], path: str, name: str) -> Iterator[int]:
    """The lines that branches leave from."""
    for branch in listing(file.get(name), f"{path[:100]}.{name}"):
        if not isinstance(branch, list) or len(branch) != 2:
            raise Refused(
                f"a branch of {path[:100]} is {shown(branch)}, not two lines", where=f"files.{name}"
            )
        yield count(branch[0], "a branch's line")
