"""SimpleCov's .last_run.json: the percentages of the last run, and no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.json_fields import mapping
from parsers.reports.model import Metric, Refused, StatedCoverage
from parsers.reports.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits

_METRICS: tuple[tuple[str, Metric], ...] = (
    ("line", "lines"),
    ("covered_percent", "lines"),  # before version 0.21
    ("branch", "branches"),
)


def read(document: Any, _limits: Limits) -> Iterator[CoverageItem]:
    """What it states."""
    result = mapping(mapping(document, "the report").get("result"), "result")
    found = [(metric, name) for name, metric in _METRICS if name in result]
    if not found:
        raise Refused("result names no percentage", where="result")
    for metric, name in found:
        yield StatedCoverage(metric, percent(result[name], f"result.{name}"))
