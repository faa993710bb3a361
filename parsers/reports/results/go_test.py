"""`go test -json`: one event a line, https://pkg.go.dev/cmd/test2json.

Counted as gotestsum counts: every test, subtest, example and fuzz seed that ended. One that started and never ended
(a panic, a kill) is an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from parsers.reports.items import Broken, TestItem
from parsers.reports.json_fields import words
from parsers.reports.json_source import load
from parsers.reports.limits import Limits
from parsers.reports.model import Case, Outcome, Problem
from parsers.reports.numbers import seconds

_OUTCOMES: dict[str, Outcome] = {"pass": "passed", "fail": "failed", "skip": "skipped"}


def read(lines: Iterator[tuple[int, str]], limits: Limits) -> Iterator[TestItem]:
    """Cases as they end. Lines that are not JSON (a tool's own output) are passed over; broken JSON is a problem."""
    open_tests: dict[tuple[str, str], None] = {}
    open_packages: dict[str, int] = {}
    number = 0
    for number, line in lines:
        if not line.startswith("{"):
            continue
        try:
            event = load(line)
        except json.JSONDecodeError as error:
            yield Broken(Problem(f"not JSON: {error.msg}", number, error.colno))
            continue
        action, package = event.get("Action"), words(event.get("Package"), limits.name)
        test = words(event.get("Test"), limits.name)
        if test:
            yield from _test(open_tests, package, test, event)
        elif action == "start":
            open_packages[package] = number
        elif action in _OUTCOMES:
            open_packages.pop(package, None)
            if event.get("FailedBuild"):
                yield Broken(Problem(f"package {package[:200]} did not build", number))
    for package, test in open_tests:
        yield Case(test, "error", package, package)
    for package, started in open_packages.items():
        yield Broken(Problem(f"package {package[:200]} started and did not end", started))
    if open_tests:
        yield Broken(Problem(f"{len(open_tests)} tests started and did not end", number))


def _test(
    open_tests: dict[tuple[str, str], None], package: str, test: str, event: dict[str, object]
) -> Iterator[TestItem]:
    action = event.get("Action")
    if action == "run":
        open_tests[package, test] = None
    elif isinstance(action, str) and action in _OUTCOMES:
        open_tests.pop((package, test), None)
        yield Case(test, _OUTCOMES[action], package, package, seconds=seconds(event.get("Elapsed")))
