"""SimpleCov's .resultset.json and coverage.json: https://github.com/simplecov-ruby/simplecov.

A line's entry is null where nothing can run, else how often it ran; several commands (RSpec, Cucumber) are
joined.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.json_fields import listing, mapping
from parsers.reports.numbers import count, hits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits

_CONDITION = re.compile(r"\[?:?\"?[a-z_&.]+\"?, *[0-9]+, *([0-9]{1,9}),.*")


def read(document: Any, limits: Limits) -> Iterator[CoverageItem]:
    """Files by path, once per command; the report joins them."""
    budget = Budget(limits)
    report = mapping(document, "the report")
    results = (
        [report] if "coverage" in report else [mapping(held, name[:100]) for name, held in report.items()]
    )
    for result in results:
        for path, held in mapping(result.get("coverage"), "coverage").items():
            file = held if isinstance(held, dict) else {"lines": held}  # a bare list before version 0.18
            yield _file(path, file, budget)


def _file(path: str, file: dict[str, Any], budget: Budget) -> CoverageItem:
    lines = Lines(path, budget)
    where = path[:100]
    for number, ran in enumerate(listing(file.get("lines"), f"{where}.lines"), 1):
        if ran is not None and ran != "ignored":
            lines.line(number, hit=hits(ran, f"{where} line {number}") > 0)
    branches = file.get("branches")
    if isinstance(branches, list):  # coverage.json: one entry an arm
        for arm in branches:
            _arm(lines, mapping(arm, f"{where}.branches"), where)
    else:
        for condition, arms in mapping(branches or {}, f"{where}.branches").items():
            found = _CONDITION.fullmatch(condition)
            counts = [hits(ran, f"{where}.branches") for ran in mapping(arms, f"{where}.branches").values()]
            line = lines.number(found[1]) if found else 0
            lines.branches(line, sum(ran > 0 for ran in counts), len(counts))
    return lines.ended(branches=branches is not None)


def _arm(lines: Lines, arm: dict[str, Any], where: str) -> None:
    ran = arm.get("coverage")
    if ran != "ignored":
        line = count(arm.get("report_line", arm.get("start_line", 0)), f"{where}.branches.start_line")
        lines.branches(lines.number(line), int(hits(ran, f"{where}.branches.coverage") > 0), 1)
