"""Done must mean what the policy says; a failing check turns only what it speaks of."""

from __future__ import annotations

import pytest

from bot.evidence import CoveragePercent, Expected
from bot.evidence import TestTotals as Totals
from bot.policy import Done, Policy
from parsers.model import Blocker, Progress, State
from tests.builders import claim, fact, pull
from tests.builders_rules import short, verdict_of, verdicts_of

AUTH = "test (auth-service)"
COVERED = Policy(done=Done(coverage=80))


def done(subject="Auth Service", value=None, **extra):
    return claim(value or State("done"), subject=subject, **extra)


@pytest.mark.parametrize("value", [State("done"), Progress(100)])
def test_done_holds_when_its_own_checks_are_green(value):
    verdict = verdict_of(done(value=value), fact("success", AUTH))
    assert short(verdict) == "holds"
    assert verdict.detail == "test (auth-service) passed and 1 check succeeded."
    assert [citation.component for citation in verdict.evidence] == ["auth-service"]


def test_several_green_checks_are_counted():
    verdict = verdict_of(done(), fact("success", AUTH), fact("success", "auth-service / build"))
    assert verdict.detail == "test (auth-service) passed and all 2 checks succeeded."


@pytest.mark.parametrize("value", [State("done"), Progress(100)])
def test_done_drifts_when_its_own_check_fails(value):
    verdict = verdict_of(done(value=value), fact("failure", AUTH), fact("success", "test (payments)"))
    assert short(verdict) == "drifted over"
    assert verdict.measured == "test (auth-service) failed"


def test_done_drifts_when_its_own_tests_fail():
    verdict = verdict_of(done(), fact(Totals(36, 2, 0, 38), AUTH), fact("success", "auth-service / build"))
    assert (short(verdict), verdict.measured) == (
        "drifted over",
        "test (auth-service): 36 of 38 passed, 2 failed",
    )


@pytest.mark.parametrize(
    "other",
    [
        *("test (payments)", "lint", "test", "CI", "backend", "auth-client tests", "deploy", "unit-tests"),
        "test (payments, auth-service)",
    ],
)
def test_a_failure_of_anything_else_does_not_turn_a_part(other):
    assert short(verdict_of(done(), fact("success", AUTH), fact("failure", other))) == "holds"
    assert verdict_of(done(), fact("failure", other)).status == "unproven"


def test_a_coverage_gate_neither_proves_nor_turns_done():
    gates = ("codecov/project/auth-service", "codecov/project", "codecov/patch", "coverage/coveralls")
    for ending in ("failure", "success"):
        facts = [fact(ending, gate) for gate in gates]
        for subject in ("Auth Service", "Overall"):
            assert short(verdict_of(done(subject), *facts)) == "unproven unknown condition"
            assert short(verdict_of(done(subject), fact("success", AUTH), *facts)) == "holds"


@pytest.mark.parametrize("subject", ["Login page", "Authentication", "Payment retries", "Auth and payments"])
def test_a_subject_of_no_component_is_never_turned(subject):
    assert (
        verdict_of(done(subject), fact("failure", AUTH), fact("failure", "test (payments)")).status
        == "unproven"
    )


@pytest.mark.parametrize(
    "heading", ["Documentation", "Docker images", "Kubernetes deployment", "Database migrations"]
)
def test_another_side_of_a_part_is_not_judged_by_its_tests(heading):
    verdict = verdict_of(done(headings=("Shop Status", heading)), fact("failure", AUTH))
    assert short(verdict) == "unproven not judged"
    lines = ("# Shop Status", f"## {heading}", "Auth Service: done")
    assert short(verdict_of(done(line=3), fact("failure", AUTH), lines=lines)) == "unproven not judged"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (State("partial"), "not judged"),
        (State("todo"), "not judged"),
        (State("blocked"), "not judged"),
        (Progress(98), "no basis"),
    ],
)
def test_anything_less_than_done_is_not_judged(value, reason):
    assert short(verdict_of(done(value=value), fact("failure", AUTH))) == f"unproven {reason}"


def test_about_100_percent_is_not_done():
    assert (
        short(verdict_of(done(value=Progress(100), approx=True), fact("failure", AUTH)))
        == "unproven no basis"
    )


