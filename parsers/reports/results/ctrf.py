"""Common Test Report Format: https://github.com/ctrf-io/ctrf/blob/main/schema/ctrf.schema.json."""

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

_OUTCOMES: dict[str, Outcome] = {
    "passed": "passed",
    "failed": "failed",
    "skipped": "skipped",
    "pending": "skipped",
    "other": "skipped",
}


def read(document: Any, limits: Limits) -> Iterator[TestItem]:
    """Cases, and the summary as stated; `other` is an outcome that is neither, so it counts as skipped."""
    results = mapping(mapping(document, "the report").get("results"), "results")
    if "summary" in results:
        summary = mapping(results["summary"], "results.summary")
        number = {name: count(summary.get(name, 0), f"results.summary.{name}") for name in _OUTCOMES}
        skipped = number["skipped"] + number["pending"] + number["other"]
        yield Stated(Totals(number["passed"], number["failed"], 0, skipped))
    for position, test in enumerate(listing(results.get("tests"), "results.tests")):
        yield _case(mapping(test, f"results.tests[{position}]"), limits)


def _case(test: dict[str, Any], limits: Limits) -> Case:
    suite = test.get("suite")
    trail = suite if isinstance(suite, list) else [suite]  # a list since version 0.0.10 of the format
    named = " ".join(part for part in trail if isinstance(part, str))[: limits.name]
    return Case(
        words(test.get("name"), limits.name),
        _OUTCOMES.get(words(test.get("status"), 20), "error"),
        named,
        named,
        tidy(words(test.get("filePath"), limits.name)),
        seconds(test.get("duration"), 0.001),
    )
