"""What a claim comes to, with its evidence: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from parsers.model import Claim

Status = Literal["holds", "drifted", "unproven", "pending"]
Direction = Literal["over", "under"]
Reason = Literal[
    "no evidence",  # nothing speaks of this
    "no component",  # the subject matches no part of the repository
    "ambiguous component",  # several candidates, none a clear winner
    "several reports",  # more than one source gives a figure for the whole
    "partial run",  # a job was cancelled, failed to start or a shard is missing
    "evidence late",  # expected evidence did not come in time
    "waiting for approval",  # the run waits for a person
    "unknown condition",  # part of what "done" means cannot be seen here
    "no basis",  # a percent complete without something to count
    "record",  # a dated report is judged by its own time only
    "not judged",  # no rule reads this kind of claim yet
]


@dataclass(frozen=True, slots=True)
class Citation:
    """One piece of evidence as it is shown: what it is, what it says, where to look, at which commit."""

    kind: str
    component: str | None
    value: str
    source: str
    commit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome for one claim. `measured` is what the evidence says, short enough for a table cell."""

    status: Status
    rule: str
    direction: Direction | None = None
    aged: bool | None = None
    reason: Reason | None = None
    detail: str = ""
    """One sentence: the failing condition, the missing part, the candidates."""
    measured: str | None = None
    evidence: tuple[Citation, ...] = ()
    component: str | None = None
    matched_by: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a document with its verdict; `id` is its identity across looks (empty until assigned)."""

    path: str
    claim: Claim
    verdict: Verdict
    id: str = ""
    touched: bool = False
    """The claim's line is added or edited by the pull request being judged."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth telling somebody: a drift or a living blocker, under its fingerprint."""

    fingerprint: str
    judged: tuple[Judged, ...]
