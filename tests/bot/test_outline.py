"""Titles and headings by line."""

from __future__ import annotations

import pytest

from bot.outline import headings_by_line, title_of


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("# Shop Status", "text"), "Shop Status"),
        (("", "# Shop Status ##"), "Shop Status"),
        (("", "Shop Status", "==========="), "Shop Status"),
        (("text", "", "# Later"), "Later"),
        (("## Part", "# Later"), None),
        (("#hashtag", "#"), None),
        (("text", "=="), None),
        (("text", "----"), None),
        ((), None),
    ],
)
def test_the_title_is_the_first_heading_of_the_first_level(lines, title):
    assert title_of(lines) == title


def test_a_line_stands_under_the_headings_above_it():
    lines = ("before", "# Shop", "text", "### Auth", "a", "## Payments", "b", "# Other", "c")
    assert headings_by_line(lines) == [
        (),
        (),
        ("Shop",),
        ("Shop",),
        ("Shop", "Auth"),
        ("Shop",),
        ("Shop", "Payments"),
        (),
        ("Other",),
    ]


def test_fenced_code_holds_no_headings():
    lines = ("# Shop", "```sh", "# comment", "~~~", "```", "a", "~~~", "# x", "```", "~~~", "b")
    assert set(headings_by_line(lines)[1:]) == {("Shop",)}
