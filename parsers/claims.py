"""How recognisers hand over what they found: one claim with its line, its words and its figures' places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.model import Claim, Figure, Value
from parsers.subjects import clean_name

if TYPE_CHECKING:
    from parsers.figures import Number
    from parsers.statements import Statement


def make(  # noqa: PLR0913
    statement: Statement,
    value: Value,
    *,
    subject: str | None = None,
    at: int = 0,
    figures: tuple[Figure, ...] = (),
    approx: bool = False,
    inherited: bool = False,
    labelled: bool = False,
) -> Claim:
    """A claim of the statement; `at` is the place in its text where the value stands, which gives the line."""  # noqa: E501
    line, _ = statement.plain.place(at)
    named = statement.subject if subject is None else subject
    return Claim(
        line=line,
        subject=named,
        value=value,
        text=" ".join(statement.plain.text.split())[:300],
        approx=approx,
        inherited=inherited,
        figures=figures,
        labelled=labelled,
    )


def figure(statement: Statement, number: Number, role: str, which: int = 0) -> Figure:
    """The number's place in its line, in the contract's form; `which` is 1 for the whole of a ratio."""
    start, end = number.spans[which]
    _, column = statement.plain.place(start)
    value = number.of if which and number.of is not None else number.value
    return number.figure(role, (column, column + end - start), value)


__all__ = ["clean_name", "figure", "make"]
