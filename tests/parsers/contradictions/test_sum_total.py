"""Parts that do not add up to their total."""

from __future__ import annotations

import pytest

from parsers import model
from parsers.model import Count, State
from tests.builders_contradictions import in_short, of, says, told, written

TABLE = ["| Module | Tests | Coverage |", "|---|---|---|"]


def suite(text, *numbers, subject="Suite", **overrides):
    return says(text, of(subject, model.Tests(*numbers), **overrides))


def test_a_row_of_totals_that_its_column_does_not_make():
    (one,) = told(
        written(*TABLE, "| Auth | 40 | 90% |", "| Mail | 12 | 80% |", "| **Total** | **55** | 85% |")
    )
    assert (one.rule, one.grade, one.lines) == ("sum-total", "certain", (3, 4, 5))
    assert (
        one.message
        == "Line 5 gives a total of 55; the 2 rows above it (lines 3–4) (40 + 12) add up to 52 in the column “Tests”."
    )


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["| Auth | 40 | 90% |", "| Mail | 12 | 80% |", "| Total | 52 | 85% |"], id="it adds up"),
        pytest.param(
            ["| Auth | 1,040 | |", "| Mail | 12 tests | |", "| Total | 1.052 | |"], id="separators and units"
        ),
        pytest.param(["| Auth | ~40 | |", "| Mail | 12 | |", "| Total | 55 | |"], id="a part is about"),
        pytest.param(
            ["| Auth | 40 | |", "| Mail | 12 | |", "| Others | 2 | |", "| Total | 60 | |"], id="others"
        ),
        pytest.param(
            ["| Auth | 40 | |", "| - of which slow | 5 | |", "| Mail | 12 | |", "| Total | 52 | |"],
            id="parts of parts",
        ),
        pytest.param(
            ["| Auth | 40 | |", "| Web | 30 | |", "| Mail | 12 | |", "| Total | 52 | |"],
            id="some rows make it",
        ),
        pytest.param(["| Auth | 40 | |", "| Mail | 12 | |", "| Mean | 30 | |"], id="no total"),
        pytest.param(["| Auth | 40 | |", "| Total | 41 | |"], id="one part"),
        pytest.param(
            ["| Total | 99 | |", "| Auth | 40 | |", "| Mail | 12 | |", "| Total | 50 | |"], id="two totals"
        ),
        pytest.param(["| Auth | - | |", "| Mail | | |", "| Total | 5 | |"], id="nothing to add"),
        pytest.param(["| Auth | 40 |", "| Mail |", "| Total | 41 | |"], id="a row too short"),
    ],
)
def test_tables_that_add_up_or_cannot_be_added(rows):
    assert in_short(*TABLE, *rows) == []


def test_columns_that_nobody_adds_up():
    rows = ["| Auth | 80 | 3 |", "| Mail | 90 | 4 |", "| Total | 85 | 3 |"]
    assert in_short("| Module | Average | Line |", "|---|---|---|", *rows) == []


def test_a_first_column_of_numbers_before_the_names():
    rows = ["| 1 | Auth | 40 |", "| 2 | Mail | 12 |", "| | Total | 55 |"]
    assert in_short("| # | Module | Tests |", "|---|---|---|", *rows) == [("sum-total", "certain", (3, 4, 5))]


def named(text, *amounts):
    parts = [of(f"Part {n}", model.Tests(amount), line=None) for n, amount in enumerate(amounts)]
    return says(text, *({key: value for key, value in part.items() if key != "line"} for part in parts))


def test_a_number_with_its_breakdown_on_one_line():
    (one,) = told(written(named("286 passing (Order: 136, Catalog: 69, Stock: 90)", 286, 136, 69, 90)))
    assert (one.grade, one.lines) == ("certain", (1,))
    assert one.message == "Line 1 says 286 tests; the 3 parts it names (136 + 69 + 90) add up to 295."


def test_a_breakdown_may_leave_some_out():
    assert in_short(named("286 passing (Order: 136, Catalog: 69)", 286, 136, 69)) == [
        ("sum-total", "question", (1,))
    ]
    assert in_short(named("286 passing (Order: 136, Catalog: 150)", 286, 136, 150)) == []
    assert in_short(named("286 passing (Order: 136, Catalog: 69, …)", 286, 136, 69)) == []
    assert in_short(named("Order: 136, Catalog: 69, Stock: 48", 136, 69, 48)) == []
    assert in_short(named("286 passing (Order: 300, Catalog failing)", 286, 300, None)) == []


def test_more_tests_ran_than_there_are():
    (one,) = told(written(suite("50 tests: 48 passing, 3 failing", 48, 50, 3)))
    assert (one.rule, one.grade) == ("sum-total", "certain")
    assert one.message == "Line 1 says 48 passing, 3 failing, which is 51 that ran, of 50 in all."