@pytest.mark.parametrize("job", ["test (payments)", "lint", "netlify", "test", AUTH])
def test_the_whole_is_done_only_when_every_check_is(job):
    facts = (fact("success", "CI tests"), fact("failure", job))
    assert short(verdict_of(done("The platform"), *facts)) == "drifted over"
    assert short(verdict_of(done("Overall", Progress(100)), *facts)) == "drifted over"
    assert short(verdict_of(done("Overall"), fact("success", "CI tests"), fact("neutral", job))) == "holds"


def test_overall_in_a_document_about_something_else_is_not_the_whole():
    facts = (fact("failure", "test"),)
    assert short(verdict_of(done("Overall"), *facts, path="docs/LOGIN_STATUS.md")) == "unproven no component"
    assert short(verdict_of(done("Overall"), *facts, path="PHASE_1.md")) == "unproven no component"
    assert verdict_of(done("Overall"), *facts, path="packages/payments/STATUS.md").component == "payments"


@pytest.mark.parametrize("headings", [("Shop Status", "Phase 1"), ("Shop Status", "Login page")])
def test_a_label_under_a_heading_that_names_something_else_is_not_the_whole(headings):
    assert (
        short(verdict_of(done("Tests", headings=headings), fact("failure", "test")))
        == "unproven no component"
    )


@pytest.mark.parametrize(
    ("subject", "failing", "expected"),
    [
        ("Tests", "lint", "holds"),
        ("Tests", "slow tests", "drifted over"),
        ("CI", "lint", "drifted over"),
        ("Build", "lint", "unproven not judged"),
        ("Build System", "lint", "unproven not judged"),
        ("Health checks", "lint", "unproven no component"),
        ("Coverage", "lint", "unproven not judged"),
        ("Code quality", "lint", "unproven no component"),
        ("Status", "lint", "drifted over"),
    ],
)
def test_a_label_is_judged_by_what_it_speaks_of(subject, failing, expected):
    stated = done(subject, headings=("Shop Status",))
    assert short(verdict_of(stated, fact("success", "test"), fact("failure", failing))) == expected


@pytest.mark.parametrize("subject", ["Status", "Implementation", "│", "CI", ""])
def test_a_label_that_stands_nowhere_is_not_the_whole(subject):
    facts = (fact("failure", "test"),)
    assert short(verdict_of(done(subject), *facts, lines=("text",))) == "unproven no component"


def test_a_label_without_headings_belongs_to_those_of_its_lines():
    lines = ("# Shop", "## Login page", "Status: done", "# Payments", "Status: done")
    stated = (done("Status", line=3), done("Status", line=5), done("Status", line=99))
    found = verdicts_of(
        *stated, facts=(fact("failure", "test"), fact("success", "test (payments)")), lines=lines
    )
    assert [one.component for one in found] == [None, "payments", None]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("E2E tests", "holds"),
        ("Unit tests", "drifted over"),
        ("Load tests", "unproven unknown condition"),
    ],
)
def test_a_kind_of_test_is_judged_by_that_kind_only(subject, expected):
    facts = (fact("failure", "unit-tests"), fact("success", "e2e"))
    assert short(verdict_of(done(subject, headings=("Shop Status",)), *facts)) == expected


@pytest.mark.parametrize(
    "conclusion", ["cancelled", "timed_out", "error", "stale", "action_required", "pending"]
)
def test_an_incomplete_run_neither_holds_nor_drifts(conclusion):
    assert verdict_of(done(), fact(conclusion, AUTH)).status == "unproven"
    assert verdict_of(done("Overall"), fact("success", "test"), fact(conclusion, "lint")).status == "unproven"


def test_a_skipped_test_job_proves_nothing_and_other_skipped_jobs_do_not_matter():
    assert short(verdict_of(done(), fact("skipped", AUTH))) == "unproven partial run"
    assert short(verdict_of(done("Overall"), fact("success", "test"), fact("skipped", "deploy"))) == "holds"


def test_a_missing_run_is_named():
    expected = (Expected("test (auth-service, 3.12)", "missing"),)
    verdict = verdict_of(done(), fact("success", AUTH), expected=expected, waited=True)
    assert short(verdict) == "unproven partial run"
    late = (Expected(AUTH, "waiting for approval"),)
    assert short(verdict_of(done(), expected=late, waited=True)) == "unproven waiting for approval"


