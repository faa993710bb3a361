"""What reading a report gives out: tests or coverage with their totals, and problems with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Outcome = Literal["passed", "skipped", "failed", "error"]
OUTCOMES: tuple[Outcome, ...] = ("skipped", "passed", "failed", "error")
"""Weakest first: of two outcomes of one test the stronger stands; skipped on one platform only is passed."""

Metric = Literal[
    "lines", "branches", "statements", "functions", "instructions", "regions", "elements", "total"
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a report. `line` and `column` count from 1, `byte` from 0; else 0 and None.

    `where` names the place in words (a JSON path, an archive's entry) where there is no line.
    """

    message: str
    line: int = 0
    column: int = 0
    byte: int | None = None
    where: str = ""


class Case(NamedTuple):
    """One test as it ended; names as the tool writes them, `file` with forward slashes.

    A tuple, because reports have hundreds of thousands and a frozen dataclass takes three times as long to
    make.
    """

    name: str
    outcome: Outcome
    suite: str = ""
    class_name: str = ""
    file: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of tests by outcome."""

    passed: int = 0
    failed: int = 0
    errors: int = 0
    skipped: int = 0

    @property
    def total(self) -> int:
        """Every test, also the skipped ones."""
        return self.passed + self.failed + self.errors + self.skipped

    @property
    def ran(self) -> int:
        """Every test but the skipped ones."""
        return self.passed + self.failed + self.errors

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.passed + other.passed,
            self.failed + other.failed,
            self.errors + other.errors,
            self.skipped + other.skipped,
        )


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite by the name the tool gives it, with what was counted in it."""

    name: str
    totals: Totals
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReport:
    """One test report.

    `totals` are counted over all cases (taken from `stated` where the report names no case); `stated` is what
    the tool itself says; `cases` holds as many as the limits keep, those that failed first to be kept;
    `identities` is every case in packed form, for merging. Not `complete` means it was not read to a sound
    end.
    """

    __test__ = False  # not a test, whatever pytest makes of the name

    format: str
    totals: Totals
    stated: Totals | None = None
    suites: tuple[Suite, ...] = ()
    cases: tuple[Case, ...] = ()
    identities: bytes = b""
    problems: tuple[Problem, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many covered of so many."""

    covered: int
    total: int

    @property
    def percent(self) -> float | None:
        """From 0 to 100; None of nothing."""
        return 100 * self.covered / self.total if self.total else None

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.covered + other.covered, self.total + other.total)


@dataclass(frozen=True, slots=True)
class FileCoverage:
    """One source file's coverage; None where the format does not say.

    For merging: `line_marks` has a byte per line (`parsers.reports.marks`), `branch_arms` and
    `statement_arms` are packed counts per line or statement (`parsers.reports.packed`); empty where the
    format has only totals.
    """

    path: str
    lines: Ratio | None = None
    branches: Ratio | None = None
    statements: Ratio | None = None
    functions: Ratio | None = None
    line_marks: bytes = b""
    branch_arms: bytes = b""
    statement_arms: bytes = b""


@dataclass(frozen=True, slots=True)
class StatedCoverage:
    """What the tool itself says of one metric: its percent (0 to 100) or its ratio, or both.

    `total` is the tool's own mixture, as coverage.py's percentage of lines and branches together.
    """

    metric: Metric
    percent: float | None = None
    ratio: Ratio | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReport:
    """One coverage report; the ratios are added up over all files, `stated` is what the tool itself says.

    `sources` are the folders that paths may be relative to. Not `complete` means not read to a sound end.
    """

    format: str
    files: tuple[FileCoverage, ...] = ()
    lines: Ratio | None = None
    branches: Ratio | None = None
    statements: Ratio | None = None
    functions: Ratio | None = None
    stated: tuple[StatedCoverage, ...] = ()
    sources: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that is no report we read, with why; `format` is what its name or its start lets one expect."""

    problems: tuple[Problem, ...]
    format: str = ""
    complete: Literal[False] = False


Report = TestReport | CoverageReport | Unread


class Refused(Exception):  # noqa: N818 - it refuses the report, our code is not in error
    """Raised by what makes the rest of a report unreadable; the front door makes it a problem."""

    def __init__(self, message: str, **place: int | str | None) -> None:
        super().__init__(message)
        self.problem = Problem(message, **place)  # type: ignore[arg-type]
