"""The policy file → the policy and what its author should mend; what is wrong never stops the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from bot.policy.model import (
    CommandRule,
    ComponentRule,
    CountRule,
    DocumentLimits,
    DocumentRule,
    Done,
    EvidenceRule,
    FixRule,
    IssueRule,
    Policy,
    PullRequestRule,
    RepositoryRule,
    Tolerance,
)
from bot.policy.shapes import (
    Choice,
    Duration,
    Fields,
    Listing,
    Named,
    Notes,
    Number,
    Shape,
    Switch,
    Text,
    TextOr,
)
from bot.policy.source import Entries, Scalar, SourceError, nodes_of

if TYPE_CHECKING:
    from parsers.model import Problem

_TEXTS = Listing(Text())
_TONE = Choice(("neutral", "failing", "off"))
_LONGEST_WAIT = timedelta(days=14)
"""GitHub marks a check run stale after 14 days: https://docs.github.com/en/rest/checks/runs."""
_DOCUMENT = Fields({"path": Text(), "kind": Choice(("living", "record"))}, DocumentRule, required=("path",))
_COMPONENT = Fields({"names": _TEXTS, "paths": _TEXTS, "checks": _TEXTS, "reports": _TEXTS}, dict)
_COUNT = Fields({"files": Text()}, dict, required=("files",))

_KEYS: dict[str, Shape] = {
    "version": Number(1, 1, whole=True),
    "mode": Choice(("active", "observe")),
    "documents": Listing(TextOr(_DOCUMENT, DocumentRule)),
    "exclude": _TEXTS,
    "components": Named(_COMPONENT, lambda key, values: ComponentRule(key, **values)),
    "evidence": Fields(
        {"wait": Duration(_LONGEST_WAIT), "apps": _TEXTS, "statuses": _TEXTS, "artifacts": _TEXTS},
        EvidenceRule,
    ),
    "tolerance": Fields(
        {"coverage": Number(0, 100), "tests": Number(0, 1_000_000), "progress": Number(0, 100)}, Tolerance
    ),
    "done": Fields(
        {
            "tests": Choice(("passing",), optional=True),
            "checks": Choice(("success",), optional=True),
            "coverage": Number(0, 100, optional=True),
            "blockers": Choice(("none",), optional=True),
        },
        Done,
    ),
    "counts": Named(_COUNT, lambda name, values: CountRule(name, **values)),
    "pull_requests": Fields(
        {
            "comment": Choice(("introduced", "drift", "always", "never")),
            "check_over": _TONE,
            "check_under": _TONE,
            "description": Switch(),
            "suggest": Switch(),
        },
        PullRequestRule,
    ),
    "issues": Fields(
        {
            "blockers": Switch(),
            "drift": Switch(),
            "drift_after": Duration(timedelta(days=365)),
            "on_deleted_line": Choice(("ask", "close", "keep")),
            "labels": Listing(Text(50)),
            "severity_labels": Named(Text(50), lambda severity, label: (severity, label)),
            "limit": Number(0, 1000, whole=True),
            "per_hour": Number(0, 100, whole=True),
            "assign": Choice(("none",)),
            "dashboard": Switch(),
        },
        IssueRule,
    ),
    "commands": Fields({"allow": Choice(("read", "triage", "write", "maintain", "admin"))}, CommandRule),
    "fix": Fields({"pull_request": Switch()}, FixRule),
    "limits": Fields(
        {
            "document_bytes": Number(1_000, 10_000_000, whole=True),
            "document_lines": Number(10, 200_000, whole=True),
        },
        DocumentLimits,
    ),
    "repositories": Fields({"include": _TEXTS, "exclude": _TEXTS}, RepositoryRule),
    "enforced": _TEXTS,
}

_ELSEWHERE = {
    name: f"{section}.{name}"
    for section, shape in _KEYS.items()
    if isinstance(shape, Fields)
    for name in shape.shapes
    if name not in _KEYS
}
POLICY = Fields(_KEYS, Policy, elsewhere=_ELSEWHERE)


def read_policy(text: bytes | str, path: str) -> tuple[Policy, tuple[Problem, ...]]:
    """The policy that `text` writes and what its author should mend, each problem with `path` and line.

    A file that cannot be read at all, or whose mode cannot, asks for silence: it counts as `mode: observe`.
    """
    notes = Notes(path)
    try:
        root = nodes_of(text)
    except SourceError as error:
        notes.note(error.line, f"{error.message}; nothing of it is used")
        return _silent(Policy()), tuple(notes.problems)
    if root is None or (isinstance(root, Scalar) and root.value is None):
        return Policy(), ()
    if not isinstance(root, Entries):
        notes.note(root.line, "the file must be a mapping of keys; nothing of it is used")
        return _silent(Policy()), tuple(notes.problems)
    policy: Policy = POLICY.read(root, "", notes)
    policy = replace(policy, given=frozenset(notes.given))
    meant_mode = get_close_matches("mode", [entry.key for entry in root.entries], cutoff=0.7)
    if meant_mode and "mode" not in notes.given:
        policy = _silent(policy)
    return policy, tuple(notes.problems)


def _silent(policy: Policy) -> Policy:
    return replace(policy, mode="observe", given=policy.given | {"mode"})


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of the policy file, as published in `bot/policy.schema.json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Statusproof policy (.github/statusproof.yml)",
        **POLICY.schema(),
    }
