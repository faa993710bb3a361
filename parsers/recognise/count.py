"""Count: a ratio of anything but tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.claims import figures, make
from parsers.measure import measures
from parsers.model import Claim, Count
from parsers.vocabulary import bits_of, tokens
from parsers.vocabulary.concepts import ANY_STATE, C

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.figures import Number
    from parsers.statements import Reading, Statement

_NOUN = re.compile(r"\+?\s+([^\W\d][\w-]{1,30})")


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:  # noqa: ARG001
    """Each ratio the statement states as so."""
    for measure in measures(statement):
        number = measure.number
        if measure.kind != "count" or measure.goal or number.of is None:
            continue
        parts: list[tuple[Number, str, int]] = [(number, "n", 0), (number, "of", 1)]
        percent = None
        if measure.restated:
            percent = measure.restated.value
            parts.append((measure.restated, "percent", 0))
        yield make(
            statement,
            Count(number.value, number.of, _unit(statement, number), percent),
            subject=measure.subject,
            at=number.start,
            figures=figures(statement, *parts),
            approx=number.approx,
        )


def _unit(statement: Statement, number: Number) -> str | None:
    """The noun right after the ratio: "6/12 services"."""
    found = _NOUN.match(statement.text, number.end)
    if not found or bits_of(tokens(found[1])) & (ANY_STATE | C.LINK | C.COMPLETENESS | C.PASS | C.COPULA):
        return None
    return found[1]
