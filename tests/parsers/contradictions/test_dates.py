"""Stamps that are older than the work, in the future, or before their own creation; and how dates are read."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.contradictions.dates import days_in, stated
from parsers.model import Stamp, State
from tests.builders_contradictions import in_short, of, says, told, written


def stamp(text, day, field="date"):
    return says(text, of("", Stamp(field, day)))


def done(text, **overrides):
    return says(text, of("Search", State("done"), **overrides))


UPDATED = stamp("**Last Updated**: 2025-01-07", "2025-01-07")


def test_a_stamp_in_the_future():
    (one,) = told(written(stamp("Date: 2026-03-09", "2026-03-09")))
    assert (one.rule, one.grade, one.lines) == ("date-order", "certain", (1,))
    assert one.message == "Line 1 is dated 2026-03-09, which is after today, 2026-03-01."


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(stamp("Date: 2026-03-02", "2026-03-02"), id="tomorrow: it is that somewhere"),
        pytest.param(stamp("Date: March 2026", "2026-03"), id="this month"),
        pytest.param(stamp("Date: 2026", "2026"), id="this year"),
        pytest.param(stamp("Next review: 2026-09-01", "2026-09-01"), id="what is planned"),
        pytest.param(stamp("Date: 2026-02-31", "2026-02-31"), id="no such day"),
        pytest.param(stamp("Date: soon", "soon"), id="no date"),
        pytest.param(stamp("Version: 2027", "2027", "version"), id="a version"),
    ],
)
def test_stamps_that_can_be(line):
    assert in_short(line) == []


def test_an_update_before_the_creation():
    (one,) = told(written(stamp("Created: 2025-02-01", "2025-02-01"), UPDATED))
    assert (one.rule, one.grade, one.lines) == ("date-order", "certain", (1, 2))
    assert (
        one.message
        == "Line 2 says it was updated on 2025-01-07, before it was created on 2025-02-01 (line 1)."
    )


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([stamp("Created: 2025-01-07", "2025-01-07"), UPDATED], id="the same day"),
        pytest.param([stamp("Created: 2025", "2025"), UPDATED], id="some day of that year"),
        pytest.param([stamp("Created: 2025-02-01", "2025-02-01")], id="never updated"),
        pytest.param(
            [stamp("Created or updated: 2025-02-01", "2025-02-01"), UPDATED], id="one line says both"
        ),
        pytest.param(
            [stamp("Created: 2025-02-01", "2025-02-01"), UPDATED, stamp("Updated: 2025-03", "2025-03")],
            id="a later one",
        ),
        pytest.param(
            [stamp("Created: 2025-02-01", "2025-02-01"), stamp("Created: 2024-01-01", "2024-01-01"), UPDATED],
            id="two creations",
        ),
    ],
)
def test_orders_of_dates_that_can_be(lines):
    assert in_short(*lines) == []


def test_work_done_after_the_stamp():
    (one,) = told(written(UPDATED, done("- Search completed on 2025-03-04")))
    assert (one.rule, one.grade, one.lines) == ("stale", "certain", (1, 2))
    assert (
        one.message == "Line 1 dates the document 2025-01-07; it speaks of work done on 2025-03-04 (line 2)."
    )


def test_a_stamp_that_does_not_say_updated_is_asked_about():
    work = done("- Search completed on 2025-03-04")
    assert in_short(stamp("Date: 2025-01-07", "2025-01-07"), work) == [("stale", "question", (1, 2))]
    assert in_short(stamp("Created: 2025-01-07", "2025-01-07"), work) == []


def test_a_later_date_near_something_done_is_asked_about():
    assert in_short(UPDATED, done("- Search (2025-03-04) done")) == [("stale", "question", (1, 2))]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([UPDATED, done("- Search completed on 2025-01-05")], id="before the stamp"),
        pytest.param([UPDATED, done("- Search completed on 2025-01-08")], id="a day later: time zones"),
        pytest.param(
            [stamp("Date: 2025", "2025"), done("- Search completed on 2025-03-04")],
            id="within the stated year",
        ),
        pytest.param([done("- Search completed on 2025-03-04")], id="no stamp"),
        pytest.param(
            [UPDATED, done("- Search completed, next release due 2025-03-04")], id="what is planned"
        ),
        pytest.param(
            [UPDATED, done("- Search completed 2027-03-04")], id="after today: a slip of another kind"
        ),
        pytest.param([UPDATED, says("- Search on 2025-03-04", of("Search", State("todo")))], id="not done"),
        pytest.param([UPDATED, done("- Search on 2025-03-04", inherited=True)], id="the section says so"),
        pytest.param([UPDATED, "# Roadmap", done("- Search completed on 2025-03-04")], id="a plan"),
        pytest.param(
            [UPDATED, stamp("Reviewed: 2025-04-01", "2025-04-01"), done("- Search completed on 2025-03-04")],
            id="a later stamp",
        ),
    ],
)
def test_stamps_that_cover_the_work(lines):
    assert in_short(*lines) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 2025-01-07", date(2025, 1, 7)),
        ("2025/1/7", date(2025, 1, 7)),
        ("2025年1月7日", date(2025, 1, 7)),
        ("2025년 1월 7일", date(2025, 1, 7)),
        ("January 7, 2025", date(2025, 1, 7)),
        ("Jan 7th 2025", date(2025, 1, 7)),
        ("7 January 2025", date(2025, 1, 7)),
        ("7. Januar 2025", date(2025, 1, 7)),
        ("7 de enero de 2025", date(2025, 1, 7)),
        ("7 января 2025", date(2025, 1, 7)),
    ],
)
def test_days_in_many_spellings(text, day):
    assert [stretch.first for _, stretch in days_in(text)] == [day]


@pytest.mark.parametrize(
    "text", ["07/01/2025", "version 2025.1", "2025-13-01", "Foo 7, 2025", "1.2.3", "2025-02-30"]
)
def test_what_is_no_day_for_sure(text):
    assert list(days_in(text)) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-02-03", date(2025, 2, 3), date(2025, 2, 3)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_date_covers_what_it_states(text, first, last):
    stretch = stated(text)
    assert stretch is not None
    assert (stretch.first, stretch.last) == (first, last)


@pytest.mark.parametrize("text", ["", "2025-13", "2025-02-30", "yesterday", "0000"])
def test_what_states_no_date(text):
    assert stated(text) is None
