"""What a repository and its organisation decide about us: the values, their reader, how two are joined."""

from bot.policy.merging import merge, speaks_for
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
from bot.policy.reading import policy_schema, read_policy

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
    "merge",
    "policy_schema",
    "read_policy",
    "speaks_for",
]
