"""One thing with two values, in one document or in two."""

from __future__ import annotations

import pytest

from parsers import model
from parsers.model import Count, Coverage, Progress, Stamp, State
from tests.builders_contradictions import in_short, of, says, told, written


def progress(text, percent, subject="Infrastructure", **overrides):
    return says(text, of(subject, Progress(percent), **overrides))


def suite(text, *numbers, subject="Order Service", **overrides):
    return says(text, of(subject, model.Tests(*numbers), **overrides))


def state(text, value, subject="Order Service", **overrides):
    return says(text, of(subject, State(value), **overrides))


def test_one_thing_with_two_percents():
    lines = [
        "# Report",
        progress("75% infrastructure complete", 75),
        "## Done",
        progress("### Infrastructure (100%)", 100),
    ]
    (one,) = told(written(*lines))
    assert (one.rule, one.grade, one.lines) == ("same-subject", "certain", (2, 4))
    assert one.message == "Infrastructure: line 2 says 75 %; line 4 says 100 %."


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [progress("- Infrastructure: 75%", 75), progress("- Infrastructure: 75.4%", 75.4)], id="rounded"
        ),
        pytest.param(
            [progress("- Infrastructure: 75%", 75), progress("- Infrastructure: 75.9%", 75.9)], id="cut off"
        ),
        pytest.param(
            [progress("- Infrastructure: 75%", 75), progress("- Infrastructure ~78%", 78, approx=True)],
            id="about",
        ),
        pytest.param(
            [progress("Infrastructure was 60%", 60), progress("- Infrastructure: 75%", 75)], id="earlier"
        ),
        pytest.param(
            [progress("Infrastructure 60% → 75%", 75), progress("- Infrastructure: 70%", 70)], id="a change"
        ),
        pytest.param(
            [progress("Infrastructure (new part): 60%", 60), progress("- Infrastructure: 75%", 75)],
            id="a part",
        ),
        pytest.param(
            [
                "# Now",
                progress("- Infrastructure: 75%", 75),
                "# Goals",
                progress("- Infrastructure: 95%", 95),
            ],
            id="a goal",
        ),
        pytest.param(
            [
                "# Now",
                progress("- Infrastructure: 75%", 75),
                "# Changelog",
                progress("- Infrastructure: 50%", 50),
            ],
            id="history",
        ),
        pytest.param([progress("- A 10%, B 20%", 10, "A"), progress("- B: 20%", 20, "B")], id="two things"),
        pytest.param(
            [
                progress("- Cache (L1): 10%", 10, "Cache (L1)"),
                progress("- Cache (L2): 20%", 20, "Cache (L2)"),
            ],
            id="brackets",
        ),
        pytest.param(
            [
                "# Sprint 1",
                progress("- Infrastructure: 40%", 40),
                "# Sprint 2",
                progress("- Infrastructure: 75%", 75),
            ],
            id="two stretches of time",
        ),
        pytest.param(
            [
                "## Auth",
                progress("- Unit tests: 40%", 40, "Unit tests"),
                "## Mail",
                progress("- Unit tests: 75%", 75, "Unit tests"),
            ],
            id="a name that depends on its section",
        ),
        pytest.param(
            [
                "## Auth",
                progress("Overall: 40%", 40, "Overall"),
                "## Mail",
                progress("Overall: 75%", 75, "Overall"),
            ],
            id="two wholes",
        ),
        pytest.param(
            ["## Auth", progress("Current: 45%", 45, "Auth"), progress("Of the target: 57%", 57, "Auth")],
            id="two aspects of an owner",
        ),
        pytest.param(
            [
                progress("- Infrastructure: 10%", 10),
                progress("- Infrastructure: 20%", 20),
                progress("- Infrastructure: 30%", 30),
            ],
            id="three values: several measures",
        ),
        pytest.param(
            [
                says(
                    "Infrastructure 10% / 20%",
                    of("Infrastructure", Progress(10)),
                    of("Infrastructure", Progress(20)),
                ),
                progress("- Infrastructure: 20%", 20),
            ],
            id="two on one line",
        ),
        pytest.param(
            [says("- 10%", of("", Progress(10))), says("- 20%", of("", Progress(20)))], id="no name"
        ),
    ],
)
def test_values_that_need_not_agree(lines):
    assert in_short(*lines) == []


