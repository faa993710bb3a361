"""One write to GitHub each, described and frozen. Identity is the marker or external id, never a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark on lines of a document, shown in the pull request's files."""

    path: str
    start_line: int
    end_line: int
    level: Literal["notice", "warning", "failure"]
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a completed (or, while evidence is being made, a running) check run shows."""

    conclusion: Literal["success", "neutral", "failure"] | None
    title: str
    summary: str
    text: str = ""
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class CreateCheck:
    """Post our check run on a head that has none."""

    head_sha: str
    external_id: str
    report: CheckReport
    details_url: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateCheck:
    """Bring our check run up to date; annotations are appended by GitHub, so only new ones are sent."""

    id: int
    report: CheckReport
    details_url: str | None = None


@dataclass(frozen=True, slots=True)
class CreateComment:
    """Write the one comment of a pull request."""

    number: int
    marker: str
    body: str


@dataclass(frozen=True, slots=True)
class UpdateComment:
    """Edit the comment in place (notifies nobody)."""

    id: int
    body: str


@dataclass(frozen=True, slots=True)
class DeleteComment:
    """Remove a double of our own comment."""

    id: int


@dataclass(frozen=True, slots=True)
class CreateLabel:
    """Create a label of ours where the repository lacks it."""

    name: str
    color: str
    description: str


@dataclass(frozen=True, slots=True)
class CreateIssue:
    """Open the issue of one living finding."""

    marker: str
    title: str
    body: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UpdateIssue:
    """Change an issue of ours: only the given parts."""

    number: int
    body: str | None = None
    state: Literal["open", "closed"] | None = None
    state_reason: Literal["completed", "not_planned", "duplicate", "reopened"] | None = None
    duplicate_of: int | None = None


Action = (
    CreateCheck
    | UpdateCheck
    | CreateComment
    | UpdateComment
    | DeleteComment
    | CreateLabel
    | CreateIssue
    | UpdateIssue
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in order; empty when what should exist exists.

    `again`: when what a limit of the policy holds back may be done; nothing else will ask for a look then.
    """

    actions: tuple[Action, ...] = ()
    again: datetime | None = None
