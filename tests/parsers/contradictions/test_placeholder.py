"""A template's blank that nobody filled in."""

from __future__ import annotations

import pytest

from tests.builders_contradictions import in_short, told, written


def test_a_command_in_place_of_a_date():
    (one,) = told(written("**Generated**: $(date)"))
    assert (one.rule, one.grade, one.lines) == ("placeholder", "certain", (1,))
    assert one.message == "Line 1: “$(date)” was never filled in."


@pytest.mark.parametrize(
    "text",
    [
        "**Coverage**: {{ coverage }}%",
        "- Version: ${VERSION}",
        "Last updated: <%= today %>",
        "**Date:** [Date]",
        "**Date:** YYYY-MM-DD",
        "Version: <version>",
        "Coverage is XX%",
        "- XX/YY tests passing",
        "Progress: ??%",
    ],
)
def test_blanks_of_every_kind(text):
    assert in_short(text) == [("placeholder", "certain", (1,))]


@pytest.mark.parametrize("text", ["**Last Updated**: TBD", "- Coverage: ???", "| Tests: TBD |"])
def test_what_is_not_known_yet_is_asked_about(text):
    (one,) = told(written(text))
    assert one.grade == "question"
    assert one.message.endswith("stands for a figure or date: is it known by now?")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["Run `echo $(date)` first"], id="code"),
        pytest.param(["Values such as {{ name }} are replaced"], id="prose about templates"),
        pytest.param(["Templates: {{ name }}"], id="a label of something else"),
        pytest.param(["```sh", "Date: $(date)", "```"], id="a fence"),
        pytest.param(["- Auth: TBD"], id="a state, not a figure"),
        pytest.param(["Size: XXL", "Max 30%", "SXXX"], id="letters that only look like it"),
        pytest.param(["**Date:** 2025-01-01"], id="filled in"),
        pytest.param(["Coverage: <version>"], id="no figure could stand there"),
    ],
)
def test_lines_without_a_blank(lines):
    assert in_short(*lines) == []


def test_a_template_is_full_of_blanks():
    assert told(written("**Date:** YYYY-MM-DD", path="docs/STATUS_TEMPLATE.md")) == []
