"""What each figure of a statement measures: tests, coverage, completeness, a count, or nothing of ours."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.amounts import amount, continued, part_of
from parsers.context import Context, contexts
from parsers.figure_subjects import identifier, kinds_of_tests, part_names, subject_of
from parsers.figures import HAS_DIGIT, Number, numbers
from parsers.percents import percent, ratio, wished

if TYPE_CHECKING:
    from parsers.statements import Statement
    from parsers.units import Measure

_LETTERS = re.compile(r"[^\W\d_]")
_STARS = re.compile("[⭐★☆]{2,}")


@lru_cache(maxsize=512)
def measures(statement: Statement) -> tuple[Measure, ...]:
    """The figures of the statement that claims can be made of, in order."""
    if not HAS_DIGIT.search(statement.text) or (statement.cell and statement.past):
        return ()
    found = numbers(statement.text)
    result: list[Measure] = []
    used: set[int] = set()
    rejected = False
    names = part_names(statement, found)
    around = contexts(statement, found)
    for index, number in enumerate(found):
        delta = number.delta and number.shape == "percent"
        if index in used or delta or _starred(statement.text, number) or _quoted(statement, number):
            continue
        restated = _restated(found, index, statement.text)
        measure = (number.start in names and part_of(around[index], result)) or _measure(
            around[index], restated
        )
        measure = (
            measure or continued(around[index], result, found[index + 1 :]) or wished(around[index], result)
        )
        if measure is None:
            rejected = rejected or number.shape == "percent"
            continue
        if rejected and measure.goal and measure.kind == "progress" and not around[index].complete:
            continue
        if (
            measure.kind == "progress"
            and result
            and result[-1].kind == "coverage"
            and not around[index].complete
        ):
            measure = replace(measure, kind="coverage")
        if restated is not None:
            used.add(index + 1)
        subject = (
            names.get(number.start) or identifier(around[index], measure) or subject_of(statement, number)
        )
        if around[index].about and not measure.number.approx:
            measure = replace(measure, number=replace(measure.number, approx=True))
        result.append(replace(measure, subject=subject))
    return tuple(kinds_of_tests(statement, result))


def _quoted(statement: Statement, number: Number) -> bool:
    """Whether the figure stands in struck-out text, or in code that is more than the figure."""
    plain = statement.plain
    if statement.block.role != "heading" and plain.within(plain.struck, number.start):
        return True
    return any(s <= number.start < e and _LETTERS.search(statement.text, s, e) for s, e in plain.code)


def _starred(text: str, number: Number) -> bool:
    """Whether the figure belongs to a rating in stars."""
    end = text.find("|", number.end)
    return bool(_STARS.search(text[text.rfind("|", 0, number.start) + 1 : end if end >= 0 else len(text)]))


def _restated(found: list[Number], index: int, text: str) -> Number | None:
    """The next figure where it and this one say the same: a percent beside a ratio, or a share beside an amount."""  # noqa: E501
    if index + 1 == len(found):
        return None
    number, following = found[index], found[index + 1]
    shapes = {number.shape, following.shape}
    if (
        "percent" not in shapes
        or len(shapes) == 1
        or (number.shape == "percent" and following.shape == "number")
    ):
        return None
    gap = text[number.end : following.start]
    if len(gap) > 34 or not re.fullmatch(r"[^\d,;|%]*[\s(=:–—-]+", gap) or len(gap.split()) > 4:
        return None
    return following if number.shape == "ratio" or "(" in gap or following.shape == "ratio" else None


def _measure(around: Context, restated: Number | None) -> Measure | None:
    shape = around.number.shape
    if shape == "percent":
        return percent(around, restated)
    return ratio(around, restated) if shape == "ratio" else amount(around, restated)
