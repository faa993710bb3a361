"""TAP 13 and 14: https://testanything.org/tap-version-14-specification.html.

Counted as the specification counts: the points of the outermost level; a subtest is one point there. What
node's and node-tap's runners say in their closing comments (`# tests 12`) stands as stated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.reports.items import Broken, Stated, TestItem
from parsers.reports.model import Case, Outcome, Problem, Totals
from parsers.reports.numbers import count, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.limits import Limits

_POINT = re.compile(r"(not )?ok\b(?: +([0-9]+))?(?: +-)? ?(.*)")
_PLAN = re.compile(r"1\.\.([0-9]+)(?:\s*#.*)?\s*")
_DIRECTIVE = re.compile(r"(?<!\\)#\s*(skip|todo)\S*", re.IGNORECASE)
_SUMMARY = re.compile(r"# (tests|pass|fail|skipped|skip|todo|cancelled)\s+([0-9]+)\s*")
_DURATION = re.compile(r"\s+duration_ms: ([0-9.]+)\s*")


class _Run:
    """What has been seen so far."""

    def __init__(self) -> None:
        self.planned: int | None = None
        self.seen = 0
        self.said: dict[str, int] = {}
        self.waiting: Case | None = None


def read(lines: Iterator[tuple[int, str]], limits: Limits) -> Iterator[TestItem]:
    """Cases by their order; a broken promise (a plan not met, a bail-out) is a problem at its line."""
    run = _Run()
    number = 0
    for number, line in lines:
        found = _DURATION.fullmatch(line)
        if found and run.waiting and run.waiting.seconds is None:
            run.waiting = _timed(run.waiting, seconds(found[1], 0.001))
            continue
        if run.waiting and line[:1] not in {" ", "\t"}:
            yield run.waiting
            run.waiting = None
        yield from _line(number, line, run, limits)
    if run.waiting:
        yield run.waiting
    yield from _ending(number, run)


def _line(number: int, line: str, run: _Run, limits: Limits) -> Iterator[TestItem]:
    """One line of the outermost level; others, as diagnostics and subtests, are passed over."""
    if point := _POINT.fullmatch(line):
        run.seen += 1
        run.waiting = _case(point, run.seen, limits)
    elif plan := _PLAN.fullmatch(line):
        run.planned = count(plan[1], "the plan")
    elif said := _SUMMARY.fullmatch(line):
        run.said[said[1]] = count(said[2], f"the number of {said[1]}")
    elif line.startswith("Bail out!"):
        yield Broken(Problem(f"the run was given up: {line[9:200].strip()}", number, 1))


def _case(point: re.Match[str], position: int, limits: Limits) -> Case:
    directive = _DIRECTIVE.search(point[3])
    name = point[3][: directive.start()] if directive else point[3]
    outcome: Outcome = "skipped" if directive else "failed" if point[1] else "passed"
    return Case(
        name.strip().replace("\\#", "#")[: limits.name] or f"test {point[2] or position}"[:40], outcome
    )


def _timed(case: Case, took: float | None) -> Case:
    return Case(case.name, case.outcome, seconds=took)


def _ending(number: int, run: _Run) -> Iterator[TestItem]:
    if "pass" in run.said and "fail" in run.said:
        said = run.said
        skipped = said.get("skipped", 0) + said.get("skip", 0) + said.get("todo", 0)
        yield Stated(Totals(said["pass"], said["fail"], said.get("cancelled", 0), skipped))
    if run.planned is None:
        yield Broken(Problem("the file ends without a plan (1..N)", number, 1))
    elif run.planned != run.seen:
        yield Broken(Problem(f"{run.planned} tests were planned, {run.seen} are there", number, 1))
