"""What CI says, as facts and expectations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import evidence as facts_are
from bot.collect.facts import (
    Sayings,
    expected_of,
    facts_of,
    latest_runs,
    latest_statuses,
    will_not_come,
)
from bot.evidence import CheckOutcome, CoveragePercent, Expected
from bot.github.models import CheckRun, CheckSuite, StatusAnswer
from bot.policy import EvidenceRule
from tests.builders import COMMIT

OURS = 77
AT = datetime(2026, 3, 1, tzinfo=UTC)
RULE = EvidenceRule()


def run(
    name: str = "test", id_: int = 1, app: int = 1, slug: str = "github-actions", **fields: Any
) -> CheckRun:
    given = {"status": "completed", "conclusion": "success", "head_sha": COMMIT, "started_at": AT, **fields}
    return CheckRun.model_validate({"id": id_, "name": name, "app": {"id": app, "slug": slug}, **given})


def suite(
    status: str, id_: int = 1, runs: int = 0, slug: str = "github-actions", **fields: Any
) -> CheckSuite:
    row = {"id": id_, "status": status, "latest_check_runs_count": runs, "app": {"id": 1, "slug": slug}}
    return CheckSuite.model_validate({**row, **fields})


def status(state: str, context: str = "codecov/project", id_: int = 5, **fields: Any) -> StatusAnswer:
    row = {"state": state, "context": context, "creator": {"id": id_, "login": "codecov[bot]"}}
    return StatusAnswer.model_validate({**row, **fields})


def test_the_latest_run_of_a_name_and_app_counts_and_ours_does_not():
    runs = [
        run(id_=1, conclusion="failure"),
        run(id_=3, started_at=AT + timedelta(minutes=1)),
        run(id_=9, started_at=None),
        run(id_=4, app=2),
        run(id_=5, app=OURS),
        run("lint", id_=6, head_sha=""),
        run("other", id_=7, head_sha="0" * 40),
        CheckRun.model_validate({"id": 8, "name": "nobody"}),
    ]
    assert [one.id for one in latest_runs(runs, COMMIT, OURS)] == [6, 3, 4]


def test_the_newest_status_of_a_context_counts_and_ours_does_not():
    found = [
        status("success"),
        status("pending"),
        status("error", "b", creator=None),
        status("success", "c", 9),
    ]
    assert [(one.context, one.state) for one in latest_statuses(found, 9)] == [
        ("b", "error"),
        ("codecov/project", "success"),
    ]


def values(*runs: CheckRun, statuses: tuple[StatusAnswer, ...] = ()) -> list[Any]:
    return [fact.value for fact in facts_of(Sayings(COMMIT, runs, (), statuses), RULE)]


@pytest.mark.parametrize(
    ("conclusion", "told"),
    [
        ("success", "success"),
        ("startup_failure", "error"),
        ("stale", "stale"),
        ("new_word", "error"),
        (None, "error"),
    ],
)
def test_a_finished_run_tells_its_outcome(conclusion, told):
    assert values(run(conclusion=conclusion)) == [CheckOutcome(told)]


def test_figures_in_the_words_of_a_run_are_facts_of_their_own():
    output = {"title": "212 passed, 3 failed", "summary": None}
    assert values(run(output=output)) == [
        CheckOutcome("success"),
        facts_are.TestTotals(passed=212, failed=3, total=215),
    ]


def test_an_unfinished_run_has_no_figures_yet():
    assert values(run(status="in_progress", conclusion=None, output={"title": "212 passed, 3 failed"})) == [
        CheckOutcome("pending")
    ]


def test_a_status_tells_its_outcome_and_its_figures():
    said = (
        status("failure", description="81.25% (-0.50%) compared to 1a2b3c4"),
        status("pending", "x", description="1%"),
    )
    assert values(statuses=said) == [CheckOutcome("failure"), CoveragePercent(81.25), CheckOutcome("pending")]


def test_a_fact_names_its_source_commit_time_and_speaker():
    fact = facts_of(Sayings(COMMIT, (run(html_url="https://x.test/1", completed_at=AT),)), RULE)[0]
    assert (fact.source, fact.commit, fact.at, fact.app, fact.trusted) == (
        "https://x.test/1",
        COMMIT,
        AT,
        "github-actions",
        True,
    )
    spoken = Sayings(
        COMMIT, (), (), (status("success", target_url="https://c.test", updated_at=AT),), fork=True
    )
    one = facts_of(spoken, RULE)[0]
    assert (one.source, one.at, one.app, one.trusted) == ("https://c.test", AT, "codecov[bot]", False)


def believed(rule: EvidenceRule, *said: StatusAnswer) -> list[str]:
    return [fact.name for fact in facts_of(Sayings(COMMIT, (run("a"), run("b", slug="x")), (), said), rule)]


def test_only_apps_and_statuses_the_policy_believes_are_evidence():
    """Anyone who may push can set any status."""
    mine = status("success", "mine", creator={"id": 3, "login": "ada", "type": "User"})
    bots = status("success", "bots", creator={"id": 4, "login": "ci", "type": "Bot"})
    nobodys = status("success", "nobodys", creator=None)
    assert believed(RULE, mine, bots, nobodys) == ["a", "bots"]
    assert believed(EvidenceRule(apps=("x",), statuses=("mine",)), mine, bots, nobodys) == ["b", "mine"]
    assert believed(EvidenceRule(statuses=("nobodys",)), mine, nobodys) == ["a", "nobodys"]


def expected(
    *runs: CheckRun,
    suites: tuple[CheckSuite, ...] = (),
    statuses: tuple[StatusAnswer, ...] = (),
    before: frozenset[tuple[str, str]] = frozenset(),
    rule: EvidenceRule = RULE,
) -> tuple[Expected, ...]:
    return expected_of(Sayings(COMMIT, runs, suites, statuses), before, rule)


def test_unfinished_runs_of_believed_apps_are_waited_for():
    runs = (
        run("a", status="in_progress"),
        run("b", status="queued"),
        run("c", status="waiting"),
        run("d"),
        run("e", slug="deployer", status="in_progress"),
    )
    assert expected(*runs) == (Expected("a", "running"), Expected("b", "queued"), Expected("c", "queued"))


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (suite("queued", runs=2), "queued"),
        (suite("in_progress", runs=2), "running"),
        (suite("queued"), "queued"),
        (suite("completed", conclusion="action_required"), "waiting for approval"),
        (suite("completed", conclusion="success", runs=2), None),
        (suite("queued", slug="idle-app"), None),
        (suite("queued", runs=1, slug="idle-app"), None),
        (CheckSuite.model_validate({"id": 1, "status": None}), None),
    ],
)
def test_a_suite_is_waited_for_while_more_may_come(found, state):
    """An idle app's suite stays queued for ever and is expected of nobody."""
    assert expected(suites=(found,)) == (() if state is None else (Expected("github-actions", state),))


