"""One check run per head: created once, kept up to date, never taken back to running."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import CreateCheck, UpdateCheck
from bot.markers import same

if TYPE_CHECKING:
    from bot.actions import Action, CheckReport
    from bot.snapshot import OurCheck, Snapshot


def check_actions(report: CheckReport, snapshot: Snapshot) -> tuple[Action, ...]:
    """At most one write. Where a crash left several check runs, the newest is the one GitHub shows."""
    ours = snapshot.posted.checks
    if not ours:
        external = f"{snapshot.repository.id}/{snapshot.head_sha}"
        return (CreateCheck(snapshot.head_sha, external, report, snapshot.details_url),)
    newest = ours[-1]
    if _shows(newest, report) or (report.conclusion is None and newest.status == "completed"):
        return ()
    # GitHub appends annotations on every update: what was sent once is not sent again.
    sent = replace(report, annotations=()) if newest.annotations else report
    return (UpdateCheck(newest.id, sent, snapshot.details_url),)


def _shows(check: OurCheck, report: CheckReport) -> bool:
    status = "in_progress" if report.conclusion is None else "completed"
    return (
        (check.status, check.conclusion) == (status, report.conclusion)
        and same(check.title, report.title)
        and same(check.summary, report.summary)
        and same(check.text, report.text)
    )
