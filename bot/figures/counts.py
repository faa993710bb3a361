"""Totals of a test run from one line of a test runner's or report publisher's summary."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.evidence import TestTotals

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROLES = {
    **dict.fromkeys(
        ("passed", "pass", "passing", "passes", "succeeded", "successful", "✅", "✔", "✔️"), "passed"
    ),
    **dict.fromkeys(("tests passed", "tests passing", "tests pass", "test passed"), "passed"),
    **dict.fromkeys(("failed", "fail", "fails", "failing", "failure", "failures", "❌", "✗", "✘"), "failed"),
    **dict.fromkeys(("tests failed", "tests failing", "test failed"), "failed"),
    **dict.fromkeys(("error", "errors", "errored", "🔥"), "errors"),
    **dict.fromkeys(("skipped", "skips", "skip", "pending", "ignored", "todo", "disabled", "💤"), "skipped"),
    **dict.fromkeys(("total", "tests", "test", "tests run", "tests total", "examples", "example"), "total"),
    **dict.fromkeys(("runs", "run"), "runs"),
    **dict.fromkeys(("xfailed", "xpassed", "expected failures", "unexpected passes"), "other"),
    **dict.fromkeys(("warning", "warnings", "assertions", "assertion", "measured", "rerun", "reruns"), ""),
}
"""What the word beside a number counts; an empty role counts nothing of a test."""

_SUBSET = (
    "filtered out",
    "deselected",
    "flaky",
    "cancelled",
    "canceled",
    "not run",
    "interrupted",
    "timed out",
)
"""More than none of these, and the run was not complete or cannot be counted."""

_PREFIX = frozenset(
    {
        *(
            "test",
            "tests",
            "testing",
            "results",
            "result",
            "summary",
            "ok",
            "done",
            "pytest",
            "jest",
            "vitest",
        ),
        *(
            "junit",
            "cargo",
            "passed!",
            "failed!",
            "all",
            "build",
            "finished",
            "ran",
            "final",
            "phpunit",
            "rspec",
        ),
        *("success", "failure", "✅", "❌", "🎉", "failed", "passed"),
    }
)
"""Words that may lead a totals line; after any other (suites, files, unit …) it speaks of something else."""

_TIMES = frozenset({"duration", "time", "took", "seconds", "secs", "min", "minutes"})
_NUMBER_FIRST = re.compile(
    r"(\d{1,9}) ?(tests (?:passed|passing|pass|failed|failing|run|total)|test (?:passed|failed)"
    r"|filtered out|not run|timed out|expected failures|unexpected passes"
    r"|[a-zA-Z]{3,12}|[✅✔❌✗✘🔥💤]\ufe0f?)(?![\w-])"
)
_WORD_FIRST = re.compile(r"([a-zA-Z]{3,12}(?: (?:run|passed|failed))?) ?: ?(\d{1,9})(?![\w.%/])")
_DELTA = re.compile(r" ?(?:[+\-−±]\d{1,9}\b|\([+\-−±] ?\d{1,9}\)|\(\d{1,9} (?:new|fixed)\))")
_SEPARATOR = re.compile(r" ?(?:[,;|/·•]|\band\b|:)? ?(?:and )?")
_LEAD = re.compile(r"(?:[a-zA-Z]{2,12}!?|[✅❌🎉])\ufe0f? ?[:.(-]? ?(?:- )?")
_TAIL = re.compile(
    r"[ .)]*(?:[,;(-]? ?(?:finished |ran |duration:? ?|took )?(?:in )?"
    r"~?[\d.:]{1,12} ?(?:ms|seconds|secs|s|m|h|min|minutes)"
    r"(?: ?\d{1,3}(?:\.\d{1,3})?s)?(?: \(\d+:\d\d:\d\d\))?[ .)⏱\ufe0f±+\-\ds]*)?",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"^DONE |\d (?:passed|failed)\b")
_TIMED = re.compile(r"\d ?(?:ms|seconds|secs|s|m|min|minutes)\b")
_BRACKETED_TOTAL = re.compile(r" \((\d{1,9})\)$")
_OF = re.compile(
    r"(?:all )?(\d{1,9}) ?(?:/|of|out of) ?(\d{1,9}) tests? (pass|fail)(?:ed|ing|es)?[.!]?", re.IGNORECASE
)
_ALL = re.compile(
    r"all (\d{1,9}) tests? (?:have )?pass(?:ed|ing|es)?(?: in [\d.]{1,9} ?[a-z]{1,8})?[.!]?", re.IGNORECASE
)
_TESTISH = re.compile(r"test|spec\b|jest|junit|mocha|tap\b", re.IGNORECASE)


@dataclass(slots=True)
class _Counts:
    """What the parts of one line add up to."""

    said: dict[str, int] = field(default_factory=dict)
    parts: int = 0
    partial: bool = False

    def add(self, word: str, number: int) -> bool:
        """Take in one part; False where the word means nothing here."""
        word = word.lower().rstrip("\ufe0f")
        if word in _SUBSET:
            self.partial = self.partial or number > 0
            return True
        role = _ROLES.get(word)
        if role is None or (role and role in self.said and role not in ("skipped", "other")):
            return False
        if role:
            self.said[role] = self.said.get(role, 0) + number
            self.parts += 1
        return True


def totals_in(name: str, lines: Sequence[str]) -> tuple[TestTotals, ...]:
    """The run's totals: as the source counts tests, then (if said) as it counts runs; none if in doubt."""
    tests: set[TestTotals] = set()
    runs: set[TestTotals] = set()
    for line in lines:
        read = _totals_of(name, line)
        if read is _PARTIAL:
            return ()
        if read is not None:
            (runs if _of_runs(line) else tests).add(read)
    if len(tests) > 1 or len(runs) > 1:
        return ()
    return tuple(dict.fromkeys((*tests, *runs)))


