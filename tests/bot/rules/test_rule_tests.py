"""Numbers of tests against CI: what turns a claim, and the near misses that must not."""

from __future__ import annotations

import pytest

from bot.components import WHOLE
from bot.evidence import Expected
from bot.evidence import TestTotals as Totals
from bot.policy import ComponentRule, Policy, Tolerance
from parsers.model import Figure, Progress
from parsers.model import Tests as Counted
from tests.builders import claim, fact, pull
from tests.builders_rules import short, verdict_of, verdicts_of

AUTH = "test (auth-service)"


def said(subject="Auth Service", *, approx=False, figures=None, headings=(), **numbers):
    extra = {} if figures is None else {"figures": figures}
    return claim(Counted(**numbers), subject=subject, approx=approx, headings=headings, **extra)


def run(passed=None, failed=None, skipped=None, total=None, name=AUTH, **overrides):
    return fact(Totals(passed, failed, skipped, total), name, **overrides)


@pytest.mark.parametrize(
    ("numbers", "totals"),
    [
        ({"passing": 121}, (121, 0, 0, 121)),
        ({"passing": 36, "total": 38}, (36, 2, 0, 38)),
        ({"passing": 36, "total": 38}, (36, 2, 3, 41)),  # without the skipped ones
        ({"passing": 36, "total": 41}, (36, 2, 3, 41)),  # with them
        ({"total": 121}, (119, 2, 0, 121)),
        ({"total": 119}, (119, 0, 2, 121)),
        ({"failing": 2}, (119, 2, 0, 121)),
        ({"failing": 0}, (119, 0, 0, 119)),
        ({"skipped": 3, "passing": 118}, (118, 0, 3, 121)),
        ({"percent": 97}, (36, 1, 0, 37)),  # 97.3
        ({"percent": 100}, (36, 0, 2, 38)),  # all that ran
        ({"percent": 94.7}, (36, 2, 0, 38)),
        ({"passing": 36, "total": 38, "percent": 95}, (36, 2, 0, 38)),
        ({"total": 0}, (0, 0, 0, 0)),
    ],
)
def test_any_documented_way_of_counting_holds(numbers, totals):
    verdict = verdict_of(said(**numbers), run(*totals))
    assert short(verdict) == "holds"
    assert verdict.component == "auth-service"
    assert verdict.evidence[0].kind == "tests"
    assert verdict.evidence[0].source == "https://github.test/acme/shop/checks/test-(auth-service)"


@pytest.mark.parametrize(
    ("numbers", "totals", "direction", "measured"),
    [
        ({"passing": 38, "total": 38}, (36, 2, 0, 38), "over", "36 of 38 passed, 2 failed"),
        (
            {"passing": 121},
            (119, 0, 2, 121),
            "over",
            "119 of 121 passed, 2 skipped",
        ),  # skipped is not passing
        ({"passing": 36, "total": 38}, (38, 0, 0, 38), "under", "38 of 38 passed"),
        ({"passing": 36, "total": 38}, (36, 4, 0, 40), "over", "36 of 40 passed, 4 failed"),
        ({"passing": 36, "total": 40}, (36, 2, 0, 38), "under", "36 of 38 passed, 2 failed"),
        ({"total": 150}, (121, 0, 0, 121), "over", "121 of 121 passed"),
        ({"total": 100}, (121, 0, 0, 121), "under", "121 of 121 passed"),
        ({"failing": 0}, (119, 2, 0, 121), "over", "119 of 121 passed, 2 failed"),
        ({"failing": 5}, (119, 2, 0, 121), "under", "119 of 121 passed, 2 failed"),
        ({"skipped": 1}, (118, 0, 3, 121), "over", "118 of 121 passed, 3 skipped"),
        ({"percent": 100}, (999, 1, 0, 1000), "over", "999 of 1000 passed, 1 failed"),  # no rounding to 100
        ({"percent": 90}, (36, 0, 0, 36), "under", "36 of 36 passed"),
        ({"total": 0}, (121, 0, 0, 121), "under", "121 of 121 passed"),
    ],
)
def test_a_number_no_counting_makes_is_drift(numbers, totals, direction, measured):
    verdict = verdict_of(said(**numbers), run(*totals))
    assert (verdict.status, verdict.direction, verdict.measured) == ("drifted", direction, measured)
    assert verdict.detail == f"CI counted {measured}."


@pytest.mark.parametrize(
    ("numbers", "totals"),
    [
        ({"passing": 121}, (None, None, None, 121)),
        ({"passing": 36, "total": 38}, (36, None, None, None)),
        ({"percent": 97}, (36, 1, 0, None)),
        ({"percent": 97}, (0, 0, 0, 0)),
        ({"skipped": 3}, (36, 0, None, 36)),
    ],
)
def test_a_number_the_report_does_not_give_is_not_judged(numbers, totals):
    assert short(verdict_of(said(**numbers), run(*totals))) == "unproven no evidence"


