"""What CI, coverage services and the tree say: facts, each with its source, commit and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from datetime import datetime

Conclusion = Literal[
    "success",
    "failure",
    "neutral",
    "cancelled",
    "skipped",
    "timed_out",
    "action_required",
    "stale",
    "pending",
    "error",
]


@dataclass(frozen=True, slots=True)
class TestTotals:
    """Counts of one run; `total` includes the skipped ones. None where the source does not say."""

    __test__: ClassVar[bool] = False  # its name makes pytest look for tests in it

    passed: int | None = None
    failed: int | None = None
    skipped: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class CoveragePercent:
    """A coverage figure as its source states it."""

    percent: float
    metric: str = "lines"


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """How a check run or commit status ended; `pending` while it has not."""

    conclusion: Conclusion


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a source says about one commit.

    `name` is what the source calls it (a check run's name, a status context), `source` a URL for a person,
    `app` who said it (an app's slug; for a commit status the creator's login), `trusted` whether it came from
    the repository itself rather than from a fork.
    """

    name: str
    value: TestTotals | CoveragePercent | CheckOutcome
    source: str
    commit: str
    at: datetime | None = None
    app: str = ""
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Expected:
    """Evidence that should come: what it is called and why it is not here yet."""

    name: str
    state: Literal["running", "queued", "missing", "waiting for approval"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All facts of one commit, what is still expected, and whether waiting for it is over."""

    commit: str
    facts: tuple[Fact, ...] = ()
    expected: tuple[Expected, ...] = ()
    waited: bool = False
    """The policy's wait is over: what has not come counts as not coming."""

    @property
    def settled(self) -> bool:
        """Nothing more to wait for."""
        return self.waited or not self.expected
