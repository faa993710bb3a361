"""Tests: how many there are, pass, fail or are skipped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.claims import figures, make
from parsers.measure import measures
from parsers.model import Claim, Figure, Tests
from parsers.vocabulary import bits_of, tokens
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.statements import Reading, Statement
    from parsers.units import Measure

_CLAUSE = re.compile(r"[^,;.()]+")


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """The tests claims of one statement; figures with different roles and one subject make one claim."""
    found = [
        (statement, measure)
        for measure in measures(statement)
        if measure.kind == "tests" and not measure.goal
    ]
    if found and statement.cell:
        row = [
            (cell, m)
            for cell in reading.row_statements(statement.block)
            for m in measures(cell)
            if m.kind == "tests" and not m.goal
        ]
        roles = [role for _, measure in row for role in _roles(measure)]
        if len(set(roles)) == len(roles) and not any(measure.subject for _, measure in row):
            found = row if row[0][0] is statement else []
    group: list[tuple[Statement, Measure]] = []
    for place, measure in found:
        taken = {role for _, other in group for role in _roles(other)}
        if group and (
            _roles(measure) & taken
            or measure.subject != group[0][1].subject
            or _line(place, measure) != _line(*group[0])
        ):
            yield _claim(group)
            group = []
        group.append((place, measure))
    if group:
        yield _claim(group)


def _line(statement: Statement, measure: Measure) -> int:
    return statement.plain.place(measure.number.start)[0]


def _roles(measure: Measure) -> set[str]:
    return {"passing", "total"} if measure.role == "ratio" else {measure.role}


def recognise_none(statement: Statement, reading: Reading) -> Iterator[Claim]:  # noqa: ARG001
    """ "No tests", as a value, a cell or a whole item."""
    text = statement.text
    if not statement.cell and statement.block.role == "text" and not statement.label:
        return
    if not bits_of(tokens(text)) & C.NO or any(m.kind == "tests" for m in measures(statement)):
        return
    start = 0 if statement.cell or statement.value >= len(text) else statement.value
    for clause in _CLAUSE.finditer(text, start):
        words = tokens(clause.group())
        alone = len(words) > 1 and words[-1][2] & C.TEST
        about = len(words) > 2 and words[1][2] & C.TEST and words[2][2] & C.LINK
        if len(words) <= 5 and words and words[0][2] & C.NO and (alone or about):
            yield make(statement, Tests(total=0), at=clause.start())
            return


def _claim(group: list[tuple[Statement, Measure]]) -> Claim:
    value = Tests()
    found: list[Figure] = []
    for statement, measure in group:
        number, parts = measure.number, [(measure.number, measure.role, 0)]
        if measure.role == "ratio":
            value = replace(value, passing=int(number.value), total=int(number.of or 0))
            parts = [(number, "passing", 0), (number, "total", 1)]
        elif measure.role == "percent":
            value = replace(value, percent=number.value)
        else:
            value = replace(value, **{measure.role: int(number.value)})
        if measure.restated:
            value = replace(value, percent=measure.restated.value)
            parts.append((measure.restated, "percent", 0))
        found += figures(statement, *parts)
    place, first = group[0]
    approx = any(m.number.approx for _, m in group)
    return make(
        place, value, subject=first.subject, at=first.number.start, figures=tuple(found), approx=approx
    )
