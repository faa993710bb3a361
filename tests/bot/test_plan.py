"""What is done for each state of a target, and that doing it leaves nothing to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions import (
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
from bot.evidence import Expected
from bot.findings import findings_of
from bot.identity import identified, look_of
from bot.markers import COMMENT, END
from bot.messages import comment_body
from bot.plan import Desired, desired, plan, planned
from bot.policy import IssueRule, Policy, PullRequestRule
from bot.snapshot import OurComment, Posted, Tree
from parsers.model import Blocker, Problem, State
from parsers.model import Tests as Counted
from tests.builders import NOW, claim, document, evidence, judged, pull, repository, snapshot, tree, verdict
from tests.builders_github import after
from tests.builders_speaking import issue

ACTIVE = Policy(mode="active")
WAITING = evidence(expected=(Expected("test", "running"),))


def drifted(direction="over", *, touched=True, line=1):
    return judged(
        claim(Counted(passing=121), line=line, text=f"- 121 tests passing {line}"),
        verdict=verdict("drifted", direction=direction, measured="119 passing"),
        touched=touched,
    )


def blocker(why="needs the schema", subject="Auth Service", **overrides):
    overrides.setdefault("text", f"- Blocker: {why}")
    return claim(Blocker(why), subject=subject, labelled=True, **overrides)


def on_pull(**overrides):
    return snapshot(
        **{"pull": pull(), "policy": ACTIVE, "documents": (document(path="STATUS.md"),)} | overrides
    )


def on_main(*claims, lines=None, **overrides):
    """The default branch with these blockers in STATUS.md."""
    text = tuple(c.text for c in claims) if lines is None else lines
    standing = document(*claims, path="STATUS.md", lines=text)
    return snapshot(**{"documents": (standing,), "policy": ACTIVE, "tree": tree("STATUS.md")} | overrides)


def actions(now, said):
    return planned(now, said, findings_of(now, said)).actions


def main_actions(now):
    """Everything planned on the default branch but the check."""
    said = identified(now, [judged(c) for s in now.documents for c in s.document.claims])
    return [a for a in actions(now, said) if not isinstance(a, CreateCheck | UpdateCheck)]


def done(now, said):
    """The snapshot after what was planned is done."""
    return replace(now, posted=after(now.posted, actions(now, said), now.taken_at))


def main_done(now):
    return replace(now, posted=after(now.posted, main_actions(now), now.taken_at))


def kinds(found):
    return [type(action) for action in found]


# The check run


def test_every_head_gets_one_check():
    now = on_pull()
    [check] = actions(now, (judged(),))
    assert isinstance(check, CreateCheck)
    assert (check.head_sha, check.report.conclusion) == (now.head_sha, "success")
    assert check.external_id == now.target.external_id(now.head_sha)
    assert actions(done(now, (judged(),)), (judged(),)) == ()


@pytest.mark.parametrize(
    "now",
    [
        on_pull(documents=()),
        on_pull(policy=Policy(mode="observe")),
        on_pull(policy_problems=(Problem(1, "x"),)),
        on_pull(evidence=replace(WAITING, waited=True)),
        on_pull(pull=pull(draft=True)),
        on_pull(pull=pull(fork=True)),
        snapshot(branch="gh-readonly-queue/main/pr-1-abc", policy=ACTIVE),
        snapshot(policy=ACTIVE),
    ],
)
def test_a_check_is_completed_whatever_the_circumstances(now):
    [check] = actions(now, (judged(),) if now.documents else ())
    assert check.report.conclusion in ("success", "neutral")


def test_while_evidence_is_made_the_check_runs_and_nothing_else_is_said():
    now = on_pull(evidence=WAITING)
    said = (drifted(),)
    [check] = actions(now, said)
    assert check.report.conclusion is None
    assert check.report.annotations == ()
    settled = replace(done(now, said), evidence=evidence())
    completed, comment = actions(settled, said)
    assert isinstance(completed, UpdateCheck)
    assert (completed.report.conclusion, len(completed.report.annotations)) == ("neutral", 1)
    assert isinstance(comment, CreateComment)
    assert actions(done(settled, said), said) == ()


def test_a_completed_check_is_not_taken_back_to_running():
    now = done(on_pull(), (judged(),))
    assert actions(replace(now, evidence=WAITING), (judged(),)) == ()


def test_annotations_are_sent_once():
    now = done(on_pull(), (drifted(line=1),))
    assert now.posted.checks[0].annotations == 1
    [update] = [a for a in actions(now, (drifted(line=2),)) if isinstance(a, UpdateCheck)]
    assert update.report.annotations == ()
    later = done(now, (drifted(line=2),))
    assert later.posted.checks[0].annotations == 1
    assert actions(later, (drifted(line=2),)) == ()


def test_of_several_checks_the_newest_is_kept_up_to_date():
    twice = done(on_pull(), (judged(),))
    older = replace(twice.posted.checks[0], id=7, title="old")
    now = replace(twice, posted=replace(twice.posted, checks=(older, twice.posted.checks[0])))
    assert actions(now, (judged(),)) == ()
    stale = replace(twice, posted=replace(twice.posted, checks=(twice.posted.checks[0], older)))
    [update] = actions(stale, (judged(),))
    assert update.id == 7


@pytest.mark.parametrize(
    "now", [on_pull(repository=repository(archived=True)), on_pull(pull=pull(open=False))]
)
def test_nothing_is_written_where_nobody_can_use_it(now):
    assert actions(now, (drifted(),)) == ()
    assert desired(now, (drifted(),), ()) == Desired()
    assert plan(Desired(), now) == Plan()


# The comment


def comments(now, *said):
    return [a for a in actions(now, said) if isinstance(a, CreateComment | UpdateComment | DeleteComment)]


def commented(now, *said):
    return replace(now, posted=replace(now.posted, comments=(OurComment(5, comment_body(now, said)),)))


def rule(**overrides):
    return replace(ACTIVE, pull_requests=PullRequestRule(**overrides))


def test_a_false_statement_on_a_touched_line_is_worth_a_comment():
    [made] = comments(on_pull(), drifted())
    assert isinstance(made, CreateComment)
    assert (made.number, made.marker) == (3, COMMENT)
    assert made.body.startswith(COMMENT + "\n")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (on_pull(), drifted(touched=False)),
        (on_pull(), drifted("under")),
        (on_pull(), judged(touched=True)),
        (on_pull(pull=pull(draft=True)), drifted()),
        (on_pull(policy=Policy(mode="observe")), drifted()),
        (on_pull(policy=rule(comment="never")), drifted()),
        (on_pull(policy=rule(comment="drift")), judged()),
        (on_pull(evidence=WAITING), drifted()),
        (snapshot(policy=ACTIVE), drifted()),
    ],
)
def test_silence_otherwise(now, said):
    assert comments(now, said) == []


@pytest.mark.parametrize(
    ("mode", "said"), [("drift", drifted("under", touched=False)), ("drift", drifted()), ("always", judged())]
)
def test_the_policy_may_ask_for_more(mode, said):
    assert kinds(comments(on_pull(policy=rule(comment=mode)), said)) == [CreateComment]


def test_an_existing_comment_is_edited_also_for_older_and_smaller_drift():
    now = commented(on_pull(), drifted())
    assert comments(now, drifted()) == []
    for said in (drifted("under"), drifted(touched=False, line=9)):
        [edit] = comments(now, drifted(), said)
        assert (type(edit), edit.id) == (UpdateComment, 5)


def test_when_all_is_fixed_the_comment_folds_to_one_line_and_stays_so():
    now = commented(on_pull(), drifted())
    [edit] = comments(now, judged())
    assert edit.body.count("\n") == 1
    folded = commented(on_pull(), judged())
    pushed = replace(folded, head_sha="c" * 40, pull=pull(head_sha="c" * 40))
    assert comments(pushed, judged(), judged(verdict=verdict("unproven", reason="no evidence"))) == []
    assert kinds(comments(pushed, drifted())) == [UpdateComment]


def test_what_cannot_be_measured_again_is_not_called_fixed():
    known = replace(drifted(), id="aaaaaaaaaaaa")
    now = commented(on_pull(), known)
    unproven = replace(known, verdict=verdict("unproven", reason="evidence late"))
    [edit] = comments(now, unproven)
    assert "1 claim that did not agree could not be checked" in edit.body
    later = done(now, (unproven,))
    assert comments(later, unproven) == []
    assert "agree again" in comments(later, replace(known, verdict=verdict()))[0].body


def test_while_evidence_is_made_the_comment_stays_as_it_is():
    assert comments(replace(commented(on_pull(), drifted()), evidence=WAITING), drifted(line=9)) == []


def test_a_comment_handed_back_with_other_line_ends_is_the_same():
    now = commented(on_pull(), drifted())
    body = now.posted.comments[0].body.replace("\n", "\r\n") + "\r\n"
    assert comments(replace(now, posted=Posted(comments=(OurComment(5, body),))), drifted()) == []


def test_doubles_go_and_the_oldest_stays():
    now = commented(on_pull(), drifted())
    oldest = now.posted.comments[0]
    doubled = replace(now, posted=Posted(comments=(oldest, OurComment(6, oldest.body), OurComment(7, "x"))))
    assert comments(doubled, drifted()) == [DeleteComment(6), DeleteComment(7)]
    assert comments(done(doubled, (drifted(),)), drifted()) == []


# Issues


def test_a_living_blocker_gets_one_issue_and_its_labels():
    now = on_main(blocker())
    first, second, opened = main_actions(now)
    assert [first.name, second.name] == ["statusproof", "blocker"]
    assert isinstance(opened, CreateIssue)
    assert opened.title == "Auth Service is blocked: needs the schema"
    assert opened.labels == ("statusproof", "blocker")
    assert opened.body.startswith(opened.marker + "\n")
    assert opened.body.endswith(END)
    assert main_actions(main_done(now)) == []


def test_labels_that_exist_in_any_case_are_not_made_again():
    now = on_main(blocker(), posted=Posted(labels=frozenset({"Blocker", "STATUSPROOF"})))
    assert kinds(main_actions(now)) == [CreateIssue]


def test_labels_of_the_policy_are_used():
    policy = replace(ACTIVE, issues=IssueRule(labels=("docs", "x" * 60)))
    made = main_actions(on_main(blocker(), policy=policy))
    assert [a.name for a in made if isinstance(a, CreateLabel)] == ["docs", "x" * 50, "blocker"]
    assert made[-1].labels == ("docs", "x" * 50, "blocker")


@pytest.mark.parametrize(
    "overrides",
    [
        {"policy": Policy(mode="observe")},
        {"policy": replace(ACTIVE, issues=IssueRule(blockers=False))},
        {"repository": repository(has_issues=False)},
        {"repository": repository(archived=True)},
        {"evidence": WAITING},
        {"branch": "develop"},
        {"pull": pull(), "branch": None},
    ],
)
def test_no_issue_is_opened_elsewhere(overrides):
    assert main_actions(on_main(blocker(), **overrides)) == []


def test_drift_opens_no_issue():
    now = on_main()
    assert kinds(actions(now, identified(now, [drifted()]))) == [CreateCheck]


def test_an_issue_that_exists_is_never_opened_again():
    closed = main_done(on_main(blocker()))
    [ours] = closed.posted.issues
    for reason in ("not_planned", "completed", "duplicate"):
        shut = replace(ours, open=False, state_reason=reason)
        assert main_actions(replace(closed, posted=replace(closed.posted, issues=(shut,)))) == []


def test_not_more_issues_are_open_than_the_policy_allows():
    policy = replace(ACTIVE, issues=IssueRule(limit=2))
    now = main_done(on_main(*[blocker(f"needs part {n}", f"Service {n}") for n in "abc"], policy=policy))
    assert len(now.posted.issues) == 2
    assert main_actions(now) == []
    shut = replace(now.posted.issues[0], open=False)
    freed = replace(now, posted=replace(now.posted, issues=(shut, now.posted.issues[1])))
    assert kinds(main_actions(freed)) == [CreateIssue]


def test_not_more_issues_are_opened_in_an_hour_than_the_policy_allows():
    policy = replace(ACTIVE, issues=IssueRule(per_hour=1))
    now = main_done(on_main(blocker("needs a"), blocker("needs b", "Order"), policy=policy))
    assert len(now.posted.issues) == 1
    assert main_actions(now) == []
    assert kinds(main_actions(replace(now, taken_at=NOW + timedelta(hours=1)))) == [CreateIssue]


def again(now):
    said = identified(now, [judged(c) for s in now.documents for c in s.document.claims])
    return planned(now, said, findings_of(now, said)).again


def test_what_the_hours_limit_holds_back_is_looked_at_again_when_it_may_be_opened():
    three = [blocker(f"needs part {n}", f"Service {n}") for n in "abc"]
    first = on_main(*three, policy=replace(ACTIVE, issues=IssueRule(per_hour=1)))
    assert again(first) == NOW + timedelta(hours=1), "one is opened now, the next in an hour"
    half = replace(main_done(first), taken_at=NOW + timedelta(minutes=30))
    assert again(half) == NOW + timedelta(hours=1)
    assert again(replace(half, taken_at=NOW + timedelta(hours=1))) == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    "rule",
    [
        IssueRule(),
        IssueRule(per_hour=3),
        IssueRule(per_hour=1, limit=1),
        IssueRule(limit=2),
        IssueRule(per_hour=0),
    ],
)
def test_what_no_hour_would_free_is_not_waited_for(rule):
    """Nothing is held back, or only by the number of open issues, or for ever."""
    three = [blocker(f"needs part {n}", f"Service {n}") for n in "abc"]
    assert again(on_main(*three, policy=replace(ACTIVE, issues=rule))) is None


def test_a_changed_statement_edits_the_body_and_nothing_else():
    now = main_done(on_main(blocker("needs the schema")))
    [ours] = now.posted.issues
    theirs = replace(ours, title="Schema!", labels=frozenset(), body=ours.body + "\n\nI am on it")
    posted = replace(now.posted, issues=(theirs,))
    later = on_main(blocker("needs a Prisma schema"), posted=posted, head_sha="c" * 40)
    [edit] = main_actions(later)
    assert (edit.number, edit.state) == (ours.number, None)
    assert "needs a Prisma schema" in edit.body
    assert edit.body.endswith("\n\nI am on it")


def test_a_moved_line_edits_nothing():
    now = main_done(on_main(blocker(line=1)))
    assert main_actions(on_main(blocker(line=7), posted=now.posted, head_sha="c" * 40)) == []


def test_a_body_that_people_rewrote_stays_theirs():
    now = main_done(on_main(blocker()))
    rewritten = replace(now.posted.issues[0], body=now.posted.issues[0].body.partition("\n")[0] + "\nmine")
    assert main_actions(replace(now, posted=replace(now.posted, issues=(rewritten,)))) == []


def test_younger_doubles_are_closed_in_favour_of_the_oldest():
    now = main_done(on_main(blocker()))
    [ours] = now.posted.issues
    younger = replace(ours, number=400)
    youngest = replace(ours, number=401, created_at=NOW + timedelta(minutes=1))
    shut = replace(ours, number=402, open=False)
    doubled = replace(now, posted=replace(now.posted, issues=(youngest, ours, shut, younger)))
    made = main_actions(doubled)
    assert {(a.number, a.state_reason, a.duplicate_of) for a in made} == {
        (400, "duplicate", ours.number),
        (401, "duplicate", ours.number),
    }
    assert main_actions(main_done(doubled)) == []


def test_doubles_are_healed_also_when_nothing_is_blocked():
    now = main_done(on_main(blocker()))
    younger = replace(now.posted.issues[0], number=400)
    gone = on_main(lines=("- nothing",), posted=replace(now.posted, issues=(*now.posted.issues, younger)))
    assert {(a.number, a.state_reason) for a in main_actions(gone)} == {
        (300, "completed"),
        (400, "duplicate"),
    }
    assert main_actions(main_done(gone)) == []


# When the statement is gone


def afterwards(*lines, **overrides):
    """The actions once a document with an open issue reads otherwise."""
    before = main_done(on_main(blocker()))
    return main_actions(on_main(lines=lines, **{"posted": before.posted, "head_sha": "c" * 40} | overrides))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "- all is well",
        "- ~~Blocker: needs the schema~~",
        "- [x] Blocker: needs the schema",
        "- ✅ Blocker: needs the schema",
    ],
)
def test_a_line_removed_or_marked_done_closes_the_issue(line):
    [closing] = afterwards(line)
    assert (closing.state, closing.state_reason) == ("closed", "completed")
    assert "At `ccccccc` it does not say so any more" in closing.body


@pytest.mark.parametrize(
    "lines",
    [
        ("- Blocker: needs the schema",),
        ("1. **Blocker**: needs the schema",),
        ("- Blocker: needs", "  the schema"),
        ("- ✅ Blocker: needs the schema", "- Blocker: needs the schema"),
        ("- Blocker: needs the [schema](docs/schema.md 'here')<br>",),
        ("- Blocker\u221a\u00a9: needs the schema",),
    ],
)
def test_a_line_that_is_only_not_read_any_more_changes_nothing(lines):
    assert afterwards(*lines) == []


def test_a_document_removed_closes_its_issues():
    [closing] = afterwards(documents=(), tree=tree("README.md"))
    assert closing.state == "closed"


@pytest.mark.parametrize(
    "overrides",
    [
        {"documents": ()},
        {"documents": (), "tree": Tree(complete=False)},
        {"documents": (document(path="STATUS.md", lines=(), problems=(Problem(0, "too large"),)),)},
        {
            "documents": (document(path="NEW.md", lines=("Blocker: needs the schema",)),),
            "tree": tree("NEW.md"),
        },
    ],
)
def test_a_document_that_was_not_read_closes_nothing(overrides):
    assert afterwards(**overrides) == []


def test_an_emptied_document_closes_its_issue():
    assert kinds(afterwards(documents=(document(path="STATUS.md", lines=()),))) == [UpdateIssue]


def test_an_issue_of_unknown_story_is_left_alone():
    assert main_actions(on_main(lines=(), posted=issue("aaaaaaaaaaaa"))) == []


def test_a_statement_without_words_is_never_gone():
    before = main_done(on_main(blocker("✅", text="✅")))
    assert main_actions(on_main(lines=(), posted=before.posted)) == []


@pytest.mark.parametrize(
    ("lines", "closed"),
    [(("- \u26a0 \u043d\u0435\u0442 \u0441\u0445\u0435\u043c\u044b",), 0), (("- ok",), 1)],
)
def test_a_statement_in_another_script_is_compared_as_it_is(lines, closed):
    before = main_done(on_main(blocker("нет схемы", text="нет схемы")))
    assert len(main_actions(on_main(lines=lines, posted=before.posted))) == closed


def test_the_last_look_tells_what_an_issue_was_about():
    first = on_main(blocker())
    said = identified(first, [judged(blocker())])
    posted = main_done(first).posted
    bare = replace(posted, issues=(replace(posted.issues[0], body=posted.issues[0].body.partition("\n")[0]),))
    [closing] = main_actions(on_main(lines=(), posted=bare, previous=look_of(first, said)))
    assert (closing.state, closing.body) == ("closed", None)


def test_a_closed_issue_is_not_closed_again():
    before = main_done(on_main(blocker()))
    shut = replace(before.posted.issues[0], open=False, state_reason="not_planned")
    assert main_actions(on_main(lines=(), posted=replace(before.posted, issues=(shut,)))) == []


# Whatever happens, doing what is planned leaves nothing to do

CLAIMS = st.builds(
    lambda kind, line, service, status, direction, touched: judged(
        {
            "blocker": blocker(f"needs part {line}", f"Service {service}", line=line),
            "tests": claim(Counted(passing=line), line=line, subject=f"Service {service}"),
            "state": claim(
                State("done"), line=line, subject=f"Service {service}", text=f"Service {service} ✅"
            ),
        }[kind],
        verdict=verdict(
            status, direction=direction if status == "drifted" else None, measured="something else"
        ),
        touched=touched,
    ),
    st.sampled_from(["blocker", "tests", "state"]),
    st.integers(1, 4),
    st.integers(1, 2),
    st.sampled_from(["holds", "drifted", "unproven", "pending"]),
    st.sampled_from(["over", "under"]),
    st.booleans(),
)
POLICIES = st.builds(
    lambda mode, comment, limit, per_hour: Policy(
        mode=mode,
        pull_requests=PullRequestRule(comment=comment),
        issues=IssueRule(limit=limit, per_hour=per_hour),
    ),
    st.sampled_from(["active", "active", "active", "observe"]),
    st.sampled_from(["introduced", "drift", "always", "never"]),
    st.integers(0, 3),
    st.integers(1, 3),
)
LOOKS = st.lists(
    st.tuples(
        st.lists(CLAIMS, max_size=5),
        POLICIES,
        st.sampled_from([evidence(), WAITING, replace(WAITING, waited=True)]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150)
@given(LOOKS, st.sampled_from([None, pull(), pull(draft=True), pull(open=False)]), st.booleans())
def test_a_second_run_plans_nothing_and_nothing_is_ever_doubled(looks, request, doubled):
    posted, previous = Posted(), None
    for number, (claims, policy, proof) in enumerate(looks):
        found = [replace(item, claim=replace(item.claim, line=line)) for line, item in enumerate(claims, 1)]
        head = f"{number:040x}"
        wanted = None if request is None else replace(request, head_sha=head)
        status = document(*[item.claim for item in found], path="STATUS.md")
        now = snapshot(
            documents=(status,), policy=policy, evidence=proof, previous=previous, head_sha=head, pull=wanted,
            posted=replace(posted, checks=()), taken_at=NOW + timedelta(minutes=number), tree=tree("STATUS.md"),
        )  # fmt: skip
        said = identified(now, found)
        applied = done(now, said)
        again = identified(applied, found)
        assert again == said
        assert actions(applied, again) == ()
        posted, previous = applied.posted, look_of(now, said)
        assert len(posted.checks) <= 1
        if proof.settled and policy.mode == "active":
            assert len(posted.comments) <= 1 or not request.open
            standing = [i.fingerprint for i in posted.issues if i.open]
            assert len(standing) == len(set(standing))
        assert sum(i.open for i in posted.issues) <= max(p.issues.limit for _, p, _ in looks) + doubled
        if doubled and number == 0:
            posted = with_doubles(posted)


def with_doubles(posted):
    """What a crash between a write and its record may leave behind."""
    comments = tuple(replace(c, id=c.id + 50) for c in posted.comments[:1])
    issues = tuple(replace(i, number=i.number + 50) for i in posted.issues[:1])
    return replace(posted, comments=posted.comments + comments, issues=posted.issues + issues)
