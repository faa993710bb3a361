"""Dates in a line, as far as they are stated: a day, a month or a year each cover a stretch of days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from parsers.vocabulary import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_ISO = re.compile(r"(?<![\d./-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-]|\.\d)")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.|er)? (?:de |of )?([^\W\d_]{3,10})\.?,? (?:de )?(\d{4})\b"
)
_STATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that a date as stated covers, both ends included."""

    first: date
    last: date
    text: str


def stated(text: str) -> Stretch | None:
    """An ISO date, month or year as a stretch of days; None for anything else or a day no calendar has."""
    match = _STATED.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Stretch(first, last, match[0])


def days_in(text: str) -> Iterator[tuple[int, Stretch]]:
    """Every full date in a line with where it begins; none whose day and month could be swapped."""
    for pattern in (_ISO, _CJK):
        for match in pattern.finditer(text):
            yield from _day(match.start(), match[1], int(match[2]), match[3])
    for match in _MONTH_FIRST.finditer(text):
        yield from _day(match.start(), match[3], MONTHS.get(match[1].lower(), 0), match[2])
    for match in _DAY_FIRST.finditer(text):
        yield from _day(match.start(), match[3], MONTHS.get(match[2].lower(), 0), match[1])


def _day(start: int, year: str, month: int, day: str) -> Iterator[tuple[int, Stretch]]:
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return
    yield start, Stretch(found, found, found.isoformat())
