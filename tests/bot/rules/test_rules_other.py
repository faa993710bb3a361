"""Targets, blockers, stamps, what no rule reads, and the words for what to do."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.evidence import CoveragePercent, Expected
from bot.evidence import TestTotals as Totals
from bot.rules import RULES, remedy
from bot.rules.answers import named
from bot.verdicts import Reason
from parsers.model import Blocker, Count, Goal, Progress, Stamp, State
from tests.builders import claim, fact
from tests.builders_rules import short, verdict_of

COVERED = fact(CoveragePercent(91.9), "codecov/project")


@pytest.mark.parametrize(
    ("goal", "facts", "detail"),
    [
        (Goal("coverage", 90), (COVERED,), "The target is met: 91.9 %."),
        (Goal("coverage", 95), (COVERED,), "The target is not met yet: 91.9 %."),
        (Goal("tests", n=38), (fact(Totals(40, 0, 0, 40), "test"),), "The target is met: 40 of 40 passed."),
        (
            Goal("tests", n=50),
            (fact(Totals(40, 0, 0, 40), "test"),),
            "The target is not met yet: 40 of 40 passed.",
        ),
    ],
)
def test_a_target_holds_and_says_whether_it_is_met(goal, facts, detail):
    verdict = verdict_of(claim(goal, subject="Overall"), *facts)
    assert (short(verdict), verdict.detail) == ("holds", detail)
    assert verdict.evidence


@pytest.mark.parametrize(
    ("goal", "facts"),
    [
        (Goal("coverage", 90), ()),
        (Goal("coverage", 90), (COVERED, fact(CoveragePercent(80), "coverage/coveralls"))),
        (Goal("coverage", 90), (fact(Totals(40), "test"),)),
        (Goal("tests", n=90), (fact(Totals(total=40), "test"),)),
        (Goal("tests", 90), (fact(Totals(40), "test"),)),
        (Goal("progress", 90), (COVERED,)),
    ],
)
def test_a_target_holds_when_it_cannot_be_seen(goal, facts):
    verdict = verdict_of(claim(goal, subject="Overall"), *facts)
    assert (short(verdict), verdict.measured) == ("holds", None)
    assert verdict.detail == "Whether the target is met is not known here."


def test_a_target_of_no_component_or_amid_a_run_is_not_known():
    assert verdict_of(claim(Goal("coverage", 90), subject="Login"), COVERED).measured is None
    running = (Expected("x", "running"),)
    assert (
        verdict_of(claim(Goal("coverage", 90), subject="Overall"), COVERED, expected=running).measured is None
    )


def test_a_blocker_is_its_authors_statement():
    assert short(verdict_of(claim(Blocker("needs the schema")), fact("failure", "test"))) == "holds"
    assert short(verdict_of(claim(Blocker("needs the schema")), kind="record")) == "unproven record"


@pytest.mark.parametrize(
    "value",
    [
        Stamp("date", "2019-01-01"),
        Stamp("commit", "abc1234"),
        Stamp("version", "1.2"),
        Count(9, 9),
        State("todo"),
        State("blocked"),
    ],
)
def test_what_no_rule_reads_is_never_accused(value):
    verdict = verdict_of(claim(value), fact("failure", "test (auth-service)"))
    assert (short(verdict), verdict.rule) == ("unproven not judged", "unjudged")
    assert verdict.detail


def test_a_percent_complete_has_no_basis():
    verdict = verdict_of(claim(Progress(98)))
    assert (short(verdict), verdict.detail) == (
        "unproven no basis",
        "Nothing to count makes 98 % of 'Auth Service'.",
    )


def test_every_reason_has_a_remedy_of_one_sentence():
    for reason in get_args(Reason):
        assert remedy(reason).endswith(".")
        assert "\n" not in remedy(reason)


def test_the_table_names_every_rule_once():
    names = [name for name, _ in RULES]
    assert names == ["record", "tests", "coverage", "done", "target", "blocker", "path"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c", "a"), "a, b and c"),
        ("abcde", "a, b, c and 2 more"),
    ],
)
def test_names_are_said_shortly(names, said):
    assert named(names) == said
