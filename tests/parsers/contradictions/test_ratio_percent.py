"""A percent beside a ratio that does not make it."""

from __future__ import annotations

import pytest

from parsers import model
from parsers.model import Count, Progress
from tests.builders_contradictions import in_short, of, says, told, written


def suite(text, *numbers, **overrides):
    return says(text, of("Suite", model.Tests(*numbers), **overrides))


def count(text, n, whole, percent, **overrides):
    return says(text, of("Images", Count(n, whole, "images", percent), **overrides))


def test_a_ratio_that_does_not_make_its_percent():
    (one,) = told(written(suite("36/38 tests passing (98%)", 36, 38, None, None, 98)))
    assert (one.rule, one.grade, one.lines) == ("ratio-percent", "certain", (1,))
    assert one.message == "Line 1: 36 of 38 makes 94.74 %, not 98 %."


@pytest.mark.parametrize(
    "percent",
    [
        pytest.param(95, id="rounded"),
        pytest.param(94, id="cut off"),
        pytest.param(94.7, id="one decimal"),
        pytest.param(94.74, id="two decimals"),
    ],
)
def test_every_usual_way_to_write_a_ratio_as_a_percent(percent):
    assert in_short(suite(f"36/38 tests passing ({percent}%)", 36, 38, None, None, percent)) == []


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param((36, 40, None, 2, 95), id="skipped tests left out of the whole"),
        pytest.param((36, 40, None, 2, 95), id="skipped tests left out"),
        pytest.param((34, 38, None, 2, 94.7), id="skipped tests counted with those that pass"),
        pytest.param((None, 38, 2, None, 94.7), id="what does not fail"),
        pytest.param((None, 38, 2, None, 5.3), id="the share that fails"),
        pytest.param((36, None, 2, None, 94.7), id="the whole is what passes and fails"),
        pytest.param((None, None, None, None, 97), id="a rate alone"),
        pytest.param((0, 0, None, None, 97), id="no tests at all"),
    ],
)
def test_every_usual_way_to_count_tests(numbers):
    assert in_short(suite("a line", *numbers)) == []


def test_what_remains_may_be_meant():
    assert in_short(count("9 of 12 images, 25% remaining", 9, 12, 25)) == []
    assert in_short(count("9 of 12 images (25%)", 9, 12, 25)) == [("ratio-percent", "certain", (1,))]


def test_about_is_not_exact():
    assert in_short(count("9 of 12 images (~70%)", 9, 12, 70, approx=True)) == []
    assert in_short(count("9 of 12 images (~50%)", 9, 12, 50, approx=True)) == [
        ("ratio-percent", "question", (1,))
    ]


def test_a_hundred_percent_by_rounding_is_asked_about():
    (one,) = told(written(suite("399/400 tests passing (100%)", 399, 400, None, None, 100)))
    assert one.grade == "question"
    assert (
        one.message == "Line 1: 399 of 400 makes 99.75 %, which is 100 % only by rounding: was it meant so?"
    )
    assert in_short(suite("400/400 tests passing (100%)", 400, 400, None, None, 100)) == []


def test_a_count_without_a_whole_makes_no_percent():
    assert in_short(says("- 9 images, 40%", of("Images", Count(9, None, "images", 40)))) == []


def user_service(percent, *below, **overrides):
    return [
        says(f"- **User Service** - {percent}% complete", of("User Service", Progress(percent), **overrides)),
        *below,
    ]


def test_a_percent_near_the_one_ratio_below_it_is_asked_about():
    (one,) = told(written(*user_service(98, suite("  - 36/38 tests passing", 36, 38))))
    assert (one.rule, one.grade, one.lines) == ("ratio-percent", "question", (1, 2))
    assert "the one ratio below it (line 2), 36 of 38, makes 94.74 %" in one.message


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(user_service(94, suite("  - 36/38 tests passing", 36, 38)), id="it agrees"),
        pytest.param(
            user_service(60, suite("  - 36/38 tests passing", 36, 38)), id="it measures something else"
        ),
        pytest.param(
            user_service(98, suite("  - 36/38 tests passing", 36, 38), approx=True), id="it is about"
        ),
        pytest.param(
            user_service(98, suite("  - 36/38 tests passing", 36, 38), count("  - 9/10 routes", 9, 10, None)),
            id="there are two ratios",
        ),
        pytest.param(user_service(98, suite("  - 36 tests passing", 36)), id="there is no ratio"),
    ],
)
def test_a_percent_over_a_ratio_that_need_not_agree(lines):
    assert in_short(*lines) == []


def test_a_percent_that_its_words_give_to_something_else():
    assert in_short(suite("36/38 tests, coverage 92%", 36, 38, None, None, 92)) == []
    assert in_short(suite("36/38 tests, 92% coverage", 36, 38, None, None, 92)) == []
    assert in_short(suite("36/38 tests, all fine (see below)", 36, 38, None, None, 92)) != []