def test_while_checks_run_done_is_pending():
    expected = (Expected("test (payments)", "queued"),)
    assert verdict_of(done(), fact("success", AUTH), expected=expected).status == "pending"


def test_without_evidence_done_is_unproven_and_says_what_is_unknown():
    verdict = verdict_of(done())
    assert short(verdict) == "unproven unknown condition"
    assert verdict.detail == (
        "Not known here: tests (no test run speaks of this) and checks (no check speaks of this)."
    )


def test_a_build_alone_does_not_show_that_tests_pass():
    verdict = verdict_of(done(), fact("success", "auth-service / build"))
    assert (short(verdict), "tests" in verdict.detail) == ("unproven unknown condition", True)


def test_passing_totals_without_a_test_is_no_proof():
    assert (
        verdict_of(done(), fact(Totals(0, 0, 0, 0), AUTH), fact("success", "auth-service / x")).status
        == "unproven"
    )
    assert short(verdict_of(done(), fact(Totals(3, 0, 0, 3), AUTH), fact("success", AUTH))) == "holds"


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((), "unproven unknown condition"),
        ((85,), "holds"),
        ((70,), "drifted over"),
        ((70, 85), "unproven unknown condition"),
    ],
)
def test_coverage_counts_where_the_policy_asks_for_it(figures, expected):
    given = [fact(CoveragePercent(p), "codecov/project/auth-service", source=f"u{p}") for p in figures]
    verdict = verdict_of(done(), fact("success", AUTH), *given, policy=COVERED)
    assert short(verdict) == expected
    if figures == (70,):
        assert verdict.detail == "coverage is 70 %, 80 % is asked for."


def test_conditions_the_policy_leaves_out_are_not_asked():
    nothing = Policy(done=Done(tests=None, checks=None, blockers=None))
    assert short(verdict_of(done(), fact("failure", AUTH), policy=nothing)) == "unproven no evidence"
    tests_only = Policy(done=Done(checks=None))
    facts = (fact(Totals(3, 0, 0, 3), AUTH), fact("failure", "auth-service / build"))
    assert short(verdict_of(done(), *facts, policy=tests_only)) == "holds"


def blocker(subject="Auth Service", **extra):
    values = {"line": 7, "text": "**Blocker**: needs the schema", "labelled": True} | extra
    return claim(Blocker("needs the schema"), subject=subject, **values)


def test_a_living_blocker_of_the_same_part_turns_done():
    verdict = verdicts_of(done(), blocker(), facts=(fact("success", AUTH),))[0]
    assert short(verdict) == "drifted over"
    assert verdict.detail == "a blocker is stated in STATUS.md:7."
    assert verdict.evidence[0].source.endswith("STATUS.md#L7")


@pytest.mark.parametrize("other", [blocker("Payments"), blocker("Login page"), blocker(labelled=False)])
def test_any_other_blocker_does_not(other):
    assert short(verdicts_of(done(), other, facts=(fact("success", AUTH),))[0]) == "holds"


def test_a_blocker_of_a_record_does_not_count():
    assert (
        short(verdicts_of(done(), blocker(), facts=(fact("success", AUTH),), kind="record")[0])
        == "unproven record"
    )


def test_a_blocker_does_not_wait_for_ci():
    verdict = verdicts_of(done(), blocker(), expected=(Expected(AUTH, "running"),))[0]
    assert short(verdict) == "drifted over"


def test_a_red_build_on_a_pull_request_turns_only_lines_it_touches():
    red = fact("failure", AUTH)
    untouched = verdict_of(done(line=3), red, pull=pull({"STATUS.md": [4], "OTHER.md": [3]}))
    assert short(untouched) == "unproven unknown condition"
    assert untouched.detail == "On this pull request test (auth-service) failed, which CI itself reports."
    assert short(verdict_of(done(line=3), red, pull=pull({"STATUS.md": [3]}))) == "drifted over"


def test_a_blocker_turns_untouched_lines_of_a_pull_request_too():
    verdict = verdicts_of(done(), blocker(), facts=(fact("failure", AUTH),), pull=pull())[0]
    assert (short(verdict), verdict.detail) == ("drifted over", "a blocker is stated in STATUS.md:7.")
