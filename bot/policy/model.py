"""The policy as values: every key of `.github/statusproof.yml` with its default."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

Mode = Literal["active", "observe"]
DocumentKind = Literal["living", "record"]
Comment = Literal["introduced", "drift", "always", "never"]
CheckTone = Literal["neutral", "failing", "off"]
Permission = Literal["read", "triage", "write", "maintain", "admin"]


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A document (or a glob of them) to read; `kind` is None where the policy leaves it to discovery."""

    path: str
    kind: DocumentKind | None = None


@dataclass(frozen=True, slots=True)
class ComponentRule:
    """A part of the repository by its key: what documents call it and what belongs to it (globs)."""

    key: str
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """How long to wait for CI, whom to believe (app slugs, status contexts), which artifacts to open."""

    wait: timedelta = timedelta(minutes=60)
    apps: tuple[str, ...] = ("github-actions",)
    statuses: tuple[str, ...] = ()
    artifacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far off a figure may be before it is drift: percent points, except tests (a number of tests)."""

    coverage: float = 0.5
    tests: float = 0.0
    progress: float = 5.0


@dataclass(frozen=True, slots=True)
class Done:
    """What "complete" must mean here; a condition that is None is not asked for."""

    tests: Literal["passing"] | None = "passing"
    checks: Literal["success"] | None = "success"
    coverage: float | None = None
    blockers: Literal["none"] | None = "none"


@dataclass(frozen=True, slots=True)
class CountRule:
    """What a count counts: the files a glob matches."""

    name: str
    files: str


@dataclass(frozen=True, slots=True)
class PullRequestRule:
    """How a pull request is spoken to."""

    comment: Comment = "introduced"
    check_over: CheckTone = "neutral"
    check_under: CheckTone = "neutral"
    description: bool = True
    suggest: bool = False


@dataclass(frozen=True, slots=True)
class IssueRule:
    """When issues are opened and how many; `per_hour` and `limit` bound the noise."""

    blockers: bool = True
    drift: bool = False
    drift_after: timedelta = timedelta(days=7)
    on_deleted_line: Literal["ask", "close", "keep"] = "ask"
    labels: tuple[str, ...] = ("statusproof",)
    severity_labels: tuple[tuple[str, str], ...] = ()
    limit: int = 10
    per_hour: int = 10
    assign: Literal["none"] = "none"
    dashboard: bool = False


@dataclass(frozen=True, slots=True)
class CommandRule:
    """The least permission a person needs for `/statusproof` commands."""

    allow: Permission = "write"


@dataclass(frozen=True, slots=True)
class FixRule:
    """Whether true figures are offered in a pull request of our own."""

    pull_request: bool = False


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """How large a document may be before it is a problem instead of an attempt."""

    document_bytes: int = 1_000_000
    document_lines: int = 20_000


@dataclass(frozen=True, slots=True)
class RepositoryRule:
    """In an organisation's file: which repositories (globs of names) it speaks for; empty means all."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything a repository may decide about us.

    `documents` is None where they are to be discovered, `components` empty where likewise. `given` names the
    keys that were written ("mode", "tolerance.coverage"), so that one policy can be laid over another.
    """

    version: int = 1
    mode: Mode = "observe"
    documents: tuple[DocumentRule, ...] | None = None
    exclude: tuple[str, ...] = ()
    components: tuple[ComponentRule, ...] = ()
    evidence: EvidenceRule = EvidenceRule()
    tolerance: Tolerance = Tolerance()
    done: Done = Done()
    counts: tuple[CountRule, ...] = ()
    pull_requests: PullRequestRule = PullRequestRule()
    issues: IssueRule = IssueRule()
    commands: CommandRule = CommandRule()
    fix: FixRule = FixRule()
    limits: DocumentLimits = DocumentLimits()
    repositories: RepositoryRule = RepositoryRule()
    enforced: tuple[str, ...] = ()
    given: frozenset[str] = field(default_factory=frozenset)
