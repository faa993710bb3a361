"""One verdict for every claim, and what may never change one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence import CoveragePercent, Evidence, Expected
from bot.evidence import TestTotals as Totals
from bot.judge import judge_all
from bot.snapshot import Tree
from parsers.model import (
    Blocker,
    Count,
    Coverage,
    Goal,
    PathReference,
    Progress,
    Stamp,
    State,
)
from parsers.model import Tests as Counted
from tests.builders import claim, document, evidence, fact, pull, snapshot, tree
from tests.builders_rules import SHOP

VALUES = st.sampled_from(
    [
        State("done"),
        State("todo"),
        Progress(100),
        Progress(40),
        Counted(passing=121),
        Counted(passing=36, total=38),
        Counted(failing=0),
        Coverage(91.9),
        Coverage(100),
        Count(9, 9),
        Goal("coverage", 80),
        Blocker("needs the schema"),
        PathReference("packages/web/gone.py"),
        Stamp("date", "2025-01-01"),
    ]
)
SUBJECTS = st.sampled_from(
    ["Auth Service", "Payments", "Overall", "The platform", "Tests", "Unit tests", "Login", ""]
)
CLAIMS = st.builds(
    lambda value, subject, approx, line: claim(
        value, subject=subject, approx=approx, line=line, labelled=True
    ),
    VALUES,
    SUBJECTS,
    st.booleans(),
    st.integers(1, 50),
)
CHECKS = st.sampled_from(
    [
        "test",
        "test (auth-service)",
        "test (payments)",
        "lint",
        "codecov/project",
        "unit-tests",
        "auth-service / e2e",
        "x",
    ]
)
FACTS = st.builds(
    fact,
    st.sampled_from(
        [
            *("success", "failure", "cancelled", "skipped", "timed_out", "neutral"),
            *(Totals(121, 0, 0, 121), Totals(36, 2, 1, 39), CoveragePercent(91.9), CoveragePercent(40)),
        ]
    ),
    CHECKS,
)
LISTS = st.lists(CLAIMS, min_size=1, max_size=6)


def shop(claims, facts=(), **overrides):
    overrides.setdefault("evidence", evidence(*facts))
    return snapshot(documents=(document(*claims, lines=("# Shop Status",)),), tree=tree(*SHOP), **overrides)


@settings(max_examples=100, deadline=None)
@given(LISTS, st.lists(FACTS, max_size=5), st.booleans())
def test_every_claim_gets_exactly_one_verdict(claims, facts, on_pull):
    judged = judge_all(shop(claims, facts, **({"pull": pull({"STATUS.md": [1, 2]})} if on_pull else {})))
    assert [item.claim for item in judged] == claims
    for item in judged:
        assert (item.verdict.status == "drifted") == (item.verdict.direction is not None)
        assert (item.verdict.status == "unproven") == (item.verdict.reason is not None)
        assert item.verdict.status != "drifted" or (item.verdict.evidence and item.verdict.measured)
        assert item.touched == (on_pull and item.claim.line in (1, 2))


@settings(max_examples=100, deadline=None)
@given(LISTS)
def test_without_evidence_nothing_holds_and_nothing_drifts(claims):
    """Exempt are the tree's facts, and what is the author's own statement: blockers, targets, and done beside one."""
    blocked = any(isinstance(one.value, Blocker) for one in claims)
    for item in judge_all(replace(shop(claims), evidence=Evidence(""), tree=Tree())):
        if not isinstance(item.claim.value, Blocker | Goal) and not blocked:
            assert item.verdict.status == "unproven"


@settings(max_examples=100, deadline=None)
@given(LISTS)
def test_crashed_ci_is_neither_agreement_nor_drift(claims):
    stated = [one for one in claims if not isinstance(one.value, Blocker | Goal | PathReference)]
    facts = [fact(conclusion, "test") for conclusion in ("cancelled", "skipped", "timed_out", "error")]
    for item in judge_all(shop(stated, facts)):
        assert item.verdict.status == "unproven"


@settings(max_examples=150, deadline=None)
@given(LISTS, st.lists(FACTS, max_size=4), st.sampled_from(["failure", "success", "cancelled"]))
def test_an_unrelated_components_facts_change_nothing(claims, facts, ending):
    """Adding all about another part changes no verdict but those of the whole, which may only become unsure."""
    before = judge_all(shop(claims, facts))
    more = (
        fact(ending, "test (web)"),
        fact(Totals(7, 1, 0, 8), "test (web)"),
        fact(CoveragePercent(3), "codecov/project/web"),
    )
    after = judge_all(shop(claims, (*facts, *more)))
    for old, new in zip(before, after, strict=True):
        if old.verdict.component != "the whole repository":
            assert replace(old.verdict, detail="") == replace(new.verdict, detail="")


@settings(max_examples=100, deadline=None)
@given(LISTS, st.lists(FACTS, max_size=4))
def test_while_anything_is_awaited_figures_do_not_turn_a_claim(claims, facts):
    awaited = evidence(*facts, expected=(Expected("slow tests", "running"),))
    stated = [one for one in claims if not isinstance(one.value, Blocker | PathReference | Goal)]
    for item in judge_all(shop(stated, evidence=awaited)):
        assert item.verdict.status in ("pending", "unproven")


@settings(max_examples=100, deadline=None)
@given(LISTS, st.lists(FACTS, max_size=4))
def test_the_order_of_facts_changes_no_status(claims, facts):
    forward = judge_all(shop(claims, facts))
    backward = judge_all(shop(claims, facts[::-1]))
    assert [one.verdict.status for one in forward] == [one.verdict.status for one in backward]


def test_claims_of_several_documents_keep_their_order():
    documents = (
        document(claim(line=2), claim(line=9)),
        document(claim(line=1), path="docs/TODO.md", kind="record"),
    )
    judged = judge_all(snapshot(documents=documents))
    assert [(item.path, item.claim.line) for item in judged] == [
        ("STATUS.md", 2),
        ("STATUS.md", 9),
        ("docs/TODO.md", 1),
    ]
    assert judged[2].verdict.reason == "record"
