"""Coverage against what services and tools say: what turns a claim, and the near misses that must not."""

from __future__ import annotations

import pytest

from bot.evidence import CoveragePercent, Expected
from bot.policy import Policy, Tolerance
from parsers.model import Coverage, Figure
from tests.builders import claim, fact
from tests.builders_rules import short, verdict_of

EXACT = Policy(tolerance=Tolerance(coverage=0))
PROJECT = "codecov/project"


def said(percent, metric=None, subject="Overall", **extra):
    return claim(Coverage(percent, metric), subject=subject, **extra)


def given(percent, metric="lines", name=PROJECT, **extra):
    return fact(CoveragePercent(percent, metric), name, app="codecov", **extra)


@pytest.mark.parametrize(
    ("stated", "measured"),
    [
        (97, 97.4),
        (97, 96.5),
        (91.91, 91.91),
        (91.9, 91.91),
        (91.9, 92),
        (100, 100),
        (0, 0),
        (92, 92.4),
        (99.96, 99.96),
    ],
)
def test_rounding_as_written_holds(stated, measured):
    verdict = verdict_of(said(stated), given(measured), policy=EXACT)
    assert short(verdict) == "holds"
    assert verdict.evidence[0].kind == "coverage"


@pytest.mark.parametrize(
    ("stated", "measured", "direction"),
    [
        (97, 96.3, "over"),
        (97, 97.8, "under"),
        (91.91, 90.2, "over"),
        (100, 99.96, "over"),
        (0, 0.3, "under"),
        (99.96, 100, "under"),
    ],
)
def test_beyond_rounding_is_drift(stated, measured, direction):
    verdict = verdict_of(said(stated), given(measured), policy=EXACT)
    assert (verdict.status, verdict.direction) == ("drifted", direction)
    assert verdict.detail == f"CI measured {measured:g} %."


def test_tolerance_comes_after_rounding_and_never_reaches_none_and_all():
    assert short(verdict_of(said(97), given(96.1))) == "holds"
    assert short(verdict_of(said(97), given(95.9))) == "drifted over"
    assert short(verdict_of(said(100), given(99.7))) == "drifted over"


def test_a_range_a_floor_and_an_approximation_are_read_as_written():
    in_range = (Figure("percent", (0, 2), (40, 50)),)
    floor = (Figure("percent", (0, 2), (80, None)),)
    for measured, expected in ((38, "holds"), (50, "holds"), (60, "drifted under"), (30, "drifted over")):
        assert short(verdict_of(said(45, approx=True, figures=in_range), given(measured))) == expected
    for measured, expected in ((99.5, "holds"), (79.6, "holds"), (75.1, "drifted over")):
        assert short(verdict_of(said(80, approx=True, figures=floor), given(measured))) == expected
    for measured, expected in ((84, "holds"), (76, "holds"), (88, "drifted under"), (70, "drifted over")):
        assert short(verdict_of(said(80, approx=True), given(measured))) == expected
    assert short(verdict_of(said(100, approx=True), given(98))) == "holds"
    assert short(verdict_of(said(80, figures=()), given(80.3))) == "holds"


def test_a_claim_without_a_metric_holds_by_any():
    both = (given(91.9, "lines", source="u"), given(85, "branches", source="u"))
    assert short(verdict_of(said(85), *both)) == "holds"
    verdict = verdict_of(said(70), *both)
    assert (short(verdict), verdict.measured) == ("drifted under", "85 %")


def test_a_claim_of_a_metric_is_held_against_that_metric_only():
    verdict = verdict_of(said(85, "branches"), given(91.9, "lines"))
    assert short(verdict) == "unproven no evidence"
    assert verdict.detail == "No coverage of branches was given for this; figures came for codecov/project."
    assert short(verdict_of(said(85, "branches"), given(91.9), given(80, "branches"))) == "drifted over"


def test_a_part_is_held_against_its_own_figure_only():
    part = given(60, name="codecov/project/payments")
    assert short(verdict_of(said(90), part)) == "unproven no evidence"
    assert short(verdict_of(said(90, subject="Payments"), part, given(90))) == "drifted over"
    assert short(verdict_of(said(90, subject="Payments"), given(60))) == "unproven no evidence"


def test_reports_that_differ_judge_only_what_all_agree_on():
    two = (given(91.9), given(88, name="coverage/coveralls"))
    verdict = verdict_of(said(91.9), *two)
    assert short(verdict) == "unproven several reports"
    assert verdict.detail == "More than one figure: codecov/project (91.9 %) and coverage/coveralls (88 %)."
    assert short(verdict_of(said(90, approx=True), *two)) == "holds"
    agreed = (given(88), given(88, name="coverage/coveralls"))
    assert short(verdict_of(said(91.9), *agreed)) == "drifted over"


@pytest.mark.parametrize("job", ["test (3.12)", "coverage/coveralls", "test (payments)", "CI"])
def test_an_incomplete_run_says_nothing(job):
    assert short(verdict_of(said(70), given(90), fact("cancelled", job))) == "unproven partial run"


@pytest.mark.parametrize("job", ["lint", "deploy preview"])
def test_a_job_of_something_else_does_not_matter(job):
    assert short(verdict_of(said(70), given(90), fact("cancelled", job))) == "drifted under"


def test_without_figures_the_missing_run_is_named_first():
    assert short(verdict_of(said(70))) == "unproven no evidence"
    assert short(verdict_of(said(70), fact("cancelled", "test"))) == "unproven partial run"
    expected = (Expected(PROJECT, "running"),)
    assert verdict_of(said(70), expected=expected).status == "pending"
    assert short(verdict_of(said(70), expected=expected, waited=True)) == "unproven evidence late"


def test_a_badge_is_of_the_whole():
    assert short(verdict_of(said(70, subject=""), given(90))) == "drifted under"
    under = said(70, subject="", headings=("Shop", "Login page"))
    assert short(verdict_of(under, given(90))) == "unproven no component"


def test_a_subject_of_no_component_is_not_judged():
    assert short(verdict_of(said(70, subject="Login page"), given(90))) == "unproven no component"
