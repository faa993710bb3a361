"""Tests: how many there are, pass, fail or are skipped."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims import figure, make
from parsers.measure import Measure, measures
from parsers.model import Claim, Figure, Tests
from parsers.statements import Reading, Statement


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
