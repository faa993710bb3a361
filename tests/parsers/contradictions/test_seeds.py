"""The documents the product was conceived from: every certain message, as a careful reader of each would accept it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parsers import read
from parsers.contradictions import contradictions

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

CERTAIN = {
    "000": {
        ("encoding", ()),
        ("state-percent", (12,)),
        ("done-yet-open", (12, 13)),
        ("state-percent", (28,)),
        ("done-yet-open", (28, 31)),
        ("placeholder", (241,)),
    },
    "001": {("encoding", ()), ("same-subject", (3, 8)), ("state-percent", (184,))},
    "002": {("encoding", ()), ("collision", (7, 8))},
    "003": {("encoding", ()), ("state-percent", (116,)), ("state-percent", (244,)), ("state-percent", (248,)), ("state-percent", (269,))},
    "004": {("same-subject", (24, 135))},
}  # fmt: skip
QUESTIONS = {"000": {("ratio-percent", (12, 13))}, "004": {("whole-parts", (*range(15, 28), 30))}}


def found(number, grade):
    """Rule and lines of each message on one seed; of damaged text the rule alone."""
    paths = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip("the seeds are not beside this checkout")
    document = read(paths[0].name, paths[0].read_bytes())
    told = [one for _, one in contradictions([document], date(2026, 3, 1)) if one.grade == grade]
    return {(one.rule, () if one.rule == "encoding" else one.lines) for one in told}


@pytest.mark.parametrize("number", CERTAIN)
def test_what_is_certain(number):
    assert found(number, "certain") == CERTAIN[number]


@pytest.mark.parametrize("number", CERTAIN)
def test_what_is_asked(number):
    assert found(number, "question") == QUESTIONS.get(number, set())
