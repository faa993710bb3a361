"""What should stand on GitHub for one snapshot, whatever stands there now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.findings import is_blocker
from bot.messages import check_report, closing_section, comment_body, issue_text
from bot.plan.gone import is_gone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions import CheckReport
    from bot.messages import IssueText
    from bot.policy import Policy
    from bot.snapshot import OurIssue, Pull, Snapshot
    from bot.verdicts import Finding, Judged


@dataclass(frozen=True, slots=True)
class Desired:
    """One target as it should look.

    `check` is None where nothing may be written at all. `comment` is what a comment says if there is one,
    None where it stays as it is; `speak` says that there must be one. `issues` are those of the living
    blockers, None where issues are not to be touched; `resolved` holds, by fingerprint, our part of an issue
    whose statement is gone (None where the body is not ours to edit).
    """

    check: CheckReport | None = None
    comment: str | None = None
    speak: bool = False
    issues: tuple[IssueText, ...] | None = None
    resolved: tuple[tuple[str, str | None], ...] = ()


def desired(snapshot: Snapshot, judged: Sequence[Judged], findings: Sequence[Finding]) -> Desired:
    """What policy and evidence call for. Nothing on an archived repository or a closed pull request."""
    pull = snapshot.pull
    if snapshot.repository.archived or (pull is not None and not pull.open):
        return Desired()
    check = check_report(snapshot, judged)
    if snapshot.policy.mode != "active" or not snapshot.evidence.settled:
        return Desired(check)
    if pull is not None:
        return Desired(check, comment_body(snapshot, judged), _speaks(snapshot.policy, pull, judged))
    if not _has_issues(snapshot):
        return Desired(check)
    existing = _oldest(snapshot)
    living = tuple(
        issue_text(snapshot, finding, _body(existing.get(finding.fingerprint)))
        for finding in findings
        if is_blocker(finding)
    )
    return Desired(check, issues=living, resolved=_resolved(snapshot, judged, findings, existing))


def _speaks(policy: Policy, pull: Pull, judged: Sequence[Judged]) -> bool:
    """Whether this pull request is worth a first comment. Drafts are never interrupted."""
    mode = policy.pull_requests.comment
    if mode == "never" or pull.draft:
        return False
    drifted = [item for item in judged if item.verdict.status == "drifted"]
    if mode == "introduced":
        # Until evidence of the merge base is kept, drift on an untouched line is of unknown age.
        return any(item.touched and item.verdict.direction == "over" for item in drifted)
    return mode == "always" or bool(drifted)


def _has_issues(snapshot: Snapshot) -> bool:
    return snapshot.on_default_branch and snapshot.repository.has_issues and snapshot.policy.issues.blockers


def _oldest(snapshot: Snapshot) -> dict[str, OurIssue]:
    """The issue of each fingerprint: the oldest, where there are doubles."""
    ordered = sorted(snapshot.posted.issues, key=lambda issue: (issue.created_at, issue.number), reverse=True)
    return {issue.fingerprint: issue for issue in ordered}


def _body(issue: OurIssue | None) -> str | None:
    return None if issue is None else issue.body


def _resolved(
    snapshot: Snapshot,
    judged: Sequence[Judged],
    findings: Sequence[Finding],
    existing: dict[str, OurIssue],
) -> tuple[tuple[str, str | None], ...]:
    """Open issues whose statement is gone from the documents, with the words to close them by."""
    alive = {item.id for item in judged} | {finding.fingerprint for finding in findings}
    return tuple(
        (fingerprint, closing_section(snapshot, fingerprint, issue.body))
        for fingerprint, issue in sorted(existing.items())
        if issue.open and fingerprint not in alive and is_gone(snapshot, issue)
    )