def test_headings_that_name_other_things_make_it_a_question():
    lines = [
        "## Azure",
        progress("- Object store: 40%", 40, "Object store"),
        "## Amazon",
        progress("- Object store: 75%", 75, "Object store"),
    ]
    assert in_short(*lines) == [("same-subject", "question", (2, 4))]


def test_one_heading_that_names_another_thing_is_enough_for_a_question():
    lines = [
        "## Summary",
        progress("- Object store: 75%", 75, "Object store"),
        "## Amazon",
        progress("- Object store: 4%", 4, "Object store"),
    ]
    assert in_short(*lines) == [("same-subject", "question", (2, 4))]


def test_two_rows_of_one_table_may_be_two_things():
    rows = [progress("| Store | 40% |", 40, "Store"), progress("| Store | 75% |", 75, "Store")]
    assert in_short("| Name | Progress |", "|---|---|", *rows) == [("same-subject", "question", (3, 4))]


def test_rows_of_two_tables_with_the_same_columns_are_two_things():
    head = ["| File | Tests | Notes |", "|---|---|---|"]
    rows = [
        suite("| emoji.rs | 8 | |", None, 8, subject="emoji.rs"),
        "",
        *head,
        suite("| emoji.rs | 0 | |", None, 0, subject="emoji.rs"),
    ]
    assert in_short(*head, *rows) == []


def test_files_of_one_name_in_two_tables_are_two_files():
    lines = ["| F | Tests |", "|---|---|", suite("| mod.rs | 8 |", None, 8, subject="mod.rs")]
    lines += ["", "| F | N |", "|---|---|", suite("| mod.rs | 9 |", None, 9, subject="mod.rs")]
    assert in_short(*lines) == []


def test_a_row_and_an_item_of_one_name():
    lines = [
        "| Name | Progress |",
        "|---|---|",
        progress("| Store | 40% |", 40, "Store"),
        "",
        progress("- Store: 75%", 75, "Store"),
    ]
    assert in_short(*lines) == [("same-subject", "certain", (3, 5))]


def test_coverage_tests_and_counts_are_each_held_against_their_own():
    def covered(percent, metric=None):
        return says(f"- Order Service: {percent}%", of("Order Service", Coverage(percent, metric)))

    assert in_short(covered(80), covered(90)) == [("same-subject", "certain", (1, 2))]
    assert in_short(covered(80), covered(90, "branches")) == []
    (one,) = told(written(suite("- Order Service: 36/38", 36, 38), suite("- Order Service: 36/40", 36, 40)))
    assert one.message == "Order Service: line 1 says 36 of 38 tests; line 2 says 36 of 40 tests."
    failing = told(
        written(
            suite("- Order Service: 3 fail", None, None, 3),
            suite("- Order Service: 4 fail", None, None, 4),
        )
    )
    assert [one.message for one in failing] == [
        "Order Service: line 1 says 3 failing tests; line 2 says 4 failing tests."
    ]
    assert in_short(suite("- Order Service: 12 pass", 12), suite("- Order Service: 14 pass", 14)) != []
    assert in_short(suite("- Order Service: 12 pass", 12), suite("- Order Service: 14 tests", None, 14)) == []
    counts = [
        says(f"- Order Service: {n}/9 images", of("Order Service", Count(n, 9, "images"))) for n in (7, 8)
    ]
    assert [one[:2] for one in in_short(*counts)] == [("same-subject", "certain")]
    assert (
        in_short(*(says(f"- Order Service: {n} images", of("Order Service", Count(n))) for n in (7, 8))) == []
    )


