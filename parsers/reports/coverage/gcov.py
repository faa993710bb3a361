"""gcov's JSON (`gcov --json-format`): https://gcc.gnu.org/onlinedocs/gcc/Invoking-Gcov.html."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.items import CoverageItem, Source
from parsers.reports.json_fields import listing, mapping, words
from parsers.reports.model import Ratio
from parsers.reports.numbers import hits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.limits import Limits


def read(document: Any, limits: Limits) -> Iterator[CoverageItem]:
    """Files; a line of a template stands once per instance and is reached if it is in one."""
    report = mapping(document, "the report")
    if folder := words(report.get("current_working_directory"), limits.name):
        yield Source(folder)
    budget = Budget(limits)
    for position, held in enumerate(listing(report.get("files"), "files")):
        where = f"files[{position}]"
        yield _file(mapping(held, where), where, budget)


def _file(file: dict[str, Any], where: str, budget: Budget) -> CoverageItem:
    lines = Lines(words(file.get("file"), budget.limits.name), budget)
    for held in listing(file.get("lines"), f"{where}.lines"):
        line = mapping(held, f"{where}.lines")
        number = lines.line(line.get("line_number"), hit=hits(line.get("count"), f"{where}.count") > 0)
        arms = [
            mapping(arm, f"{where}.branches") for arm in listing(line.get("branches"), f"{where}.branches")
        ]
        reached = sum(hits(arm.get("count"), f"{where}.branches.count") > 0 for arm in arms)
        if arms:
            lines.branches(number, reached, len(arms))
    functions = [
        mapping(function, f"{where}.functions")
        for function in listing(file.get("functions"), f"{where}.functions")
    ]
    ran = [hits(function.get("execution_count"), f"{where}.execution_count") for function in functions]
    lines.functions = Ratio(sum(number > 0 for number in ran), len(ran))
    return lines.ended()
