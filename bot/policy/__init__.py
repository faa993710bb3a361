"""What a repository and its organisation decide about us: the values, their reader, how two are joined."""

from bot.policy.model import (
    CommandRule,
    ComponentRule,
    CountRule,
    DocumentKind,
    DocumentLimits,
    DocumentRule,
    Done,
    EvidenceRule,
    FixRule,
    IssueRule,
    Mode,
    Policy,
    PullRequestRule,
    RepositoryRule,
    Tolerance,
)

__all__ = [
    "CommandRule",
    "ComponentRule",
    "CountRule",
    "DocumentKind",
    "DocumentLimits",
    "DocumentRule",
    "Done",
    "EvidenceRule",
    "FixRule",
    "IssueRule",
    "Mode",
    "Policy",
    "PullRequestRule",
    "RepositoryRule",
    "Tolerance",
]