def test_outcomes_that_do_not_make_the_total_are_asked_about():
    (one,) = told(written(suite("50 tests: 40 passing, 3 failing, 2 skipped", 40, 50, 3, 2)))
    assert one.grade == "question"
    assert "40 passing, 3 failing, 2 skipped, 45 in sum, of 50 tests" in one.message


@pytest.mark.parametrize(
    "line",
    [
        suite("50 tests: 45 passing, 3 failing, 2 skipped", 45, 50, 3, 2),
        suite("48 tests: 45 passing, 3 failing, and 2 skipped", 45, 48, 3, 2),
        suite("50 tests, 45 passing", 45, 50),
        suite("~50 tests, 55 passing", 55, 50, approx=True),
        suite("45 passing", 45),
    ],
)
def test_outcomes_that_can_make_the_total(line):
    assert in_short(line) == []


def test_sums_as_they_are_written_out():
    (one,) = told(written("| Day 1 | +92 tests | 286 → 379 |"))
    assert (one.grade, one.message) == ("certain", "Line 1: 286 + 92 make 378, not 379.")
    (other,) = told(written("Unit and integration: 10 + 20 = 31"))
    assert other.message == "Line 1: 10 + 20 make 30, not 31."


@pytest.mark.parametrize(
    "text",
    [
        "Day 1 │ +92 tests │ 286 → 378",
        "10 + 20 = 30",
        "`1 + 1 = 3`",
        "+5% from 30.7 → 45.8",
        "1.5 + 2.5 = 4",
        "C++ 11 = old",
    ],
)
def test_sums_that_are_right_or_none(text):
    assert in_short(text) == []


def listing(head, count, *more):
    return [head, *(f"  - Screen {name}" for name in "abcdefghijkl"[:count]), *more]


def test_a_list_announced_by_its_length():
    (one,) = told(written(*listing("- **10 screens complete**:", 9)))
    assert (one.rule, one.grade) == ("sum-total", "question")
    assert one.message == "Line 1 announces 10 screens complete; 9 follow (lines 2–10): is one missing?"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(listing("- 9 screens:", 9), id="it is right"),
        pytest.param(listing("- 10 screens:", 9, "  - and more"), id="there are more"),
        pytest.param(listing("- 10 screens, such as these:", 9), id="examples"),
        pytest.param(listing("- 10 screens:", 2), id="two are no list"),
        pytest.param(listing("- The 10 best screens of all we have:", 9), id="not a plain announcement"),
        pytest.param(["# Next steps", *listing("- 10 screens:", 9)], id="a plan"),
    ],
)
def test_lists_that_have_their_length(lines):
    assert in_short(*lines) == []


def counted(n, whole, **overrides):
    return says(f"## Tools ({n}/{whole})", of("Tools", Count(n, whole), **overrides))


def boxes(done, still_open, role="- "):
    marks = ["[x]"] * done + ["[ ]"] * still_open
    state = {"[x]": State("done"), "[ ]": State("todo")}
    return [says(f"{role}{mark} tool {n}", of(f"tool {n}", state[mark])) for n, mark in enumerate(marks)]


def test_a_ratio_over_more_items_than_it_knows():
    lines = [counted(10, 14), *(f"- tool {n}" for n in range(13))]
    (one,) = told(written(*lines))
    assert (one.rule, one.grade) == ("sum-total", "question")
    assert one.message == "Line 1 says 10 of 14; 13 stand below it (lines 2–14): what is counted?"


def test_a_ratio_over_boxes_that_are_ticked_otherwise():
    (one,) = told(written(counted(2, 5), *boxes(3, 2)))
    assert (one.rule, one.grade) == ("whole-parts", "certain")
    assert one.message == "Line 1 says 2 of 5; of the 5 items below it (lines 2–6) 3 are done."


def test_a_ratio_over_icons_is_asked_about():
    icons = [says(f"- ✅ tool {n}", of(f"tool {n}", State("done"))) for n in range(4)]
    assert [one[:2] for one in in_short(counted(3, 4), *icons)] == [("whole-parts", "question")]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([counted(3, 5), *boxes(3, 2)], id="ticked as it says"),
        pytest.param([counted(4, 14), *(f"- tool {n}" for n in range(4))], id="those done are listed"),
        pytest.param([counted(10, 14), *(f"- tool {n}" for n in range(4))], id="those open are listed"),
        pytest.param([counted(10, 14), "- one", "- two"], id="two are no list"),
        pytest.param([counted(10, 14), "- one", "- two", "- three", "- and others"], id="there are more"),
        pytest.param(
            [counted(10, 14), "Old:", "- one", "- two", "- three", "New:", "- four"], id="grouped below"
        ),
        pytest.param([counted(10, 14, approx=True), "- one", "- two", "- three"], id="about"),
        pytest.param([counted(10, None), "- one", "- two", "- three"], id="no ratio"),
        pytest.param(
            [counted(3, 3), "| Tool | State |", "|---|---|", "| a | x |", "| b | x |", "| c | x |"],
            id="rows of a table",
        ),
    ],
)
def test_ratios_that_their_items_bear_out(lines):
    assert in_short(*lines) == []


