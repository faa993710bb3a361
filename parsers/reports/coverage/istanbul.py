"""Istanbul's coverage objects (coverage-final.json, nyc): https://github.com/gotwarlost/istanbul/blob/master/coverage.json.md.

A line counts as Istanbul counts it: the line where a statement starts, reached if one of its statements ran.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.json_fields import listing, mapping, words
from parsers.reports.model import Ratio
from parsers.reports.numbers import hits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits


def read(document: Any, limits: Limits) -> Iterator[CoverageItem]:
    """Files by path."""
    budget = Budget(limits)
    for path, held in mapping(document, "the report").items():
        where = path[:100]
        file = mapping(held, where)
        inner = mapping(file.get("data", file), where)  # istanbul-lib-coverage may wrap a file's object
        yield _file(words(inner.get("path"), limits.name) or path, inner, budget, where)


def _file(path: str, file: dict[str, Any], budget: Budget, where: str) -> CoverageItem:
    lines = Lines(path, budget)
    ran = mapping(file.get("s"), f"{where}.s")
    for position, (key, place) in enumerate(
        mapping(file.get("statementMap"), f"{where}.statementMap").items()
    ):
        start = mapping(mapping(place, f"{where}.statementMap").get("start"), f"{where}.statementMap.start")
        hit = hits(ran.get(key), f"{where}.s[{key[:20]}]") > 0
        lines.line(start.get("line"), hit=hit)
        lines.statement(position, int(hit), 1)
    for position, (key, arms) in enumerate(mapping(file.get("b", {}), f"{where}.b").items()):
        counts = [hits(arm, f"{where}.b[{key[:20]}]") for arm in listing(arms, f"{where}.b[{key[:20]}]")]
        lines.branches(position, sum(number > 0 for number in counts), len(counts))
    functions = [hits(number, f"{where}.f") for number in mapping(file.get("f", {}), f"{where}.f").values()]
    lines.functions = Ratio(sum(number > 0 for number in functions), len(functions))
    return lines.ended(branches="b" in file)
