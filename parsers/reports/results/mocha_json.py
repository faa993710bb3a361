"""Mocha's JSON reporter: https://mochajs.org/#json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.items import Stated, TestItem
from parsers.reports.json_fields import listing, mapping, words
from parsers.reports.model import Case, Outcome, Totals
from parsers.reports.numbers import count, seconds
from parsers.reports.paths import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.limits import Limits

_LISTS: tuple[tuple[str, Outcome], ...] = (
    ("passes", "passed"),
    ("failures", "failed"),
    ("pending", "skipped"),
)


def read(document: Any, limits: Limits) -> Iterator[TestItem]:
    """Cases from the lists by outcome; a failed hook stands among the failures, as Mocha counts it."""
    report = mapping(document, "the report")
    stats = mapping(report.get("stats"), "stats")
    number = {name: count(stats.get(name, 0), f"stats.{name}") for name, _ in _LISTS}
    yield Stated(Totals(number["passes"], number["failures"], 0, number["pending"]))
    for name, outcome in _LISTS:
        for position, test in enumerate(listing(report.get(name), name)):
            yield _case(mapping(test, f"{name}[{position}]"), outcome, limits)


def _case(test: dict[str, Any], outcome: Outcome, limits: Limits) -> Case:
    title, full = words(test.get("title"), limits.name), words(test.get("fullTitle"), limits.name)
    suite = full.removesuffix(title).strip() if title else ""
    file = tidy(words(test.get("file"), limits.name))
    return Case(title or full, outcome, suite, suite, file, seconds(test.get("duration"), 0.001))
