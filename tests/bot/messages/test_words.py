"""Claims and verdicts in words, as a person would say them."""

from __future__ import annotations

import pytest

from bot.messages.words import (
    WHY,
    counted,
    found,
    ledger,
    listed,
    outcome,
    remedy,
    says,
    sentence,
    statement,
)
from bot.verdicts import Reason
from parsers.model import Blocker, Count, Coverage, Goal, PathReference, Progress, Stamp, State
from parsers.model import Tests as Counted
from tests.builders import claim, judged, verdict


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Progress(90), "90 % complete"),
        (Progress(66.7), "66.7 % complete"),
        (State("done"), "done"),
        (State("partial"), "partly done"),
        (State("todo"), "still to do"),
        (State("blocked"), "blocked"),
        (Counted(passing=121), "121 tests passing"),
        (Counted(passing=1), "1 test passing"),
        (Counted(passing=36, total=38), "36 of 38 tests passing"),
        (Counted(total=150), "150 tests"),
        (Counted(total=1), "1 test"),
        (Counted(total=0), "0 tests"),
        (Counted(failing=2, skipped=3), "2 failing, 3 skipped"),
        (Counted(percent=97), "97 % of tests passing"),
        (Coverage(91.91), "91.91 % coverage"),
        (Coverage(80, "branches"), "80 % branch coverage"),
        (Coverage(80, "regions"), "80 % regions coverage"),
        (Count(9, 9, "Docker images"), "9 of 9 Docker images"),
        (Count(28, None, "packages"), "28 packages"),
        (Count(4, 6), "4 of 6"),
        (Goal("coverage", 80), "a target of 80 % coverage"),
        (Goal("tests", n=200), "a target of 200 tests"),
        (Goal("progress"), "a target of progress"),
        (Blocker("needs the schema"), "blocked: needs the schema"),
        (PathReference("src/a.py"), "src/a.py exists"),
        (PathReference("src/a.py", "missing"), "src/a.py is missing"),
        (Stamp("date", "2025-11-08"), "date 2025-11-08"),
    ],
)
def test_what_a_claim_says(value, words):
    assert says(claim(value)) == words


def test_what_is_approximate_is_called_so():
    assert says(claim(Progress(80), approx=True)) == "about 80 % complete"
    assert says(claim(Blocker("x"), approx=True)) == "blocked: x"


def test_with_its_subject():
    assert statement(claim(Counted(passing=3))) == "Auth Service: 3 tests passing"
    assert statement(claim(Counted(passing=3), subject="")) == "3 tests passing"
    assert statement(claim(Counted(passing=3), subject="tests passing")) == "3 tests passing"
    assert sentence(claim(State("done"))) == "Auth Service is done"
    assert sentence(claim(Counted(passing=3))) == "3 tests passing (Auth Service)"
    assert sentence(claim(Counted(passing=3), subject="")) == "3 tests passing"


def test_what_was_found_instead():
    drifted = verdict("drifted", measured="119 passing")
    assert found(judged(claim(Counted(passing=121)), verdict=drifted)) == "CI counted 119 passing"
    assert found(judged(claim(Coverage(97)), verdict=verdict(measured="91.2 %"))) == "CI measured 91.2 %"
    assert found(judged(verdict=verdict(measured="a failing check"))) == "a failing check"
    assert found(judged(verdict=verdict(detail="Check test (auth) failed."))) == "Check test (auth) failed"
    assert found(judged()) == "the evidence does not agree"


def test_what_is_shown_beside_a_verdict():
    assert outcome(verdict(measured="119", detail="x")) == "119"
    assert outcome(verdict(detail="x")) == "x"
    assert outcome(verdict("unproven", reason="no basis")) == WHY["no basis"]
    assert outcome(verdict()) == ""
    assert outcome(verdict(measured="119", aged=True)) == "119 (it was so when the line was written)"


def test_what_was_read():
    mixed = [judged(verdict=verdict(s)) for s in ("holds", "holds", "drifted", "unproven", "pending")]
    assert ledger(2, mixed) == "Read 2 documents, 5 claims: 2 hold, 1 drifted, 1 unproven, 1 pending."
    assert ledger(1, mixed[:1]) == "Read 1 document, 1 claim: 1 holds."
    assert ledger(0, []) == "Read 0 documents, 0 claims."


def test_every_reason_has_its_words():
    assert set(WHY) == set(Reason.__args__)


def test_the_remedy_that_helps_most_is_offered():
    def unproven(reason):
        return judged(verdict=verdict("unproven", reason=reason))

    many = [unproven("not judged")] * 3 + [unproven("no basis")] * 2 + [unproven("no evidence")]
    assert remedy(many).startswith("To check 2 more claims, state a ratio")
    assert remedy([unproven("no evidence")]).startswith("To check 1 more claim, let CI publish")
    assert remedy([unproven("not judged")]) == ""
    assert remedy([judged()]) == ""


def test_lists_and_counts_read_well():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d"]) == "a, b, c and 1 more"
    assert counted(1, "holds", "hold") == "1 holds"
