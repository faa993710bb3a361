"""A whole whose figure is not what its parts make."""

from __future__ import annotations

import pytest

from parsers.model import Count, Coverage, Progress, State
from tests.builders_contradictions import in_short, of, says, told, written

HEADER = ["| Component | Progress |", "|---|---|"]
NAMES = ["Auth", "Billing", "Search", "Mail", "Storage"]


def row(name, percent, **overrides):
    return says(f"| {name} | {percent}% |", of(name, Progress(percent), **overrides))


def item(name, percent, **overrides):
    return says(f"- {name}: {percent}%", of(name, Progress(percent), **overrides))


def rows(*percents):
    return [row(name, percent) for name, percent in zip(NAMES, percents, strict=False)]


def box(name, state):
    mark = {"done": "[x]", "todo": "[ ]"}.get(state, "🔄")
    return says(f"- {mark} {name}", of(name, State(state)))


def test_a_whole_outside_the_range_of_its_parts():
    (one,) = told(written(*HEADER, *rows(40, 60, 70), row("**Overall**", 90)))
    assert (one.rule, one.grade, one.lines) == ("whole-parts", "certain", (3, 4, 5, 6))
    assert one.message == "Line 6 says 90 %; its 3 parts (lines 3–5) make between 40 and 70 %."


def test_a_mean_far_from_its_whole_is_asked_about():
    (one,) = told(written(*HEADER, *rows(100, 100, 100, 10, 0), row("Overall", 90)))
    assert (one.rule, one.grade) == ("whole-parts", "question")
    assert (
        one.message
        == "Line 8 says 90 %; its 5 parts (lines 3–7) make 62 % on average: how is the whole counted?"
    )


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([*HEADER, *rows(100, 80, 60), row("Overall", 85)], id="near the mean"),
        pytest.param(
            [*HEADER, *rows(100, 90, 45, 40), row("Overall", 25)], id="the share of parts that is done"
        ),
        pytest.param([*HEADER, *rows(60, 60), row("Overall", 60)], id="all the same"),
        pytest.param([*HEADER, *rows(10), row("Overall", 90)], id="one part is no breakdown"),
        pytest.param([*HEADER, *rows(10, 20), row("Auth Service", 90)], id="the last row is no whole"),
        pytest.param(
            [*HEADER, *rows(10, 20), row("Auth", 10), row("Overall", 90)],
            id="a name twice: two tables in one",
        ),
        pytest.param(["# Next steps", *HEADER, *rows(10, 20), row("Overall", 90)], id="a plan"),
        pytest.param(
            [
                "# Now",
                *HEADER,
                says("| Auth | 10% | 20% |", of("Auth", Progress(10)), of("Auth / Web", Progress(20))),
                row("Mail", 5),
                row("Overall", 90),
            ],
            id="two figures on a line",
        ),
    ],
)
def test_wholes_that_their_parts_can_make(lines):
    assert in_short(*lines) == []


def test_parts_of_a_plan_are_no_parts_of_now():
    lines = [
        says("# Project 90%", of("Project", Progress(90))),
        "Roadmap:",
        item("Auth", 10),
        item("Mail", 20),
    ]
    assert in_short(*lines) == []


def test_a_whole_over_its_parts():
    lines = [says("## Backend - 95%", of("Backend", Progress(95))), item("Auth", 60), item("Mail", 70)]
    (one,) = told(written(*lines))
    assert one.message == "Line 1 says 95 %; its 2 parts (lines 2 and 3) make between 60 and 70 %."


def test_parts_without_a_figure_may_lift_the_whole():
    lines = [
        says("## Backend - 85%", of("Backend", Progress(85))),
        item("Auth", 60),
        item("Mail", 70),
        "- Billing",
    ]
    assert [one[1] for one in in_short(*lines)] == ["question"]


def test_about_makes_it_a_question():
    assert [one[1] for one in in_short(*HEADER, *rows(10, 20), row("Overall", 90, approx=True))] == [
        "question"
    ]


