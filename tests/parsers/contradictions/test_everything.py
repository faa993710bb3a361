"""What holds for the whole table of rules: any document, any order, any number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import model
from parsers.contradictions import RULES, contradictions
from parsers.contradictions.case import places
from parsers.contradictions.names import is_generic, is_whole, key, task
from parsers.model import Claim, Document, Encoding, Figure
from tests.builders_contradictions import in_short, of, says, told, written

NUMBERS = st.one_of(st.integers(0, 10**7), st.sampled_from([0, 1, 10, 36, 38, 50, 98, 100]))
PERCENTS = st.one_of(st.floats(0, 100), st.sampled_from([0.0, 2.0, 50.0, 94.7, 98.0, 100.0]))
MAYBE = st.none() | NUMBERS
SUBJECTS = st.sampled_from(
    ["Auth Service", "Overall", "Unit tests", "", "auth", "The platform", "Cache (L1)", "Total"]
) | st.text(max_size=12)
VALUES = st.one_of(
    st.builds(model.Progress, PERCENTS),
    st.builds(model.State, st.sampled_from(["done", "partial", "todo", "blocked"])),
    st.builds(model.Tests, MAYBE, MAYBE, MAYBE, MAYBE, st.none() | PERCENTS),
    st.builds(model.Coverage, PERCENTS, st.none() | st.just("branches")),
    st.builds(model.Count, NUMBERS, MAYBE, st.none() | st.just("images"), st.none() | PERCENTS),
    st.builds(model.Goal, st.just("progress"), PERCENTS),
    st.builds(model.Blocker, st.text(max_size=12)),
    st.builds(model.PathReference, st.text(max_size=12)),
    st.builds(
        model.Stamp,
        st.just("date"),
        st.sampled_from(["2025", "2025-02", "2025-02-03", "2027-01-01", "x", ""]),
    ),
)
SPANS = st.tuples(st.floats(0, 100), st.none() | st.floats(0, 100)).map(lambda s: (s[0], s[1] and max(s)))
FIGURES = st.lists(
    st.builds(Figure, st.just("percent"), st.just((0, 1)), SPANS, st.integers(0, 3)), max_size=1
).map(tuple)
LINES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "# Report",
            "## ✅ Done",
            "## 4. Mail",
            "- [x] Auth - 98% Complete ✅",
            "  - [ ] 36/38 tests passing",
            "**Missing:**",
            "| A | Tests | Port |",
            "|---|---|---|",
            "| Auth | 12 | 8002 |",
            "| Total | 13 | 8002 |",
            "████░░░░░░ 90%",
            "**Generated**: $(date)",
            "Created: 2025-02-01, completed on 2025-03-04",
            "- Auth Service (1 hour)",
            "- Auth Service (3 weeks)",
            "âœ…",
            "- 3 parts:",
            "1 + 1 = 3",
            "═══════",
            "",
        ]
    ),
)  # fmt: skip


def claims(number):
    return st.builds(
        Claim, line=st.integers(0, number + 2), subject=SUBJECTS, value=VALUES, text=LINES, figures=FIGURES,
        approx=st.booleans(), inherited=st.booleans(), labelled=st.booleans(),
    )  # fmt: skip


@st.composite
def documents(draw):
    lines = draw(st.lists(LINES, max_size=14))
    made = draw(st.lists(claims(len(lines)), max_size=14))
    made.sort(key=lambda claim: claim.line)
    path = draw(st.sampled_from(["A.md", "B.md", "docs/A.md", "TEMPLATE.md"]))
    return Document(path, Encoding("utf-8"), tuple(lines), tuple(made))


def by_path(several):
    return list({document.path: document for document in several}.values())


@settings(max_examples=300, deadline=None)
@given(st.lists(documents(), max_size=3).map(by_path), st.sampled_from([date(2025, 1, 1), date(2026, 3, 1)]))
def test_any_documents_are_judged_alike_in_any_order(several, today):
    """Never an exception, the same answer each time and in every order, and every message on lines of its own."""
    found = contradictions(several, today)
    assert contradictions(several[::-1], today) == found
    for path, one in found:
        assert path in {document.path for document in several}
        assert one.rule in RULES
        assert one.lines == tuple(sorted({*one.lines}))
        assert one.message.endswith("?") == (one.grade == "question")


def test_no_documents_contradict_nothing():
    assert contradictions([], date(2026, 3, 1)) == ()


def test_every_class_of_the_claim_rules_has_its_rule():
    assert list(RULES) == [
        *(
            "ratio-percent",
            "whole-parts",
            "same-subject",
            "sum-total",
            "done-yet-open",
            "state-percent",
            "bar-number",
        ),
        *("placeholder", "stale", "collision", "estimate", "encoding", "date-order"),
    ]


def test_contradictions_come_by_path_and_line():
    def line(text, percent):
        return says(text, of(text, model.Tests(36, 38, None, None, percent)))

    documents = [written(line("b", 1), line("a", 1), path="B.md"), written("", line("a", 1), path="A.md")]
    found = contradictions(documents, date(2026, 3, 1))
    assert [(path, one.lines) for path, one in found if one.rule == "ratio-percent"] == [
        ("A.md", (2,)),
        ("B.md", (1,)),
        ("B.md", (2,)),
    ]


def test_a_list_nobody_reads_is_cut_short():
    assert len(in_short(*["1 + 1 = 3"] * 300)) == 50


def test_a_message_quotes_no_more_than_a_person_reads():
    line = says("- ✅ 50%", of("x" * 5000, model.State("done")), of("x" * 5000, model.Progress(50)))
    (one,) = told(written(line))
    assert len(one.message) == 601
    assert one.message.endswith("x….")


def test_a_table_that_ticks_off_row_after_row_means_good_enough():
    rows = [
        says(
            f"| part {n} | ✅ | {80 + n}% |",
            of(f"part {n}", model.State("done")),
            of(f"part {n}", model.Progress(80 + n)),
        )
        for n in range(4)
    ]
    head = ["| Part | State | Progress |", "|---|---|---|"]
    assert {one[1] for one in in_short(*head, *rows)} == {"question"}
    assert {one[1] for one in in_short(*head, *rows[:2])} == {"certain"}


def test_lines_with_too_many_figures_say_nothing_of_their_parts():
    crowded = says("## Backend", *(of(f"part {n}", model.Progress(95)) for n in range(6)))
    parts = [says(f"- {name}: 10%", of(name, model.Progress(10))) for name in ("Auth", "Mail")]
    assert in_short(crowded, *parts, says("- 36/38 tests", of("Suite", model.Tests(36, 38)))) == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([4], "line 4"),
        ([9, 4], "lines 4 and 9"),
        ([4, 5], "lines 4 and 5"),
        ([4, 5, 6], "lines 4–6"),
        ([4, 6, 8], "lines 4, 6 and 8"),
        ([1, 3, 5, 7, 9, 11], "6 lines from 1 to 11"),
    ],
)
def test_lines_as_a_message_names_them(lines, text):
    assert places(lines) == text


@pytest.mark.parametrize(
    "subject", ["Overall", "Overall Progress", "The platform", "Total", "Project status", "итого"]
)
def test_names_of_the_whole(subject):
    assert is_whole(subject)


@pytest.mark.parametrize(
    "subject", ["", "Build System", "Auth", "Total failures of the night shift", "Platform API design"]
)
def test_names_of_a_part(subject):
    assert not is_whole(subject)


def test_names_are_compared_by_their_words():
    assert key("### 2. The **Auth-Service** (Node.js)") == key("auth-service")
    assert task("Create the Auth Service") == key("Auth Service")
    assert task("Create") == ("create",)
    assert is_generic("Unit tests")
    assert not is_generic("Auth Service")


@pytest.mark.parametrize(
    ("percent", "bounds", "approx", "told_of"),
    [
        pytest.param(45, (40, 50), True, 0, id="a range that holds it"),
        pytest.param(45, (40, 50), True, 0, id="a range"),
        pytest.param(80, (80, None), True, 0, id="a floor"),
        pytest.param(97, (96.5, 97.5), False, 1, id="as written"),
    ],
)
def test_a_figure_stands_for_what_its_bounds_say(percent, bounds, approx, told_of):
    figures = (Figure("percent", (0, 1), bounds, 0),)
    line = says(
        "line",
        of(
            "Suite",
            model.Tests(42 if percent == 45 else 90, 100, None, None, percent),
            figures=figures,
            approx=approx,
        ),
    )
    assert len(told(written(line))) == told_of