def test_a_floor_and_an_approximation_are_read_as_written():
    floor = (Figure("total", (0, 3), (100, None)),)
    assert short(verdict_of(said(total=100, approx=True, figures=floor), run(500, 0, 0, 500))) == "holds"
    assert short(verdict_of(said(total=100, approx=True, figures=floor), run(90, 0, 0, 90))) == "drifted over"
    assert short(verdict_of(said(total=100, approx=True), run(92, 0, 0, 92))) == "holds"
    assert short(verdict_of(said(total=100, approx=True), run(70, 0, 0, 70))) == "drifted over"


def test_tolerance_never_reaches_none_and_all():
    policy = Policy(tolerance=Tolerance(tests=3))
    assert short(verdict_of(said(total=100), run(102, 0, 0, 102), policy=policy)) == "holds"
    assert short(verdict_of(said(failing=0), run(100, 2, 0, 102), policy=policy)) == "drifted over"
    assert short(verdict_of(said(passing=38, total=38), run(37, 1, 0, 38), policy=policy)) == "drifted over"


@pytest.mark.parametrize("conclusion", ["cancelled", "timed_out", "skipped", "stale", "error"])
@pytest.mark.parametrize("job", [AUTH, "test (auth-service, 3.12)", "auth-service / e2e", "all tests"])
def test_a_run_that_did_not_complete_says_nothing(conclusion, job):
    for total in (121, 120):
        verdict = verdict_of(said(total=total), run(121, 0, 0, 121), fact(conclusion, job))
        assert short(verdict) == "unproven partial run"
        assert f"{job} ({conclusion})" in verdict.detail


@pytest.mark.parametrize(
    "job", ["lint", "test (payments)", "release", "auth-service / deploy-preview", "deploy"]
)
def test_a_job_of_something_else_does_not_make_a_run_partial(job):
    verdict = verdict_of(said(total=120), run(121, 0, 0, 121), fact("cancelled", job))
    assert short(verdict) == "drifted under"


def test_a_failed_test_job_with_figures_is_a_complete_run():
    verdict = verdict_of(said(passing=38, total=38), run(36, 2, 0, 38), fact("failure", AUTH))
    assert short(verdict) == "drifted over"


def test_a_shard_without_figures_makes_a_run_partial():
    shards = [fact("success", f"test (auth-service, {n}/2)") for n in (1, 2)]
    verdict = verdict_of(said(total=121), run(60, 0, 0, 60, name="test (auth-service, 1/2)"), *shards)
    assert short(verdict) == "unproven partial run"
    assert "test (auth-service, 2/2) (no figures)" in verdict.detail


def test_shards_are_not_added_up():
    shards = [
        run(60, 0, 0, 60, name="test (auth-service, 1/2)"),
        run(61, 0, 0, 61, name="test (auth-service, 2/2)"),
    ]
    assert short(verdict_of(said(total=121), *shards)) == "unproven several reports"


def test_while_evidence_is_made_the_verdict_is_pending():
    verdict = verdict_of(said(total=1), run(121, 0, 0, 121), expected=(Expected("slow tests", "running"),))
    assert (verdict.status, verdict.detail) == ("pending", "Waiting for slow tests.")


def test_a_run_waiting_for_approval_is_named_at_once():
    verdict = verdict_of(said(total=1), expected=(Expected("CI", "waiting for approval"),))
    assert short(verdict) == "unproven waiting for approval"


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("running", "evidence late"),
        ("queued", "evidence late"),
        ("missing", "partial run"),
        ("waiting for approval", "waiting for approval"),
    ],
)
@pytest.mark.parametrize("facts", [(), (run(121, 0, 0, 121),)])
def test_what_did_not_come_in_time_is_named(state, reason, facts):
    verdict = verdict_of(said(total=1), *facts, expected=(Expected(AUTH, state),), waited=True)
    assert short(verdict) == f"unproven {reason}"
    assert AUTH in verdict.detail


def test_late_evidence_of_something_else_changes_nothing():
    expected = (Expected("lint", "missing"), Expected("test (payments)", "running"))
    verdict = verdict_of(said(total=120), run(121, 0, 0, 121), expected=expected, waited=True)
    assert short(verdict) == "drifted under"


def test_a_whole_suite_that_did_not_come_bears_on_every_part():
    for name, expected in (("github-actions", "unproven evidence late"), ("release", "drifted under")):
        awaited = (Expected(name, "queued"),)
        assert (
            short(verdict_of(said(total=120), run(121, 0, 0, 121), expected=awaited, waited=True)) == expected
        )


def test_reports_that_agree_count_once():
    twice = (run(121, 0, 0, 121), run(121, 0, 0, 121, name="Auth Service Tests"))
    assert short(verdict_of(said(total=121), *twice)) == "holds"
    assert short(verdict_of(said(total=120), *twice)) == "drifted under"