def item(name, amount, **overrides):
    return suite(f"- {name}: {amount}", None, amount, subject=name, **overrides)


def test_a_total_beside_its_parts():
    (one,) = told(written(item("Unit", 170), item("End to end", 13), item("Bench", 23), item("Total", 196)))
    assert (one.rule, one.grade) == ("sum-total", "question")
    assert (
        one.message
        == "Line 4 says 196 tests; the 3 parts beside it (170 + 13 + 23) add up to 206: do they overlap?"
    )


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([item("Unit", 170), item("Bench", 23), item("Total", 193)], id="it adds up"),
        pytest.param(
            [item("Unit", 170), item("Bench", 23), item("Slow", 9), item("Total", 193)], id="parts of parts"
        ),
        pytest.param(
            [item("Passed", 170), item("Skipped", 23), item("Failed", 9), item("Total", 170)], id="outcomes"
        ),
        pytest.param([item("Unit", 170), item("Total", 196)], id="one part"),
        pytest.param([item("Unit", 170, approx=True), item("Bench", 23), item("Total", 196)], id="about"),
        pytest.param([item("Unit", 1), item("unit", 1), item("Total", 196)], id="one name twice"),
        pytest.param([item("Unit", 170), item("Bench", 23)], id="no total"),
    ],
)
def test_totals_that_their_neighbours_make(lines):
    assert [one for one in in_short(*lines) if one[0] == "sum-total"] == []


SECTION = [
    "| Module | LOC | Tests |",
    "|---|---|---|",
    "| a.rs | 10 | 40 |",
    "| b.rs | 20 | 41 |",
    "| c.rs | 30 | 25 |",
]


def test_a_total_below_the_table_of_its_section():
    total = suite("**Core Total:** 105 tests", None, 105, subject="Core Total")
    (one,) = told(written("# Core", *SECTION, "", total))
    assert (one.rule, one.grade, one.lines) == ("sum-total", "certain", (4, 5, 6, 8))
    assert (
        one.message
        == "Line 8 gives a total of 105 tests; the 3 rows of the table (lines 4–6) (40 + 41 + 25) add up to 106."
    )


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["# Core", *SECTION, "", suite("**Core Total:** 106 tests", None, 106)], id="it adds up"
        ),
        pytest.param(
            ["# Core", *SECTION, "", suite("**Core Total:** ~105 tests", None, 105, approx=True)], id="about"
        ),
        pytest.param(["# Core", *SECTION, "", suite("105 tests", None, 105)], id="not said to be a total"),
        pytest.param(
            ["# Core", *SECTION, "# All", suite("**Total:** 2105 tests", None, 2105)], id="another section"
        ),
        pytest.param(
            ["# Core", *SECTION, "", *SECTION, "", suite("**Total:** 105 tests", None, 105)],
            id="two tables in the section",
        ),
        pytest.param(
            ["# Core", *SECTION[:4], "", suite("**Total:** 105 tests", None, 105)], id="a short table"
        ),
        pytest.param(
            ["# Core", *SECTION, "| d.rs | 3 | many |", "", suite("**Total:** 105 tests", None, 105)],
            id="a cell without a number",
        ),
        pytest.param(
            ["# Core", *SECTION, "| and more | | |", "", suite("**Total:** 190 tests", None, 190)], id="more"
        ),
        pytest.param(
            ["# Core", "| A | LOC |", "|---|---|", "| a | 1 |", "", suite("**Total:** 5 tests", None, 5)],
            id="no column",
        ),
    ],
)
def test_totals_that_their_table_makes(lines):
    assert in_short(*lines) == []


def test_rows_that_sum_up_the_rows_below_them():
    rows = [
        "| **Back** | **52** | |",
        "| Auth | 40 | |",
        "| Mail | 12 | |",
        "| **Front** | **8** | |",
        "| Web | 8 | |",
    ]
    many = [f"| m{n} | 1 | |" for n in range(12)]
    assert in_short(*TABLE, *rows, "| Total | 60 | |") == []
    assert in_short(*TABLE, "| **Core** | **12** | |", *many, "| Total | 12 | |") == []
    assert in_short(*TABLE, "| Core | 12 | |", *many, "| Total | 12 | |") == []
    assert in_short(*TABLE, "| Core | 13 | |", *many, "| Total | 12 | |") != []
