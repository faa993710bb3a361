"""Tests: how many there are, pass, fail or are skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.claims import figure, make
from parsers.measure import Measure, measures
from parsers.model import Claim, Figure, Tests
from parsers.statements import Reading, Statement
from parsers.vocabulary import bits_of, tokens
from parsers.vocabulary.concepts import Concept as C

_CLAUSE = re.compile(r"[^,;.()]+")


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:  # noqa: ARG001
    """The tests claims of one statement; figures with different roles and one subject make one claim."""
    group: list[Measure] = []
    for measure in measures(statement):
        if measure.kind != "tests" or measure.goal:
            continue
        roles = {"passing", "total"} if measure.role == "ratio" else {measure.role}
        taken = {r for m in group for r in ({"passing", "total"} if m.role == "ratio" else {m.role})}
        if group and (roles & taken or measure.subject != group[0].subject):
            yield _claim(statement, group)
            group = []
        group.append(measure)
    if group:
        yield _claim(statement, group)


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
        if 1 < len(words) <= 4 and words[0][2] & C.NO and words[-1][2] & C.TEST:
            yield make(statement, Tests(total=0), at=clause.start())
            return


def _claim(statement: Statement, group: list[Measure]) -> Claim:
    values: dict[str, float] = {}
    figures: list[Figure] = []
    for measure in group:
        number = measure.number
        if measure.role == "ratio":
            values.update(passing=int(number.value), total=int(number.of or 0))
            figures += [figure(statement, number, "passing"), figure(statement, number, "total", 1)]
            if measure.restated:
                values["percent"] = measure.restated.value
                figures.append(figure(statement, measure.restated, "percent"))
        else:
            values[measure.role] = number.value if measure.role == "percent" else int(number.value)
            figures.append(figure(statement, number, measure.role))
    first = group[0]
    return make(
        statement,
        Tests(**values),
        subject=first.subject,
        at=first.number.start,
        figures=tuple(figures),  # type: ignore[arg-type]
        approx=any(m.number.approx for m in group),
    )