def test_reports_that_differ_judge_only_what_all_agree_on():
    differ = (run(121, 0, 0, 121), run(119, 0, 2, 121, name="Auth Service Tests"))
    assert short(verdict_of(said(total=121), *differ)) == "holds"
    verdict = verdict_of(said(passing=121), *differ)
    assert short(verdict) == "unproven several reports"
    assert "test (auth-service) (121 of 121 passed)" in verdict.detail


def test_two_figures_of_one_source_are_ways_of_counting():
    ways = (run(119, 0, 2, 121, source="u"), run(238, 0, 4, 242, source="u"))
    assert short(verdict_of(said(passing=119), *ways)) == "holds"
    assert short(verdict_of(said(passing=238), *ways)) == "holds"
    verdict = verdict_of(said(passing=121), *ways)
    assert (short(verdict), verdict.measured) == ("drifted over", "119 of 121 passed, 2 skipped")
    unknown = (run(119, 0, 2, 121, source="u"), run(None, None, None, 242, source="u"))
    assert short(verdict_of(said(passing=121), *unknown)) == "unproven no evidence"


def test_a_part_is_never_held_against_the_whole():
    verdict = verdict_of(said("Overall", total=300), run(121, 0, 0, 121))
    assert short(verdict) == "unproven no evidence"
    assert verdict.detail == "Figures came only for test (auth-service)."
    assert verdict.component == WHOLE.label


def test_the_whole_is_never_held_against_a_part():
    assert short(verdict_of(said(total=40), run(121, 0, 0, 121, name="test"))) == "unproven no evidence"


def test_unit_tests_are_held_against_unit_tests_only():
    unit, every = run(80, 0, 0, 80, name="unit-tests"), run(121, 0, 0, 121, name="test")
    for total, facts, expected in (
        (80, unit, "holds"),
        (70, unit, "drifted under"),
        (80, every, "unproven no evidence"),
    ):
        stated = said("Unit tests", total=total, headings=("Shop Status",))
        assert short(verdict_of(stated, facts)) == expected
    assert short(verdict_of(said("Overall", total=120), unit)) == "unproven no evidence"


def test_a_total_given_twice_differently_is_some_sections():
    facts = (run(121, 0, 0, 121, name="test"), run(9, 0, 0, 9))
    once, other = said("Total", total=50), said("Total", total=71)
    assert [short(one) for one in verdicts_of(once, other, facts=facts)] == ["unproven no component"] * 2
    assert [short(one) for one in verdicts_of(once, once, facts=facts)] == ["drifted under"] * 2
    named = said("Auth Service", total=50), said("Auth Service", total=71)
    assert [short(one) for one in verdicts_of(*named, facts=facts)] == ["drifted over"] * 2


def test_overall_is_never_some_sections():
    facts = (run(121, 0, 0, 121, name="test"),)
    stated = said("Overall", total=121), said("Overall", total=124)
    assert [short(one) for one in verdicts_of(*stated, facts=facts)] == ["holds", "drifted over"]


def test_100_percent_stated_beside_less_is_some_sections():
    stated = [claim(Progress(percent), subject="Total progress") for percent in (100, 40)]
    assert verdicts_of(*stated, facts=(fact("failure", "test"),))[0].status == "unproven"


def test_a_check_of_something_unnamed_is_not_the_whole():
    assert (
        short(verdict_of(said("Overall", total=300), run(12, 0, 0, 12, name="backend")))
        == "unproven no evidence"
    )


@pytest.mark.parametrize("subject", ["Login page", "Authentication", "Database tests"])
def test_a_subject_of_no_component_is_not_judged(subject):
    verdict = verdict_of(said(subject, total=300), run(121, 0, 0, 121, name="test"))
    assert short(verdict) == "unproven no component"


def test_an_ambiguous_subject_names_its_candidates():
    policy = Policy(components=(ComponentRule("auth-client"),))
    verdict = verdict_of(said("Auth", total=300), run(121, 0, 0, 121), policy=policy)
    assert short(verdict) == "unproven ambiguous component"
    assert verdict.detail == "It could mean auth-service and auth-client."


def test_figures_of_another_commit_are_no_evidence():
    assert short(verdict_of(said(total=1), run(121, 0, 0, 121, commit="a" * 40))) == "unproven no evidence"


def test_a_figure_on_a_pull_request_counts_on_every_line():
    assert short(verdict_of(said(total=1), run(121, 0, 0, 121), pull=pull())) == "drifted under"


def test_a_forks_figure_says_so():
    verdict = verdict_of(said(total=121), run(121, 0, 0, 121, trusted=False))
    assert verdict.evidence[0].value == "test (auth-service): 121 of 121 passed (from a fork)"


def test_a_record_is_not_held_against_now():
    assert short(verdict_of(said(total=1), run(121, 0, 0, 121), kind="record")) == "unproven record"


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ((5, None, None, None), "5 passed"),
        ((None, 2, None, 9), "9 tests, 2 failed"),
        ((None, 2, None, None), "2 failed"),
    ],
)
def test_what_was_counted_is_said_shortly(totals, words):
    assert verdict_of(said(failing=0, total=1, passing=1), run(*totals)).evidence[0].value.endswith(words)