def test_a_percent_said_of_completeness_beside_a_ratio_of_tests():
    lines = [
        "Component dashboard",
        progress("  Integration Tests   10%", 10, "Integration Tests"),
        "High priority:",
        "  2. Integration Tests (2-3 days)",
        says("     Status: 2/120 (2% complete)", of("Integration Tests", model.Tests(2, 120, None, None, 2))),
    ]
    (one,) = told(written(*lines))
    assert (one.grade, one.message) == ("certain", "Integration Tests: line 2 says 10 %; line 5 says 2 %.")


def test_wholes_of_a_document_are_one_thing():
    lines = [
        progress("**Overall Progress:** 85%", 85, "Overall Progress"),
        "## Summary",
        progress("The platform is 70% complete", 70, "The platform"),
    ]
    assert in_short("# Report", *lines) == [("same-subject", "certain", (2, 4))]


def test_done_here_and_open_there():
    (one,) = told(
        written(
            state("- Order Service: done", "done"), "## Remaining", state("- Order Service: missing", "todo")
        )
    )
    assert (one.rule, one.grade, one.lines) == ("same-subject", "certain", (1, 3))
    assert one.message == "Order Service: line 1 says done; line 3 says to do."
    assert in_short(state("- Order Service: blocked", "blocked"), state("- Order Service: done", "done")) == [
        ("same-subject", "certain", (1, 2))
    ]


@pytest.mark.parametrize(
    ("lines", "grades"),
    [
        pytest.param(
            [state("- ✅ Order Service", "done"), state("- 🔄 Order Service", "partial")],
            [],
            id="partly done",
        ),
        pytest.param(
            [state("- ✅ Orders", "done", "Orders"), state("- ❌ Orders", "todo", "Orders")],
            [],
            id="one word names little",
        ),
        pytest.param(
            [state("- ✅ Unit tests", "done", "Unit tests"), state("- ❌ Unit tests", "todo", "Unit tests")],
            [],
            id="generic",
        ),
        pytest.param(
            ["# Now", state("- ✅ Order Service", "done"), "# Roadmap", state("- [ ] Order Service", "todo")],
            [],
            id="a plan",
        ),
        pytest.param(
            [
                "# Sprint 1",
                state("- ❌ Order Service", "todo"),
                "# Sprint 2",
                state("- ✅ Order Service", "done"),
            ],
            [],
            id="later",
        ),
        pytest.param(
            [
                says(
                    "✅/❌ Order Service",
                    of("Order Service", State("done")),
                    of("Order Service", State("todo")),
                )
            ],
            [],
            id="one line",
        ),
        pytest.param(
            [state("- ✅ Order Service", "done"), state("- Order Service", "todo", inherited=True)],
            ["question"],
            id="inherited",
        ),
        pytest.param(
            [
                "## Azure",
                state("- ✅ Object store", "done", "Object store"),
                "## Amazon",
                state("- ❌ Object store", "todo", "Object store"),
            ],
            ["question"],
            id="under two names",
        ),
        pytest.param(
            [
                state(f"- {mark} Check Result", value, "Check Result")
                for mark, value in [("✅", "done"), ("❌", "todo")] * 3
            ],
            [],
            id="a label, not a thing",
        ),
    ],
)
def test_states_that_may_both_be_true(lines, grades):
    assert [one[1] for one in in_short(*lines) if one[0] == "same-subject"] == grades


def dated(day):
    return says(f"Updated: {day}", of("", Stamp("date", day)))


def pair(one, other, first="STATUS.md", second="PROGRESS.md"):
    return told(written(*one, path=first), written(*other, path=second))


def test_two_documents_side_by_side():
    (one,) = pair(
        [progress("- Order Service: 75%", 75, "Order Service")],
        ["# Progress", progress("- Order Service: 90%", 90, "Order Service")],
    )
    assert (one.rule, one.grade, one.lines) == ("same-subject", "certain", (2,))
    assert one.message == "Order Service: line 2 says 90 %; STATUS.md:1 says 75 %."


def test_the_order_of_documents_only_names_them():
    one = written(progress("- Order Service: 75%", 75, "Order Service"), path="a.md")
    other = written(progress("- Order Service: 90%", 90, "Order Service"), path="b.md")
    assert told(one, other) == told(other, one)


