"""Count: a ratio of anything but tests."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims import figure, make
from parsers.measure import measures
from parsers.model import Claim, Count
from parsers.statements import Reading, Statement


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:  # noqa: ARG001
    """Each ratio the statement states as so."""
    for measure in measures(statement):
        number = measure.number
        if measure.kind != "count" or measure.goal or number.of is None:
            continue
        figures = [figure(statement, number, "n"), figure(statement, number, "of", 1)]
        percent = None
        if measure.restated:
            percent = measure.restated.value
            figures.append(figure(statement, measure.restated, "percent"))
        yield make(
            statement,
            Count(number.value, number.of, None, percent),
            subject=measure.subject,
            at=number.start,
            figures=tuple(figures),
            approx=number.approx,
        )
