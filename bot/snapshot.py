"""Everything a decision may look at, read at one moment. Immutable; includes the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.looks import Look
    from bot.policy import Policy
    from parsers.model import Document, Problem
    from webhooks.targets import Target


_NONE = Evidence("")


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository as GitHub describes it now."""

    id: int
    full_name: str
    private: bool
    default_branch: str
    archived: bool
    has_issues: bool
    html_url: str


@dataclass(frozen=True, slots=True)
class Pull:
    """The pull request as it is now; `touched` holds, per path, the head's lines it adds or edits."""

    number: int
    title: str
    body: str
    author: str
    open: bool
    draft: bool
    fork: bool
    base_ref: str
    base_sha: str
    head_ref: str
    head_sha: str
    html_url: str
    touched: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tree:
    """Paths of one commit with the blob's SHA; `complete` is False where GitHub cut the listing short."""

    entries: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class StatusDocument:
    """A document of the commit and how it is held: `living` (true now) or `record` (true as of its date)."""

    document: Document
    kind: Literal["living", "record"]


@dataclass(frozen=True, slots=True)
class OurComment:
    """A comment our app wrote on this pull request under the comment marker."""

    id: int
    body: str


@dataclass(frozen=True, slots=True)
class OurCheck:
    """A check run of our app on this head."""

    id: int
    status: str
    conclusion: str | None
    title: str
    summary: str
    text: str
    annotations: int


@dataclass(frozen=True, slots=True)
class OurIssue:
    """An issue our app opened under an issue marker."""

    number: int
    fingerprint: str
    title: str
    body: str
    open: bool
    state_reason: str | None
    labels: frozenset[str]
    html_url: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Posted:
    """What we said before, as it stands on GitHub now, oldest first."""

    comments: tuple[OurComment, ...] = ()
    checks: tuple[OurCheck, ...] = ()
    issues: tuple[OurIssue, ...] = ()
    labels: frozenset[str] = frozenset()
    """Labels the repository has (read only where an issue may be opened)."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The present state of one target at `taken_at`."""

    target: Target
    taken_at: datetime
    repository: Repository
    head_sha: str
    policy: Policy
    policy_problems: tuple[Problem, ...] = ()
    pull: Pull | None = None
    branch: str | None = None
    tree: Tree = Tree()
    documents: tuple[StatusDocument, ...] = ()
    documents_left_out: int = 0
    """Documents that are there and not read, because there are too many."""
    evidence: Evidence = _NONE
    posted: Posted = Posted()
    previous: Look | None = None
    html_url: str = "https://github.com"
    """Where the repository's pages are, for links (GitHub Enterprise Server has its own)."""
    details_url: str | None = None
    """Our own page about this target, where there is one."""

    @property
    def on_default_branch(self) -> bool:
        """Whether issues may be opened from here."""
        return self.pull is None and self.branch == self.repository.default_branch
