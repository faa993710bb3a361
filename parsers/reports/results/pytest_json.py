"""pytest-json-report: https://github.com/numirias/pytest-json-report#format."""

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
    "xpassed": "passed",
    "failed": "failed",
    "error": "error",
    "skipped": "skipped",
    "xfailed": "skipped",
}


def read(document: Any, limits: Limits) -> Iterator[TestItem]:
    """Cases; a test that failed as expected counts as skipped, as in pytest's JUnit files."""
    report = mapping(document, "the report")
    summary = mapping(report.get("summary", {}), "summary")
    if "total" in summary:
        number = {name: count(summary.get(name, 0), f"summary.{name}") for name in _OUTCOMES}
        yield Stated(
            Totals(
                number["passed"] + number["xpassed"],
                number["failed"],
                number["error"],
                number["skipped"] + number["xfailed"],
            )
        )
    for position, test in enumerate(listing(report.get("tests"), "tests")):
        yield _case(mapping(test, f"tests[{position}]"), limits)


def _case(test: dict[str, Any], limits: Limits) -> Case:
    file, _, name = words(test.get("nodeid"), limits.name).partition("::")
    class_name, _, method = name.partition("[")[0].rpartition("::")
    stages = [stage for key in ("setup", "call", "teardown") if isinstance(stage := test.get(key), dict)]
    took = [seconds(stage.get("duration")) for stage in stages]
    return Case(
        method + name[len(name.partition("[")[0]) :],
        _OUTCOMES.get(words(test.get("outcome"), 20), "error"),
        file,
        class_name,
        tidy(file),
        sum(part for part in took if part is not None) if took else None,
    )