_PARTIAL = TestTotals()


def _of_runs(line: str) -> bool:
    """EnricoMi's second line counts each run of a test: `123 runs 121 ✅ 2 💤 0 ❌`."""
    return " runs " in line and "✅" in line


def _totals_of(name: str, line: str) -> TestTotals | None:
    whole = _OF.fullmatch(line)
    if whole:
        return _share(int(whole[1]), int(whole[2]), whole[3].lower() == "pass")
    everything = _ALL.fullmatch(line)
    if everything:
        number = int(everything[1])
        return TestTotals(passed=number, failed=0, total=number)
    counts, end = _parts(line)
    if counts is None or not {"passed", "failed", "errors", "total", "runs"} & counts.said.keys():
        return None
    if counts.partial:
        return _PARTIAL
    if counts.parts == 1 and not _TESTISH.search(f"{name} {line}"):
        return None
    return _resolved(counts.said, complete=_last_line(line, end))


def _last_line(line: str, end: int) -> bool:
    """Whether a runner ends with this line, so that what it does not name is none (`121 passed in 4.2s`)."""
    return _TIMED.search(line, end) is not None and _COMPLETE.search(line) is not None


def _share(part: int, whole: int, passing: bool) -> TestTotals | None:  # noqa: FBT001 - one of two words
    if part > whole:
        return None
    return TestTotals(passed=part, total=whole) if passing else TestTotals(failed=part, total=whole)


def _parts(line: str) -> tuple[_Counts | None, int]:
    """The counts of a line that consists of nothing else, and where they end; None for any other line."""
    counts, at = _Counts(), _lead_end(line)
    end = at
    while at < len(line):
        number_first = _NUMBER_FIRST.match(line, at)
        part = number_first or _WORD_FIRST.match(line, at)
        if part is None:
            break
        number, word = (part[1], part[2]) if number_first else (part[2], part[1])
        if word.lower() in _TIMES:
            break
        if not counts.add(word, int(number)):
            return None, 0
        end = part.end()
        while delta := _DELTA.match(line, end):
            end = delta.end()
        at = _after(_SEPARATOR.match(line, end), end)
    bracketed = _BRACKETED_TOTAL.match(line, end)
    if bracketed and counts.parts and counts.add("total", int(bracketed[1])):
        return counts, bracketed.end()
    return (counts, end) if counts.parts and _TAIL.fullmatch(line, end) else (None, 0)


def _lead_end(line: str) -> int:
    at = 0
    while lead := _LEAD.match(line, at):
        word = re.split(r"[ :.(\-\ufe0f]", lead[0].lower(), maxsplit=1)[0]
        a_part = _WORD_FIRST.match(line, at) and not _NUMBER_FIRST.match(line, lead.end())
        if word not in _PREFIX or a_part:
            break
        at = lead.end()
    return at


def _after(match: re.Match[str] | None, end: int) -> int:
    return end if match is None else match.end()


def _resolved(said: dict[str, int], *, complete: bool) -> TestTotals | None:
    """Totals of what was said; `complete` when the line is a runner's last, where unnamed means none."""
    none = 0 if complete else None
    failed = said.get("failed", 0) + said.get("errors", 0) if {"failed", "errors"} & said.keys() else none
    skipped, passed = said.get("skipped", none), said.get("passed")
    total, other = said.get("total", said.get("runs")), said.get("other", 0)
    if total is None:
        if passed is None or failed is None:
            return TestTotals(passed, failed, skipped) if passed is not None else None
        return TestTotals(passed, failed, skipped, passed + failed + (skipped or 0) + other)
    if passed is None:
        passed = None if failed is None else total - failed - (skipped or 0) - other
        return TestTotals(passed, failed, skipped, total) if passed is None or passed >= 0 else None
    counted = passed + (failed or 0) + other
    if counted == total and skipped:
        total += skipped
    if counted + (skipped or 0) > total or (
        failed is not None and skipped is not None and counted + skipped != total
    ):
        return None
    return TestTotals(passed, failed, skipped, total)