def test_coverage_is_weighed_by_lines_of_code_so_only_its_range_counts():
    def covered(name, percent, metric=None):
        return says(f"| {name} | {percent}% |", of(name, Coverage(percent, metric)))

    assert in_short(*HEADER, covered("a.py", 100), covered("b.py", 10), covered("Total", 95)) == []
    assert [
        one[1] for one in in_short(*HEADER, covered("a.py", 80), covered("b.py", 10), covered("Total", 95))
    ] == ["certain"]
    assert in_short(*HEADER, covered("a.py", 80), covered("b.py", 10), covered("Total", 95, "branches")) == []


TABLE = ["# Components", *HEADER]


def test_a_whole_that_stands_alone_is_held_against_every_group():
    overall = says("**Overall Progress:** 90%", of("Overall Progress", Progress(90)))
    (one,) = told(written("# Report", overall, *TABLE, *rows(10, 20, 100)))
    assert (one.grade, one.lines) == ("question", (2, 6, 7, 8))
    assert (
        in_short("# Report", overall, *TABLE, *rows(10, 20, 100), "# Areas", item("One", 95), item("Two", 85))
        == []
    )
    assert in_short("# Report", overall, *TABLE, *rows(10, 20)) == []


def test_a_whole_said_twice_is_told_once():
    overall = says("**Overall Progress:** 90%", of("Overall Progress", Progress(90)))
    assert (
        len(in_short("# Report", overall, *TABLE, *rows(10, 20, 100), row("Overall", 90), "# End", overall))
        == 1
    )
    assert len(in_short("# Report", overall, *TABLE, *rows(10, 20, 100), "# End", overall)) == 1


def test_a_progress_over_a_list_of_boxes():
    client = says("## Client 90%", of("Client", Progress(90)))
    boxes = [box("a", "done"), box("b", "todo"), box("c", "todo"), box("d", "todo")]
    (one,) = told(written(client, *boxes))
    assert (one.rule, one.grade, one.lines) == ("whole-parts", "question", (1, 2, 3, 4, 5))
    assert "of the 4 items below it (lines 2–5) 1 are done, 25 %" in one.message


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                says("## Client 25%", of("Client", Progress(25))),
                *(box(n, "todo") for n in "abc"),
                box("d", "done"),
            ],
            id="share",
        ),
        pytest.param(
            [says("## Client 50%", of("Client", Progress(50))), *(box(n, "partial") for n in "abcd")],
            id="halves",
        ),
        pytest.param(
            [says("## Client 90%", of("Client", Progress(90))), *(box(n, "todo") for n in "abc")], id="few"
        ),
        pytest.param(
            [says("## Client 90%", of("Client", Progress(90))), *(box(n, "todo") for n in "abc"), "- d"],
            id="unmarked",
        ),
        pytest.param(
            [
                says("## Client 90%", of("Client", Progress(90))),
                *(box(n, "todo") for n in "abc"),
                says("- [ ] d (9/10)", of("d", State("todo")), of("d", Count(9, 10))),
            ],
            id="items with figures of their own",
        ),
    ],
)
def test_lists_of_boxes_that_can_make_their_percent(lines):
    assert in_short(*lines) == []


def test_lists_of_hundreds_are_no_breakdown():
    client = says("## Client 90%", of("Client", Progress(90)))
    assert in_short(client, *(box(f"part {n}", "todo") for n in range(401))) == []


def test_many_wholes_are_wholes_of_many_things():
    wholes = [says(f"## Overall {n}%", of("Overall", Progress(n))) for n in (50, 60, 90)]
    assert in_short("# Report", *wholes, *TABLE, *rows(10, 20, 20)) == []


def test_coverage_of_some_parts_is_held_against_nothing():
    def covered(text, name, percent):
        return says(text, of(name, Coverage(percent)))

    parts = [covered("- a.py: 40%", "a.py", 40), covered("- b.py: 50%", "b.py", 50)]
    assert in_short(*parts, covered("- Total: 92%", "Total", 92)) == []
    rows = [
        covered("| a.py | 40% |", "a.py", 40),
        covered("| b.py | 50% |", "b.py", 50),
        covered("| Total | 92% |", "Total", 92),
    ]
    assert in_short("## Lowest coverage", *HEADER, *rows) == []
    assert len(in_short("## Coverage", *HEADER, *rows)) == 1
