"""What GitHub would hold after our actions: a tiny pure model of comments, checks, issues and labels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import (
    CreateCheck,
    CreateComment,
    CreateIssue,
    CreateLabel,
    DeleteComment,
    UpdateCheck,
    UpdateComment,
    UpdateIssue,
)
from bot.markers import fingerprint_in
from bot.snapshot import OurCheck, OurComment, OurIssue, Posted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.actions import Action, CheckReport


def after(posted: Posted, actions: Iterable[Action], now: datetime) -> Posted:
    """What is posted once these actions are applied in order, as the next reading would find it."""
    for action in actions:
        posted = _applied(posted, action, now)
    return posted


def _applied(posted: Posted, action: Action, now: datetime) -> Posted:  # noqa: PLR0911 - one per action
    match action:
        case CreateCheck(_, _, report):
            return replace(posted, checks=(*posted.checks, _check(100 + len(posted.checks), report, 0)))
        case UpdateCheck(number, report):
            return replace(
                posted,
                checks=tuple(
                    _check(c.id, report, c.annotations) if c.id == number else c for c in posted.checks
                ),
            )
        case CreateComment(_, marker, body):
            assert body.startswith(marker + "\n")
            return replace(
                posted, comments=(*posted.comments, OurComment(200 + len(posted.comments), _stored(body)))
            )
        case UpdateComment(number, body):
            return replace(
                posted,
                comments=tuple(
                    OurComment(c.id, _stored(body)) if c.id == number else c for c in posted.comments
                ),
            )
        case DeleteComment(number):
            return replace(posted, comments=tuple(c for c in posted.comments if c.id != number))
        case CreateLabel(name):
            assert name.casefold() not in {known.casefold() for known in posted.labels}, "GitHub answers 422"
            return replace(posted, labels=posted.labels | {name})
        case CreateIssue(marker, title, body, labels):
            number = 300 + len(posted.issues)
            opened = OurIssue(
                number,
                fingerprint_in(marker),
                title,
                _stored(body),
                True,
                None,
                frozenset(labels),
                f"#{number}",
                now,
            )
            return replace(posted, issues=(*posted.issues, opened))
        case UpdateIssue():
            return replace(
                posted,
                issues=tuple(_edited(i, action) if i.number == action.number else i for i in posted.issues),
            )


def _edited(issue: OurIssue, action: UpdateIssue) -> OurIssue:
    return replace(
        issue,
        body=issue.body if action.body is None else _stored(action.body),
        open=issue.open if action.state is None else action.state == "open",
        state_reason=action.state_reason or issue.state_reason,
    )


def _check(number: int, report: CheckReport, annotations: int) -> OurCheck:
    """GitHub appends annotations, at most 50 in one request."""
    assert len(report.annotations) <= 50
    return OurCheck(
        number,
        "in_progress" if report.conclusion is None else "completed",
        report.conclusion,
        report.title,
        _stored(report.summary),
        _stored(report.text),
        annotations + len(report.annotations),
    )


def _stored(body: str) -> str:
    """GitHub may hand a text back with other line ends and without trailing white space."""
    return body.rstrip().replace("\n", "\r\n")
