"""`llvm-cov export` JSON, also of cargo-llvm-cov and Swift: https://llvm.org/docs/CommandGuide/llvm-cov.html#llvm-cov-export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.json_fields import listing, mapping, words
from parsers.reports.model import FileCoverage, Metric, Ratio, Refused, StatedCoverage
from parsers.reports.numbers import count
from parsers.reports.paths import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits

_METRICS: tuple[Metric, ...] = ("lines", "functions", "regions", "branches")


def read(document: Any, limits: Limits) -> Iterator[CoverageItem]:
    """Summaries per file and the totals as stated. Lines are not marked, so shards join by the most."""
    for position, held in enumerate(listing(mapping(document, "the report").get("data"), "data")):
        where = f"data[{position}]"
        export = mapping(held, where)
        for metric, ratio in _ratios(mapping(export.get("totals", {}), f"{where}.totals"), where).items():
            yield StatedCoverage(metric, ratio.percent, ratio)
        for index, file in enumerate(listing(export.get("files"), f"{where}.files")):
            if index >= limits.files:
                raise Refused(f"there are more than {limits.files:,} files")
            yield _file(mapping(file, f"{where}.files[{index}]"), f"{where}.files[{index}]", limits)


def _file(file: dict[str, Any], where: str, limits: Limits) -> CoverageItem:
    ratios = _ratios(mapping(file.get("summary"), f"{where}.summary"), where)
    return FileCoverage(
        tidy(words(file.get("filename"), limits.name)),
        lines=ratios.get("lines"),
        branches=ratios.get("branches"),
        functions=ratios.get("functions"),
    )


def _ratios(summary: dict[str, Any], where: str) -> dict[Metric, Ratio]:
    found = {}
    for name in _METRICS:
        if name in summary:
            metric = mapping(summary[name], f"{where}.{name}")
            covered = count(metric.get("covered"), f"{where}.{name}.covered")
            found[name] = Ratio(covered, count(metric.get("count"), f"{where}.{name}.count"))
    return found
