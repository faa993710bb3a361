"""How recognisers hand over what they found: one claim with its line, its words and its figures' places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.model import Claim, Figure, Value

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


def figures(statement: Statement, *parts: tuple[Number, str] | tuple[Number, str, int]) -> tuple[Figure, ...]:
    """The figures on the line of the first of them, each as (number, role[, 1 for its whole])."""
    line, _ = statement.plain.place(parts[0][0].spans[0][0])
    found = (_figure(statement, line, part[0], part[1], part[2] if len(part) == 3 else 0) for part in parts)
    return tuple(figure for figure in found if figure)


def _figure(statement: Statement, line: int, number: Number, role: str, which: int) -> Figure | None:
    """The number's place in the line, in the contract's form; None where any of it stands on another line."""
    start, end = number.spans[which]
    first, column = statement.plain.place(start)
    last, end_column = statement.plain.place(end - 1)
    if first != line or last != line:
        return None
    value = number.of if which and number.of is not None else number.value
    return number.figure(role, (column, end_column + 1), value)
