"""Target: a figure that is wished for, not stated as so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.claims import figures, make
from parsers.measure import measures
from parsers.model import Claim, Goal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.statements import Reading, Statement


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:  # noqa: ARG001
    """Each figure of the statement that is a goal."""
    for measure in measures(statement):
        if not measure.goal:
            continue
        number = measure.number
        percent = number.value if number.shape == "percent" else None
        n = None if percent is not None else number.value
        yield make(
            statement,
            Goal(measure.kind, percent, n),
            subject=measure.subject,
            at=number.start,
            figures=figures(statement, (number, "percent" if n is None else "n")),
            approx=number.approx,
        )