def test_an_idle_suite_of_a_believed_app_is_expected_of_nobody():
    rule = EvidenceRule(apps=("buildkite",))
    assert expected(suites=(suite("queued", slug="buildkite"),), rule=rule) == ()
    assert expected(suites=(suite("queued", runs=1, slug="buildkite"),), rule=rule) == (
        Expected("buildkite", "queued"),
    )


def test_a_suite_whose_runs_are_waited_for_is_not_named_besides():
    going = run("a", status="in_progress", check_suite={"id": 4})
    assert expected(going, suites=(suite("in_progress", 4, 1),)) == (Expected("a", "running"),)


def test_pending_statuses_are_waited_for_those_the_policy_lists_if_it_does():
    pending = (status("pending", "a"), status("pending", "b"), status("success", "c"))
    assert expected(statuses=pending) == (Expected("a", "running"), Expected("b", "running"))
    assert expected(statuses=pending, rule=EvidenceRule(statuses=("b",))) == (Expected("b", "running"),)


def test_what_the_default_branch_had_is_missing_until_it_comes():
    before = frozenset({("github-actions", "test"), ("github-actions", "lint"), ("deployer", "deploy")})
    assert expected(run("test"), before=before) == (Expected("lint", "missing"),)
    assert expected(run("test"), run("lint", status="queued"), before=before) == (Expected("lint", "queued"),)


def test_a_missing_status_is_waited_for_only_where_the_policy_names_it():
    before = frozenset({("codecov[bot]", "codecov/project")})
    rule = EvidenceRule(statuses=("codecov/project",))
    assert expected(before=before) == ()
    assert expected(before=before, rule=rule) == (Expected("codecov/project", "missing"),)
    assert expected(statuses=(status("success"),), before=before, rule=rule) == ()


@pytest.mark.parametrize(
    ("expected", "rule", "answer"),
    [
        ((Expected("deploy", "missing"),), RULE, True),
        ((), RULE, False),
        ((Expected("deploy", "missing"), Expected("test", "running")), RULE, False),
        ((Expected("deploy", "missing"),), EvidenceRule(apps=("github-actions", "buildkite")), False),
        ((Expected("cov", "missing"),), EvidenceRule(statuses=("cov",)), False),
    ],
)
def test_what_actions_did_not_queue_will_not_come(expected, rule, answer):
    assert will_not_come(expected, rule) is answer
