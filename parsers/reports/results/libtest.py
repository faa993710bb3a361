"""Rust's libtest as JSON, one event a line, as `cargo test` and nextest write it.

https://doc.rust-lang.org/nightly/rustc/tests/index.html#--format-format
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from parsers.reports.items import Broken, Stated, TestItem
from parsers.reports.json_fields import words
from parsers.reports.json_source import load
from parsers.reports.model import Case, Outcome, Problem, Totals
from parsers.reports.numbers import count, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.limits import Limits

_OUTCOMES: dict[str, Outcome] = {"ok": "passed", "failed": "failed", "ignored": "skipped"}


def read(lines: Iterator[tuple[int, str]], limits: Limits) -> Iterator[TestItem]:
    """Cases as they end, and the totals of each suite (one per test binary), which are added up."""
    open_suites = 0
    number = 0
    for number, line in lines:
        if not line.startswith("{"):
            continue
        try:
            event = load(line)
        except json.JSONDecodeError as error:
            yield Broken(Problem(f"not JSON: {error.msg}", number, error.colno))
            continue
        if event.get("type") == "suite":
            open_suites += 1 if event.get("event") == "started" else -1
            yield from _suite(event)
        elif event.get("type") in {"test", "bench"}:
            yield from _test(event, limits)
    if open_suites > 0:
        yield Broken(Problem("a suite started and did not end", number))


def _suite(event: dict[str, Any]) -> Iterator[TestItem]:
    if event.get("event") != "started":
        number = {
            name: count(event.get(name, 0), f"the number of {name}")
            for name in ("passed", "failed", "ignored", "measured")
        }
        yield Stated(Totals(number["passed"] + number["measured"], number["failed"], 0, number["ignored"]))


def _test(event: dict[str, Any], limits: Limits) -> Iterator[TestItem]:
    said = event.get("event")
    outcome = (
        "passed" if event.get("type") == "bench" else _OUTCOMES.get(said if isinstance(said, str) else "")
    )
    if outcome:
        name = words(event.get("name"), limits.name)
        suite, _, test = name.rpartition("$")  # nextest writes crate::binary$module::test
        yield Case(test, outcome, suite, seconds=seconds(event.get("exec_time")))
