"""Coverage: of code by tests, in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.claims import figures, make
from parsers.measure import measures
from parsers.model import Claim, Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.statements import Reading, Statement


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:  # noqa: ARG001
    """Each percent of coverage the statement states as so."""
    for measure in measures(statement):
        if measure.kind == "coverage" and not measure.goal:
            number = measure.number
            yield make(
                statement,
                Coverage(number.value, measure.metric),
                subject=measure.subject,
                at=number.start,
                figures=figures(statement, (number, "percent")),
                approx=number.approx,
            )
