"""Something called done with a blocker, a failing test or an open item under it."""

from __future__ import annotations

import pytest

from parsers import model
from parsers.model import Blocker, Coverage, Progress, State
from tests.builders_contradictions import in_short, of, says, told, written

NAME = "Mail Service"


def done(text="- ✅ **Mail Service**", subject=NAME, **overrides):
    return says(text, of(subject, State("done"), **overrides))


def blocker(text="  - **Blocker**: needs the schema", subject=NAME, **overrides):
    return says(text, of(subject, Blocker("needs the schema"), labelled=True, **overrides))


def ran(text, *numbers, subject=NAME, **overrides):
    return says(text, of(subject, model.Tests(*numbers), **overrides))


def part(text, state="todo", subject="templates", **overrides):
    return says(text, of(subject, State(state), **overrides))


def test_done_with_a_blocker():
    (one,) = told(written(done(), "  - SMTP", blocker()))
    assert (one.rule, one.grade, one.lines) == ("done-yet-open", "certain", (1, 3))
    assert one.message == "Line 1 says Mail Service is done; there is a blocker (line 3: “needs the schema”)."


def test_a_hundred_percent_with_a_blocker():
    assert in_short(says("- Mail Service 100%", of(NAME, Progress(100))), blocker()) == [
        ("done-yet-open", "certain", (1, 2))
    ]


def test_a_blocker_of_the_same_name_elsewhere():
    assert in_short(done(), "# Blockers", blocker("- Mail Service needs the schema")) == [
        ("done-yet-open", "certain", (1, 3))
    ]
    assert in_short(done("- ✅ API", "API"), "# Blockers", blocker("- API needs the schema", "API")) == []


def test_done_with_failing_tests():
    (one,) = told(written(done(), ran("  - 36/38 tests passing", 36, 38)))
    assert (one.grade, one.lines) == ("certain", (1, 2))
    assert one.message == "Line 1 says Mail Service is done; not every test passes (line 2: 36 of 38 pass)."
    (other,) = told(written(done(), ran("  - 2 tests failing", None, None, 2)))
    assert other.message == "Line 1 says Mail Service is done; not every test passes (line 2: 2 failing)."


def test_a_bare_ratio_may_be_of_tests_that_are_written():
    assert in_short(done(), ran("  - Tests: 36/38", 36, 38)) == [("done-yet-open", "question", (1, 2))]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(ran("  - 38/38 tests passing", 38, 38), id="all pass"),
        pytest.param(ran("  - 36/38 tests passing, 2 skipped", 36, 38, None, 2), id="the others are skipped"),
        pytest.param(
            ran("  - 36/38 tests passing (rest skipped)", 36, 38), id="the others are said to be skipped"
        ),
        pytest.param(ran("  - 0 failing", None, None, 0), id="none fails"),
        pytest.param(ran("  - before: 2 failing", None, None, 2), id="they did fail"),
        pytest.param(ran("  - 38 tests", None, 38), id="no outcome"),
        pytest.param(part("  - [ ] templates (optional)"), id="optional"),
        pytest.param(part("  - 🔄 templates", "partial"), id="a part in progress"),
        pytest.param(part("  - templates", inherited=True), id="a state of the section"),
        pytest.param(part("  Templates are missing."), id="prose"),
    ],
)
def test_what_may_stand_under_something_done(line):
    assert in_short(done(), line) == []


def test_an_open_box_in_a_ticked_item():
    (one,) = told(
        written(done("- [x] Mail Service"), part("  - [ ] templates"), part("  - [ ] queue", subject="queue"))
    )
    assert (one.rule, one.grade, one.lines) == ("done-yet-open", "certain", (1, 2, 3))
    assert (
        one.message
        == "Line 1 says Mail Service is done; an item under it is open (lines 2 and 3: templates)."
    )


def test_open_items_of_a_section_are_asked_about():
    lines = [done("## ✅ Mail Service"), part("- ❌ templates")]
    assert in_short(*lines) == [("done-yet-open", "question", (1, 2))]
    assert in_short(done("## ✅ Mail Service"), "Parts:", part("- ❌ templates")) == [
        ("done-yet-open", "question", (1, 3))
    ]
    assert in_short(done("## ✅ Mail Service"), "Known limitations:", part("- ❌ templates")) == []
    assert in_short(done("## ✅ Mail Service"), "### Later", part("- ❌ templates")) == []


def test_a_hundred_percent_over_an_open_box():
    whole = says("## Mail Service 100%", of(NAME, Progress(100)))
    assert in_short(whole, part("- [ ] templates")) == [("done-yet-open", "certain", (1, 2))]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(done(inherited=True), id="the section says so"),
        pytest.param(says("- Mail Service ~100%", of(NAME, Progress(100), approx=True)), id="about"),
        pytest.param(says("- Mail Service 90%", of(NAME, Progress(90))), id="not done"),
        pytest.param(
            says("- ✅ SMTP, ❌ IMAP", of("SMTP", State("done")), of("IMAP", State("todo"))), id="two things"
        ),
        pytest.param(
            says("- 97% coverage ✅", of(NAME, State("done")), of(NAME, Coverage(97))), id="a ticked figure"
        ),
    ],
)
def test_lines_that_do_not_say_done(line):
    assert in_short(line, blocker()) == []


def test_a_milestone_of_a_plan_is_not_done():
    assert in_short("# Milestones", done(), blocker()) == []


def test_a_thing_is_told_once_but_nameless_lines_each():
    assert len(in_short(done(), blocker(), done("- ✅ Mail Service again"), blocker())) == 1
    assert len(in_short(done("- ✅", ""), blocker(subject=""), done("- ✅", ""), blocker(subject=""))) == 2
