"""One check run per target and head: created once, kept up to date, never taken back to running.

Pull requests with one head (or a pull request and a branch) have one each, of the same name on the same
commit: each is its own run's to write, so none is written in turns. GitHub shows, and where it is required
counts, the one that was completed last, for all of them. They say the same, unless the bases have other
policies; and none is left unfinished, so a required check never waits longer than for the evidence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import CreateCheck, UpdateCheck
from bot.markers import same

if TYPE_CHECKING:
    from bot.actions import Action, CheckReport
    from bot.snapshot import OurCheck, Snapshot


def check_actions(report: CheckReport, snapshot: Snapshot) -> tuple[Action, ...]:
    """At most one write. Where a crash left several check runs of the target, GitHub shows the newest."""
    ours = snapshot.posted.checks
    if not ours:
        external = snapshot.target.external_id(snapshot.head_sha)
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
