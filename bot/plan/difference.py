"""Desired minus existing: the writes still to be made, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import Plan
from bot.plan.checks import check_actions
from bot.plan.comments import comment_actions
from bot.plan.desired import desired
from bot.plan.issues import issue_actions, issues_again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.plan.desired import Desired
    from bot.snapshot import Snapshot
    from bot.verdicts import Finding, Judged


def plan(wanted: Desired, snapshot: Snapshot) -> Plan:
    """The actions that make GitHub look as desired: the check first, then the comment, then issues."""
    if wanted.check is None:
        return Plan()
    return Plan(
        (
            *check_actions(wanted.check, snapshot),
            *comment_actions(wanted, snapshot),
            *issue_actions(wanted, snapshot),
        ),
        issues_again(wanted, snapshot),
    )


def planned(snapshot: Snapshot, judged: Sequence[Judged], findings: Sequence[Finding]) -> Plan:
    """What is to be done for one snapshot, from its judged claims (with ids) and findings."""
    return plan(desired(snapshot, judged, findings), snapshot)
