"""Istanbul's json-summary: https://istanbul.js.org/docs/advanced/alternative-reporters/#json-summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.json_fields import mapping
from parsers.reports.model import FileCoverage, Metric, Ratio, Refused, StatedCoverage
from parsers.reports.numbers import count, percent
from parsers.reports.paths import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits

_METRICS: tuple[Metric, ...] = ("lines", "statements", "functions", "branches")


def read(document: Any, limits: Limits) -> Iterator[CoverageItem]:
    """Totals per file, and the total as stated."""
    files = mapping(document, "the report")
    if len(files) > limits.files:
        raise Refused(f"there are more than {limits.files:,} files")
    for path, held in files.items():
        where = path[:100]
        metrics = mapping(held, where)
        ratios = {name: _ratio(metrics[name], f"{where}.{name}") for name in _METRICS if name in metrics}
        if path == "total":
            for name, ratio in ratios.items():
                yield StatedCoverage(name, _stated(metrics[name], f"total.{name}"), ratio)
        else:
            yield FileCoverage(
                tidy(path[: limits.name]),
                lines=ratios.get("lines"),
                branches=ratios.get("branches"),
                statements=ratios.get("statements"),
                functions=ratios.get("functions"),
            )


def _ratio(held: Any, where: str) -> Ratio:
    metric = mapping(held, where)
    ratio = Ratio(
        count(metric.get("covered"), f"{where}.covered"), count(metric.get("total"), f"{where}.total")
    )
    if ratio.covered > ratio.total:
        raise Refused(f"{where} covers {ratio.covered} of {ratio.total}", where=where)
    return ratio


def _stated(metric: dict[str, Any], where: str) -> float | None:
    """The percentage; Istanbul writes "Unknown" of nothing."""
    return None if metric.get("pct") == "Unknown" else percent(metric.get("pct"), f"{where}.pct")
