"""What a repository holds beside its git objects: pulls, issues, comments, checks, statuses, runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.sandbox.git import Git
    from bot.sandbox.model import Account, App, Json


@dataclass(slots=True, eq=False)
class Label:
    """A label of the repository."""

    id: int
    name: str
    color: str = "ededed"
    description: str | None = None
    default: bool = False


@dataclass(slots=True, eq=False)
class Issue:
    """An issue, and the talk half of a pull request: they share numbers, comments and labels."""

    id: int
    number: int
    title: str
    body: str | None
    author: Account
    created_at: datetime
    updated_at: datetime
    app: App | None = None
    state: str = "open"
    state_reason: str | None = None
    closed_at: datetime | None = None
    closed_by: Account | None = None
    labels: list[Label] = field(default_factory=list)
    assignees: list[Account] = field(default_factory=list)
    deleted: bool = False
    moved_to: str | None = None


@dataclass(slots=True, eq=False)
class Pull:
    """A pull request. Its base sha is the base branch's tip when it was last opened, pushed or retargeted."""

    id: int
    issue: Issue
    head: Repository | None
    head_ref: str
    head_sha: str
    base_ref: str
    base_sha: str
    draft: bool = False
    merged_at: datetime | None = None
    merged_by: Account | None = None
    merge_sha: str | None = None

    @property
    def number(self) -> int:
        """The number it shares with its issue."""
        return self.issue.number

    @property
    def is_open(self) -> bool:
        """Neither closed nor merged."""
        return self.issue.state == "open"


@dataclass(slots=True, eq=False)
class Comment:
    """A comment on an issue or pull request."""

    id: int
    number: int
    body: str
    author: Account
    created_at: datetime
    updated_at: datetime
    app: App | None = None
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Reaction:
    """One account's reaction of one kind."""

    id: int
    content: str
    author: Account
    created_at: datetime


@dataclass(slots=True, eq=False)
class Suite:
    """An app's check runs on one commit. One without runs stays queued."""

    id: int
    app: App
    head_sha: str
    head_branch: str | None
    created_at: datetime
    updated_at: datetime
    before: str | None = None
    runs: list[CheckRun] = field(default_factory=list)
    awaits_approval: bool = False


@dataclass(slots=True, eq=False)
class CheckRun:
    """One check run; its annotations only ever grow."""

    id: int
    suite: Suite
    name: str
    started_at: datetime | None
    status: str = "queued"
    conclusion: str | None = None
    completed_at: datetime | None = None
    external_id: str | None = None
    details_url: str | None = None
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[Json] = field(default_factory=list)
    actions: list[Json] = field(default_factory=list)

    @property
    def head_sha(self) -> str:
        """The commit it speaks of."""
        return self.suite.head_sha


@dataclass(slots=True, eq=False)
class Status:
    """A commit status; the newest of its context counts."""

    id: int
    sha: str
    state: str
    context: str
    description: str | None
    target_url: str | None
    creator: Account
    created_at: datetime


@dataclass(slots=True, eq=False)
class WorkflowRun:
    """A run of a workflow: its own suite, its jobs as check runs, its artifacts."""

    id: int
    name: str
    path: str
    event: str
    suite: Suite
    number: int
    actor: Account
    created_at: datetime
    updated_at: datetime
    head: Repository | None
    attempt: int = 1
    status: str = "queued"
    conclusion: str | None = None
    artifacts: list[Artifact] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Artifact:
    """A zip a workflow run left behind."""

    id: int
    name: str
    archive: bytes
    run: WorkflowRun
    created_at: datetime
    expired: bool = False


@dataclass(slots=True, eq=False)
class Repository:
    """A repository: a bare git store and everything around it."""

    id: int
    owner: Account
    name: str
    git: Git
    created_at: datetime
    updated_at: datetime
    private: bool = False
    default_branch: str = "main"
    description: str | None = None
    has_issues: bool = True
    archived: bool = False
    parent: Repository | None = None
    pushed_at: datetime | None = None
    next_number: int = 1
    issues: dict[int, Issue] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    suites: list[Suite] = field(default_factory=list)
    check_runs: dict[int, CheckRun] = field(default_factory=dict)
    statuses: list[Status] = field(default_factory=list)
    workflow_runs: list[WorkflowRun] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """OWNER/NAME as it is now."""
        return f"{self.owner.login}/{self.name}"

    def open_pulls(self) -> list[Pull]:
        """Open pull requests into this repository."""
        return [pull for pull in self.pulls.values() if pull.is_open]
