"""Jest's `--json` and Vitest's json reporter: https://jestjs.io/docs/configuration#testresultsprocessor-string."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.reports.items import Broken, Stated, TestItem
from parsers.reports.json_fields import listing, mapping, words
from parsers.reports.model import Case, Outcome, Problem, Totals
from parsers.reports.numbers import count, seconds
from parsers.reports.paths import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.limits import Limits

_OUTCOMES: dict[str, Outcome] = {
    "passed": "passed",
    "failed": "failed",
    "pending": "skipped",
    "skipped": "skipped",
    "disabled": "skipped",
    "todo": "skipped",
    "focused": "passed",
}


def read(document: Any, limits: Limits) -> Iterator[TestItem]:
    """Cases by test file; a file that could not be loaded has no tests, which is a problem."""
    report = mapping(document, "the report")
    number = {
        name: count(report.get(f"num{name}Tests", 0), f"num{name}Tests")
        for name in ("Passed", "Failed", "Pending", "Todo")
    }
    yield Stated(Totals(number["Passed"], number["Failed"], 0, number["Pending"] + number["Todo"]))
    for position, file in enumerate(listing(report.get("testResults"), "testResults")):
        yield from _file(mapping(file, f"testResults[{position}]"), position, limits)


def _file(file: dict[str, Any], position: int, limits: Limits) -> Iterator[TestItem]:
    path = tidy(words(file.get("name"), limits.name))
    where = f"testResults[{position}].assertionResults"
    tests = listing(file.get("assertionResults"), where)
    if not tests and file.get("status") == "failed":
        yield Broken(Problem(f"the tests of {path[:200]} could not be run", where=f"testResults[{position}]"))
    for index, test in enumerate(tests):
        yield _case(mapping(test, f"{where}[{index}]"), path, limits)


def _case(test: dict[str, Any], path: str, limits: Limits) -> Case:
    titles = test.get("ancestorTitles")
    above = " ".join(title for title in titles if isinstance(title, str)) if isinstance(titles, list) else ""
    return Case(
        words(test.get("title") or test.get("fullName"), limits.name),
        _OUTCOMES.get(words(test.get("status"), 20), "error"),
        path,
        above[: limits.name],
        path,
        seconds(test.get("duration"), 0.001),
    )
