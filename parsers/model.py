"""What reading gives out: documents, claims with their places, problems, in the words of the claim rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

Kind = Literal["progress", "state", "tests", "coverage", "count", "target", "blocker", "path", "stamp"]
StateName = Literal["done", "partial", "todo", "blocked"]
StampField = Literal["date", "commit", "branch", "version", "repository"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How complete something is, in percent (0 to 100)."""

    percent: float


@dataclass(frozen=True, slots=True)
class State:
    """That something is done, partly done, still to do, or blocked."""

    state: StateName


@dataclass(frozen=True, slots=True)
class Tests:
    """Numbers of tests; at least one is given. `percent` is the pass rate where the line states it."""

    __test__: ClassVar[bool] = False  # its name makes pytest look for tests in it

    passing: int | None = None
    total: int | None = None
    failing: int | None = None
    skipped: int | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of code by tests, in percent; `metric` where it is not lines (branches, functions …)."""

    percent: float
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A ratio of anything but tests: `n` of `of`."""

    n: float
    of: float | None = None
    unit: str | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that is wished for, not stated as so: the `target` kind."""

    of: Literal["progress", "coverage", "tests", "count"]
    percent: float | None = None
    n: float | None = None


@dataclass(frozen=True, slots=True)
class Blocker:
    """What the document says blocks the subject, less its label."""

    text: str


@dataclass(frozen=True, slots=True)
class PathReference:
    """A path of the repository and whether the document has it there."""

    path: str
    expect: Literal["exists", "missing"] = "exists"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the document says of itself; dates as ISO as far as stated."""

    field: StampField
    value: str


Value = Progress | State | Tests | Coverage | Count | Goal | Blocker | PathReference | Stamp

KINDS: dict[type, Kind] = {
    Progress: "progress",
    State: "state",
    Tests: "tests",
    Coverage: "coverage",
    Count: "count",
    Goal: "target",
    Blocker: "blocker",
    PathReference: "path",
    Stamp: "stamp",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as it is written.

    `role` names the field it states (percent, passing, total, n, of, bar …); `columns` are 0-based, half-open
    code points of the line decoded without repair; `bounds` is [low, high), or [low, None) for a floor.
    """

    role: str
    columns: tuple[int, int]
    bounds: tuple[float, float | None]
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement at `line` (1-based, of the file as checked in); the main figure comes first."""

    line: int
    subject: str
    value: Value
    text: str = ""
    approx: bool = False
    inherited: bool = False
    figures: tuple[Figure, ...] = ()
    headings: tuple[str, ...] = ()
    """The headings the line stands under, outermost first."""
    labelled: bool = False
    """For a blocker: it bears an explicit label or stands under a blocker heading."""

    @property
    def kind(self) -> Kind:
        return KINDS[type(self.value)]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a document or policy that its author can mend. `line` 0 means the whole file."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all be true, whatever the evidence; `lines` names each place."""

    rule: str
    grade: Literal["certain", "question"]
    lines: tuple[int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name the bytes were decoded by, and whether damaged text was repaired."""

    name: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One document, read: its lines (decoded without repair), its claims in line order, its problems."""

    path: str
    encoding: Encoding
    lines: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    extras: tuple[dict[str, Any], ...] = field(default=())
    """Useful and not scored: quantities, estimates, severities, issue references, URLs."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be before it is a problem instead of an attempt."""

    document_bytes: int = 1_000_000
    document_lines: int = 20_000
