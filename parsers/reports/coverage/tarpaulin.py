"""cargo-tarpaulin's JSON (`--out Json`): https://github.com/xd009642/tarpaulin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.json_fields import listing, mapping
from parsers.reports.model import Ratio, StatedCoverage
from parsers.reports.numbers import count, hits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits


def read(document: Any, limits: Limits) -> Iterator[CoverageItem]:
    """Files by path; the totals of newer versions as stated."""
    report = mapping(document, "the report")
    if "coverable" in report:
        ratio = Ratio(count(report.get("covered"), "covered"), count(report["coverable"], "coverable"))
        yield StatedCoverage("lines", ratio.percent, ratio)
    budget = Budget(limits)
    for position, held in enumerate(listing(report.get("files"), "files")):
        where = f"files[{position}]"
        yield _file(mapping(held, where), where, budget)


def _file(file: dict[str, Any], where: str, budget: Budget) -> CoverageItem:
    parts = [part for part in listing(file.get("path"), f"{where}.path") if isinstance(part, str)]
    lines = Lines("/".join(parts).replace("//", "/", 1), budget)
    for held in listing(file.get("traces"), f"{where}.traces"):
        trace = mapping(held, f"{where}.traces")
        stats = mapping(trace.get("stats"), f"{where}.traces.stats")
        if "Line" in stats:
            lines.line(trace.get("line"), hit=hits(stats["Line"], f"{where}.traces.stats.Line") > 0)
    return lines.ended()
