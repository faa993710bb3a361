"""A progress bar that shows another share than the number beside it."""

from __future__ import annotations

import pytest

from parsers.model import Progress
from tests.builders_contradictions import in_short, of, says, told, written


def bar(text, percent):
    return says(text, of(text.split()[0], Progress(percent)))


def test_a_bar_that_does_not_show_its_number():
    (one,) = told(written(bar("Auth  ████████████████░░░░  50%", 50)))
    assert (one.rule, one.grade, one.lines) == ("bar-number", "certain", (1,))
    assert one.message == "Line 1: the bar shows 16 of 20 cells, 80 %; the number beside it says 50 %."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Auth  ██████████████░░░░░░  72%", id="rounded to a cell"),
        pytest.param("Auth  ████████████████░░░░  76,5 %", id="one cell off, decimal comma"),
        pytest.param("Auth  [#####     ] 50%", id="in brackets"),
        pytest.param("Auth  ████  95%", id="too short to tell"),
        pytest.param("Auth  ██████████  40%", id="no track: its length may be the number"),
        pytest.param("Auth  ████░░░░░░ 10% → ████████░░ 80%", id="two bars"),
        pytest.param("Auth  ████░░░░░░ 10% of 80%", id="two numbers"),
        pytest.param("Auth  ██████████░░  of 400%", id="no percent of a whole"),
        pytest.param("Auth  ----------", id="no number"),
    ],
)
def test_bars_that_show_their_number_or_none(text):
    assert in_short(bar(text, 50)) == []


def test_bars_of_many_widths_are_no_gauges():
    lines = [
        bar("a ████░░ 60%", 60),
        bar("b ████████░░ 10%", 10),
        bar("c ██████░ 80%", 80),
        bar("d ███████▌░ 5%", 5),
    ]
    assert in_short(*lines) == []


def test_a_full_bar_as_wide_as_its_neighbours_is_a_gauge():
    assert in_short(bar("a ██████░░░░ 60%", 60), bar("b ██████████ 30%", 30)) == [
        ("bar-number", "certain", (2,))
    ]