def test_wholes_of_two_documents_may_be_two_wholes():
    one, other = [progress("Overall: 75%", 75, "Overall")], [progress("Overall: 90%", 90, "Overall")]
    assert [(one.rule, one.grade) for one in pair(one, other)] == [("same-subject", "question")]


@pytest.mark.parametrize(
    ("one", "other", "paths"),
    [
        pytest.param([dated("2025-01-01"), progress("- Store: 75%", 75, "Store")], [dated("2025-02-01"), progress("- Store: 90%", 90, "Store")], (), id="two dates"),
        pytest.param([progress("- Store: 75%", 75, "Store")], [dated("2025-02-01"), progress("- Store: 90%", 90, "Store")], (), id="one date"),
        pytest.param([progress("- Store: 75%", 75, "Store")], [progress("- Store: 90%", 90, "Store")], ("a/S.md", "b/S.md"), id="two folders"),
        pytest.param([progress("- Unit tests: 75%", 75, "Unit tests")], [progress("- Unit tests: 90%", 90, "Unit tests")], (), id="generic"),
        pytest.param([progress("- Store: 75%", 75, "Store")], [progress("- Store: 75.2%", 75.2, "Store")], (), id="they agree"),
        pytest.param([progress("- Store (x): 75%", 75, "Store (x)")], [progress("- Store (y): 9%", 9, "Store (y)")], (), id="brackets"),
        pytest.param([progress("- Store: 75%", 75, "Store")], [progress("- Store: 1%", 1, "Store"), progress("- Store: 1.2%", 1.2, "Store")], (), id="unsure of itself"),
        pytest.param([progress("- Store: 1%", 1, "Store"), progress("- Store: 1.2%", 1.2, "Store")], [progress("- Store: 75%", 75, "Store")], (), id="the other way round"),
    ],
)  # fmt: skip
def test_documents_that_need_not_agree(one, other, paths):
    assert pair(one, other, *paths) == []


def test_documents_of_one_day_are_held_against_each_other():
    one, other = (
        [dated("2025-01-01"), progress("- Store: 75%", 75, "Store")],
        [dated("2025-01-01"), progress("- Store: 90%", 90, "Store")],
    )
    assert [found.grade for found in pair(one, other)] == ["certain"]


def covered(text, percent, subject):
    return says(text, of(subject, Coverage(percent)))


def test_the_coverage_of_all_code_in_two_documents():
    readme = [says("# Shop"), covered("coverage 95%", 95, "coverage")]
    (one,) = pair(
        readme, ["# Status", covered("- Code coverage: 82%", 82, "Code coverage")], "README.md", "STATUS.md"
    )
    assert (one.grade, one.lines) == ("question", (2,))
    assert (
        one.message == "coverage: line 2 says 95 % coverage; STATUS.md:2 says 82 % coverage: is it one thing?"
    )


def test_coverage_under_a_heading_of_its_own_is_that_of_a_part():
    readme = [says("# Shop"), covered("coverage 95%", 95, "coverage")]
    status = ["# Status", "## Payment gateway", covered("- Code coverage: 82%", 82, "Code coverage")]
    assert pair(readme, status, "README.md", "STATUS.md") == []


def test_two_names_of_all_coverage_may_be_two_measures():
    lines = [
        covered("- Code coverage: 95%", 95, "Code coverage"),
        covered("- Test coverage: 80%", 80, "Test coverage"),
    ]
    assert in_short("# Status", *lines) == [("same-subject", "question", (2, 3))]
    again = [
        covered("- Code coverage: 95%", 95, "Code coverage"),
        covered("- Code coverage: 80%", 80, "Code coverage"),
    ]
    assert in_short("# Status", *again) == [("same-subject", "certain", (2, 3))]


def test_unit_tests_are_not_integration_tests():
    lines = [
        suite("- Order Service: 121 unit tests", None, 121),
        suite("- Order Service: 14 integration tests", None, 14),
    ]
    assert in_short(*lines) == []
    assert in_short(lines[0], suite("- Order Service: 120 unit tests", None, 120)) == [
        ("same-subject", "certain", (1, 2))
    ]
