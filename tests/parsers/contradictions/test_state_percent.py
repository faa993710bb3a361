"""A state that its own percent denies."""

from __future__ import annotations

import pytest

from parsers.model import Progress, State
from tests.builders_contradictions import in_short, of, says, told, written

DONE, TODO, PARTIAL = State("done"), State("todo"), State("partial")


def both(text, percent, state, subject="Auth Service", **overrides):
    return says(text, of(subject, Progress(percent), **overrides), of(subject, state))


def test_done_under_a_hundred_percent():
    (one,) = told(written(both("- **Auth Service** - 98% Complete ✅", 98, DONE)))
    assert (one.rule, one.grade, one.lines) == ("state-percent", "certain", (1,))
    assert one.message == "Line 1 marks Auth Service as done and says 98 %."


@pytest.mark.parametrize(
    "text",
    [
        "| Auth Service | Done | 80% |",
        "- [x] Auth Service 80%",
        "- Auth Service: erledigt (80%)",
        "- Auth Service 已完成 80%",
    ],
)
def test_marks_and_words_that_leave_nothing_to_do(text):
    assert in_short(both(text, 80, DONE)) == [("state-percent", "certain", (1,))]


def test_ready_may_be_true_of_something_unfinished():
    assert in_short(both("- Auth Service: production-ready, 90% complete", 90, DONE)) == [
        ("state-percent", "question", (1,))
    ]


def test_about_is_asked_about():
    assert in_short(both("- ✅ Auth Service (~90%)", 90, DONE, approx=True)) == [
        ("state-percent", "question", (1,))
    ]


def test_not_started_over_zero():
    (one,) = told(written(both("- Auth Service: not started (15%)", 15, TODO)))
    assert one.grade == "certain"
    assert one.message == "Line 1 says Auth Service is not started and 15 % complete."
    assert in_short(both("- Auth Service: not started (~15%)", 15, TODO, approx=True)) == [
        ("state-percent", "question", (1,))
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(both("- ✅ Auth Service 100%", 100, DONE), id="done at 100 %"),
        pytest.param(both("- Auth Service: not started (0%)", 0, TODO), id="not started at 0 %"),
        pytest.param(both("- [ ] Auth Service (30%)", 30, TODO), id="an open box can only be open"),
        pytest.param(both("- 🚧 Auth Service 40%", 40, PARTIAL), id="in progress"),
        pytest.param(both("- ✅ Auth coverage: 84%", 84, DONE), id="a tick for a good coverage"),
        pytest.param(both("- ✅ Auth Service 0% → 90%", 90, DONE), id="a tick for a change"),
        pytest.param(
            says("| Auth | ✅ | 40% |", of("Auth", DONE), of("Auth / Mobile", Progress(40))),
            id="two cells about two things",
        ),
    ],
)
def test_states_that_agree_with_their_percent(line):
    assert in_short(line) == []


def test_a_tick_in_a_section_on_coverage_says_good_enough():
    assert in_short("# Test coverage", both("- ✅ auth 84%", 84, DONE, subject="auth")) == []


def short_of_done(*, subject="Auth Service"):
    return says("- Auth Service: 90% complete", of(subject, Progress(90)))


def test_done_in_words_on_another_line():
    (one,) = told(written(short_of_done(), says("- Auth Service - DONE", of("Auth Service", DONE))))
    assert (one.rule, one.grade, one.lines) == ("state-percent", "certain", (1, 2))
    assert one.message == "Line 2 says Auth Service is done; line 1 says 90 %."


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [short_of_done(), says("- Auth Service ready", of("Auth Service", DONE))],
            id="ready is less than done",
        ),
        pytest.param(
            [short_of_done(), says("  - Implementation complete", of("Auth Service", DONE))],
            id="an aspect of it is done",
        ),
        pytest.param(
            [
                says("- Implementation complete", of("Auth Service", DONE)),
                says("  - now 90%", of("Auth Service", Progress(90))),
            ],
            id="the other way round",
        ),
        pytest.param(
            [short_of_done(), says("- done", of("Auth Service", DONE, inherited=True))],
            id="the state is the section's",
        ),
        pytest.param(
            [short_of_done(subject="Unit tests"), says("- Unit tests: done", of("Unit tests", DONE))],
            id="a name of many things",
        ),
        pytest.param(
            ["# Next steps", says("- Auth Service done", of("Auth Service", DONE)), "# Now", short_of_done()],
            id="a plan",
        ),
        pytest.param(
            [
                both("- 🚧 Auth Service 90%", 90, PARTIAL),
                says("- Auth Service done", of("Auth Service", DONE)),
            ],
            id="states disagree, not the percent",
        ),
        pytest.param(
            [
                says("- Auth Service 100%", of("Auth Service", Progress(100))),
                says("- Auth Service done", of("Auth Service", DONE)),
            ],
            id="they agree",
        ),
    ],
)
def test_done_elsewhere_that_is_no_contradiction(lines):
    assert in_short(*lines) == []


def test_a_name_is_told_once():
    line = both("- ✅ Auth Service 90%", 90, DONE)
    assert in_short(line, says("- Auth Service done", of("Auth Service", DONE))) == [
        ("state-percent", "certain", (1,))
    ]
