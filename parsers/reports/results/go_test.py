"""`go test -json`: one event a line, https://pkg.go.dev/cmd/test2json.

Counted as gotestsum counts: every test, subtest, example and fuzz seed that ended. One that started and never
ended (a panic, a kill) is an error.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from parsers.reports.items import Broken, TestItem
from parsers.reports.json_fields import words
from parsers.reports.json_source import load
from parsers.reports.model import Case, Outcome, Problem
from parsers.reports.numbers import seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.limits import Limits

_OUTCOMES: dict[str, Outcome] = {"pass": "passed", "fail": "failed", "skip": "skipped"}


def read(lines: Iterator[tuple[int, str]], limits: Limits) -> Iterator[TestItem]:
    """Cases as they end. Lines that are no objects (a tool's own output) are passed over."""
    run = _Run()
    number = 0
    for number, line in lines:
        if line.startswith("{"):
            try:
                yield from _event(number, load(line), run, limits)
            except json.JSONDecodeError as error:
                yield Broken(Problem(f"not JSON: {error.msg}", number, error.colno))
    for package, test in run.tests:
        yield Case(test, "error", package, package)
    for package, started in run.packages.items():
        yield Broken(Problem(f"package {package[:200]} started and did not end", started))
    if run.tests:
        yield Broken(Problem(f"{len(run.tests)} tests started and did not end", number))


class _Run:
    """What has started and not ended: tests by package and name, packages with the line of their start."""

    def __init__(self) -> None:
        self.tests: dict[tuple[str, str], None] = {}
        self.packages: dict[str, int] = {}


def _event(number: int, event: dict[str, Any], run: _Run, limits: Limits) -> Iterator[TestItem]:
    action, package = event.get("Action"), words(event.get("Package"), limits.name)
    test = words(event.get("Test"), limits.name)
    if test:
        yield from _test(run.tests, package, test, event)
    elif action == "start":
        run.packages[package] = number
    elif isinstance(action, str) and action in _OUTCOMES:
        run.packages.pop(package, None)
        if event.get("FailedBuild"):
            yield Broken(Problem(f"package {package[:200]} did not build", number))


def _test(
    open_tests: dict[tuple[str, str], None], package: str, test: str, event: dict[str, Any]
) -> Iterator[TestItem]:
    action = event.get("Action")
    if action == "run":
        open_tests[package, test] = None
    elif isinstance(action, str) and action in _OUTCOMES:
        open_tests.pop((package, test), None)
        yield Case(test, _OUTCOMES[action], package, package, seconds=seconds(event.get("Elapsed")))
