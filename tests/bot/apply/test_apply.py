"""Plans carried out on the sandbox: what stands there afterwards, whatever goes wrong on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.actions import (
    Annotation,
    CheckReport,
    CreateCheck,
    CreateComment,
    CreateIssue,
    CreateLabel,
    DeleteComment,
    Plan,
    UpdateCheck,
    UpdateComment,
    UpdateIssue,
)
from bot.apply import apply
from bot.errors import Later
from bot.github import Unknown
from bot.markers import COMMENT, issue_marker
from tests.builders_collect import Fence, Stage, stage
from tests.builders_sandbox import broken_rows

if TYPE_CHECKING:
    from bot.snapshot import Snapshot

REPORT = CheckReport(
    "neutral", "1 drifted", "Look here", "Details", (Annotation("S.md", 1, 1, "warning", "t", "m"),)
)
MARKER = issue_marker("abc1234567")
ISSUE = CreateIssue(MARKER, "A blocker", f"{MARKER}\nIt blocks.", ("statusproof", "blocker"))


async def opened(s: Stage) -> int:
    s.repo.commit("topic", {"STATUS.md": "done b\n"}, "Change")
    return s.repo.open_pull("topic")


def comment(number: int, text: str = "Hello.") -> CreateComment:
    return CreateComment(number, COMMENT, f"{COMMENT}\n{text}")


def check(seen: Snapshot, report: CheckReport = REPORT) -> CreateCheck:
    known = seen.target.external_id(seen.head_sha)
    return CreateCheck(seen.head_sha, known, report, "https://proof.test/x")


async def test_a_pull_requests_comment_and_check_are_written():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        plan = Plan((check(seen), comment(number)))
        applied = await apply(plan, seen, Fence(), s.room)
        assert (applied.done, applied.failed, applied.dropped) == (plan.actions, (), None)
        [run] = s.repo.check_runs(seen.head_sha)
        assert (run.name, run.status, run.conclusion) == ("statusproof", "completed", "neutral")
        assert [one.body for one in s.repo.comments(number)] == [f"{COMMENT}\nHello."]
        again = await s.look(s.pull(number))
        assert (again.posted.checks[0].id, again.posted.checks[0].annotations) == (run.id, 1)
        kept = {(post.kind, post.github, post.head_sha) for post in s.ledger.posted.held.values()}
        assert kept == {
            ("check", run.id, seen.head_sha),
            ("comment", again.posted.comments[0].id, seen.head_sha),
        }
        assert s.ledger.intents.held == {}


async def test_what_stands_is_changed_in_place():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        await apply(
            Plan((check(seen, CheckReport(None, "Waiting", "…")), comment(number))),
            seen,
            Fence(),
            s.room,
        )
        seen = await s.look(s.pull(number))
        plan = Plan(
            (
                UpdateCheck(seen.posted.checks[0].id, REPORT, "https://proof.test/x"),
                UpdateComment(seen.posted.comments[0].id, f"{COMMENT}\nBetter."),
            )
        )
        await apply(plan, seen, Fence(), s.room)
        seen = await s.look(s.pull(number))
    assert [(one.status, one.conclusion, one.title) for one in seen.posted.checks] == [
        ("completed", "neutral", "1 drifted")
    ]
    assert [one.body for one in seen.posted.comments] == [f"{COMMENT}\nBetter."]


async def test_doubles_are_removed_and_what_is_gone_stays_gone():
    async with stage() as s:
        number = await opened(s)
        double = s.repo.comment(number, "statusproof[bot]", f"{COMMENT}\nTwice.")
        seen = await s.look(s.pull(number))
        for _ in range(2):
            applied = await apply(Plan((DeleteComment(double),)), seen, Fence(), s.room)
            assert applied.done == (DeleteComment(double),)
        assert s.repo.comments(number) == []


async def test_an_issue_is_opened_changed_and_closed_as_a_double():
    async with stage() as s:
        label = CreateLabel("blocker", "b60205", "What blocks progress")
        seen = await s.look(s.branch())
        applied = await apply(Plan((label, ISSUE)), seen, Fence(), s.room)
        assert applied.failed == ()
        again = await apply(Plan((label,)), seen, Fence(), s.room)
        assert (again.done, again.failed) == ((label,), ()), "a label that is there is as good as ours"
        seen = await s.look(s.branch())
        first = seen.posted.issues[0]
        assert (first.fingerprint, first.title, first.labels) == (
            "abc1234567",
            "A blocker",
            {"statusproof", "blocker"},
        )
        double = s.repo.open_issue("A blocker", body=f"{MARKER}\nTwice.", user="statusproof[bot]")
        changes = (
            UpdateIssue(first.number, body=f"{MARKER}\nStill."),
            UpdateIssue(double, state="closed", state_reason="duplicate", duplicate_of=first.number),
        )
        assert (await apply(Plan(changes), seen, Fence(), s.room)).failed == ()
        now = {issue.number: issue for issue in (await s.look(s.branch())).posted.issues}
    assert now[first.number].body == f"{MARKER}\nStill."
    assert (now[double].open, now[double].state_reason) == (False, "duplicate")


async def test_many_annotations_go_in_parts():
    many = tuple(Annotation("S.md", line, line, "warning", "t", "m") for line in range(1, 121))
    async with stage() as s:
        seen = await s.look(s.branch())
        await apply(Plan((check(seen, replace(REPORT, annotations=many)),)), seen, Fence(), s.room)
        seen = await s.look(s.branch())
    assert [one.annotations for one in seen.posted.checks] == [120]


async def test_a_head_that_moved_drops_the_plan():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        s.repo.commit("topic", {"STATUS.md": "done c\n"}, "Again")
        applied = await apply(Plan((comment(number),)), seen, Fence(), s.room)
        assert (applied.done, applied.dropped) == ((), "the head moved")
        assert s.repo.comments(number) == []


async def test_a_branch_that_is_gone_drops_the_plan():
    async with stage() as s:
        s.repo.commit("side", {"a": "b"}, "Side")
        seen = await s.look(s.branch("side"))
        s.repo.delete_branch("side")
        applied = await apply(Plan((check(seen),)), seen, Fence(), s.room)
        assert applied.dropped == "the head moved"


async def test_a_run_that_lost_its_target_writes_nothing_more():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        plan = Plan((check(seen), comment(number)))
        applied = await apply(plan, seen, Fence(left=1), s.room)
        assert (applied.done, applied.dropped) == (plan.actions[:1], "another run took over")
        assert s.repo.comments(number) == []


async def test_an_empty_plan_asks_nothing():
    async with stage() as s:
        seen = await s.look(s.branch())
        before = s.app.requests.total
        assert (await apply(Plan(), seen, Fence(), s.room)).done == ()
        assert s.app.requests.total == before


async def test_what_is_refused_does_not_stop_the_rest():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        gone = UpdateComment(4711, "x")
        applied = await apply(Plan((gone, comment(number))), seen, Fence(), s.room)
        assert [(failure.action, "not there" in failure.reason) for failure in applied.failed] == [
            (gone, True)
        ]
        assert len(s.repo.comments(number)) == 1


async def test_a_refused_create_leaves_no_intent():
    async with stage() as s:
        seen = await s.look(s.branch())
        s.sandbox.fail_next("POST", "*/issues", status=422)
        applied = await apply(Plan((ISSUE,)), seen, Fence(), s.room)
        assert [failure.action for failure in applied.failed] == [ISSUE]
        assert s.ledger.intents.held == {}


async def test_a_create_whose_answer_was_lost_is_not_repeated():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        s.sandbox.fail_next("POST", "/repos/*", outcome="cut", applies=True)
        with pytest.raises(Unknown):
            await apply(Plan((comment(number),)), seen, Fence(), s.room)
        assert len(s.ledger.intents.held) == 1
        seen = await s.look(s.pull(number))
        assert len(seen.posted.comments) == 1
        await apply(Plan(), seen, Fence(), s.room)
        assert s.ledger.intents.held == {}
        assert [post.github for post in s.ledger.posted.held.values()] == [seen.posted.comments[0].id]


@pytest.mark.parametrize("kind", ["check", "comment", "issue"])
async def test_while_an_earlier_create_is_in_doubt_nobody_creates(kind):
    """A list that lacks it proves nothing at first; later it is read anew before the next try."""
    async with stage() as s:
        number = await opened(s)
        target = s.branch() if kind == "issue" else s.pull(number)
        seen = await s.look(target)
        action = {"check": check(seen), "comment": comment(number), "issue": ISSUE}[kind]
        s.sandbox.fail_next("POST", "/repos/*", outcome="cut", applies=True)
        with pytest.raises(Unknown):
            await apply(Plan((action,)), seen, Fence(), s.room)
        with pytest.raises(Later, match="not yet sure"):
            await apply(Plan((action,)), seen, Fence(), s.room)
        s.room.now.ahead = timedelta(seconds=11)
        with pytest.raises(Later, match="after all"):
            await apply(Plan((action,)), seen, Fence(), s.room)
        assert s.ledger.intents.held == {}
        posted = (await s.look(target)).posted
        assert len(posted.checks) + len(posted.comments) + len(posted.issues) == 1


async def test_a_create_that_surely_failed_is_made_again():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        s.sandbox.fail_next("POST", "*/comments", status=502)
        with pytest.raises(Unknown):
            await apply(Plan((comment(number),)), seen, Fence(), s.room)
        s.room.now.ahead = timedelta(seconds=11)
        applied = await apply(Plan((comment(number),)), seen, Fence(run=2), s.room)
        assert len(applied.done) == 1
        assert len(s.repo.comments(number)) == 1
        assert s.ledger.intents.held == {}


async def test_a_crash_after_the_intent_leaves_it_open():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))

        async def crash(_post: object) -> None:
            raise ConnectionError("the database went away")

        s.ledger.posted.save = crash
        with pytest.raises(ConnectionError):
            await apply(Plan((comment(number),)), seen, Fence(), s.room)
        assert [intent.kind for intent in s.ledger.intents.held.values()] == ["comment"]


async def test_intents_nobody_asks_about_any_more_are_settled():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        key = s.pull(number).key
        await s.ledger.intents.record(key, "check", "1/" + "0" * 40, 1)
        await s.ledger.intents.record(key, "comment", COMMENT, 1)
        await apply(Plan(), seen, Fence(), s.room)
        assert [intent.kind for intent in s.ledger.intents.held.values()] == ["comment"]
        s.room.now.ahead = timedelta(hours=2)
        await apply(Plan(), seen, Fence(), s.room)
        assert s.ledger.intents.held == {}


async def test_a_limit_stops_the_plan_and_names_when_to_come_back():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        s.sandbox.fail_next("POST", "*/comments", status=403, headers=(("retry-after", "90"),))
        with pytest.raises(Later, match="secondary"):
            await apply(Plan((comment(number), check(seen))), seen, Fence(), s.room)
        assert s.ledger.intents.held == {}
        assert s.repo.check_runs(seen.head_sha) == []


async def test_every_write_is_one_github_describes():
    async with stage() as s:
        number = await opened(s)
        seen = await s.look(s.pull(number))
        await apply(Plan((check(seen), comment(number))), seen, Fence(), s.room)
        seen = await s.look(s.pull(number))
        ours = seen.posted
        changes = (
            UpdateCheck(ours.checks[0].id, REPORT),
            UpdateComment(ours.comments[0].id, "x"),
            DeleteComment(ours.comments[0].id),
        )
        await apply(Plan(changes), seen, Fence(), s.room)
        seen = await s.look(s.branch())
        await apply(
            Plan((CreateLabel("drift", "fbca04", "Says more than is so"), ISSUE)), seen, Fence(), s.room
        )
        issue = (await s.look(s.branch())).posted.issues[0]
        double = UpdateIssue(
            issue.number, state="closed", state_reason="duplicate", duplicate_of=issue.number
        )
        await apply(Plan((double,)), seen, Fence(), s.room)
        rows = list(s.sandbox.requests)
    assert broken_rows(rows) == []


async def test_a_label_refused_for_another_reason_is_a_failure():
    async with stage() as s:
        seen = await s.look(s.branch())
        label = CreateLabel("x" * 60, "b60205", "Too long")
        s.sandbox.fail_next("POST", "*/labels", status=422, body='{"message": "Validation Failed"}')
        applied = await apply(Plan((label,)), seen, Fence(), s.room)
    assert [failure.action for failure in applied.failed] == [label]
