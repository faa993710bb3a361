"""One issue per living blocker, never a second; within the policy's limits; a closed one stays closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.actions import CreateIssue, CreateLabel, UpdateIssue
from bot.markers import same, spliced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.actions import Action
    from bot.messages import IssueText
    from bot.plan.desired import Desired
    from bot.snapshot import OurIssue, Snapshot

BLOCKER_LABEL = "blocker"
_LABELS = {
    "statusproof": ("1f6feb", "Found by Statusproof in a status document"),
    BLOCKER_LABEL: ("d93f0b", "A status document says this blocks progress"),
}
_OTHER_LABEL = ("ededed", "")
_LABEL_NAME = 50
_HOUR = timedelta(hours=1)


def issue_actions(wanted: Desired, snapshot: Snapshot) -> tuple[Action, ...]:
    """Doubles closed, texts brought up to date, gone ones closed, new ones opened: in this order."""
    if wanted.issues is None:
        return ()
    oldest = _oldest(snapshot)
    new = _new(wanted.issues, oldest)
    opened = new[: _room(wanted, snapshot, oldest)]
    return (
        *_duplicates(snapshot, oldest),
        *(edit for text in wanted.issues for edit in _edited(oldest.get(text.fingerprint), text)),
        *(_closed(oldest[name], section) for name, section in wanted.resolved),
        *(_missing_labels(snapshot) if opened else ()),
        *(CreateIssue(text.marker, text.title, text.section, _labels(snapshot)) for text in opened),
    )


def issues_again(wanted: Desired, snapshot: Snapshot) -> datetime | None:
    """When the limit of the last hour lets the next issue be opened; None where it holds none back.

    The limit of open issues gives way when one is closed, which GitHub tells us.
    """
    oldest = _oldest(snapshot)
    waiting, room = len(_new(wanted.issues or (), oldest)), _room(wanted, snapshot, oldest)
    rule = snapshot.policy.issues
    if waiting <= room or not rule.per_hour or _staying(wanted, oldest) + room >= rule.limit:
        return None
    opened = sorted([*_recent(snapshot), *[snapshot.taken_at] * room])
    return opened[-rule.per_hour] + _HOUR


def _oldest(snapshot: Snapshot) -> dict[str, OurIssue]:
    """The issue of each fingerprint, open or closed."""
    found: dict[str, OurIssue] = {}
    for issue in sorted(snapshot.posted.issues, key=lambda issue: (issue.created_at, issue.number)):
        found.setdefault(issue.fingerprint, issue)
    return found


def _new(texts: Sequence[IssueText], oldest: Mapping[str, OurIssue]) -> list[IssueText]:
    return [text for text in texts if text.fingerprint not in oldest]


def _duplicates(snapshot: Snapshot, oldest: dict[str, OurIssue]) -> tuple[UpdateIssue, ...]:
    """Open doubles of an issue (left by a crash), each closed in favour of the oldest."""
    return tuple(
        UpdateIssue(
            issue.number,
            state="closed",
            state_reason="duplicate",
            duplicate_of=oldest[issue.fingerprint].number,
        )
        for issue in snapshot.posted.issues
        if issue.open and issue.number != oldest[issue.fingerprint].number
    )


def _room(wanted: Desired, snapshot: Snapshot, oldest: Mapping[str, OurIssue]) -> int:
    """How many more issues may be opened: up to the limit in all and the limit of the last hour."""
    rule = snapshot.policy.issues
    return max(0, min(rule.limit - _staying(wanted, oldest), rule.per_hour - len(_recent(snapshot))))


def _staying(wanted: Desired, oldest: Mapping[str, OurIssue]) -> int:
    resolved = dict(wanted.resolved)
    return sum(issue.open and name not in resolved for name, issue in oldest.items())


def _recent(snapshot: Snapshot) -> list[datetime]:
    """When the issues of the last hour were opened."""
    times = [issue.created_at for issue in snapshot.posted.issues]
    return [time for time in times if time > snapshot.taken_at - _HOUR]


def _edited(issue: OurIssue | None, text: IssueText) -> tuple[UpdateIssue, ...]:
    """The edit of an open issue whose facts changed. Title, labels and what people wrote below stay."""
    body = spliced(issue.body, text.section) if issue is not None and issue.open else None
    if issue is None or body is None or same(body, issue.body):
        return ()
    return (UpdateIssue(issue.number, body=body),)


def _closed(issue: OurIssue, section: str | None) -> UpdateIssue:
    body = None if section is None else spliced(issue.body, section)
    return UpdateIssue(issue.number, body=body, state="closed", state_reason="completed")


def _labels(snapshot: Snapshot) -> tuple[str, ...]:
    names = dict.fromkeys((*snapshot.policy.issues.labels, BLOCKER_LABEL))
    return tuple(name[:_LABEL_NAME] for name in names)


def _missing_labels(snapshot: Snapshot) -> tuple[CreateLabel, ...]:
    """Label names are equal without regard to case on GitHub."""
    there = {name.casefold() for name in snapshot.posted.labels}
    return tuple(
        CreateLabel(name, *_LABELS.get(name, _OTHER_LABEL))
        for name in _labels(snapshot)
        if name.casefold() not in there
    )
