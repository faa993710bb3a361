"""Progress: how complete something is, in percent, or by a bar without a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.claims import figures, make
from parsers.measure import measures
from parsers.model import Claim, Progress
from parsers.vocabulary import icons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.statements import Reading, Statement
    from parsers.units import Measure


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """Each percent of completeness the statement states as so."""
    for measure in measures(statement):
        if measure.kind == "progress" and not measure.goal and not _restates(statement, measure, reading):
            number = measure.number
            yield make(
                statement,
                Progress(number.value),
                subject=measure.subject,
                at=number.start,
                figures=figures(statement, (number, "percent")),
                approx=number.approx,
            )


def _restates(statement: Statement, measure: Measure, reading: Reading) -> bool:
    """Whether the percent of one cell only says again what a ratio in its row says."""
    if not statement.cell:
        return False
    ratios = (
        other.number
        for cell in reading.row_statements(statement.block)
        if cell is not statement
        for other in measures(cell)
        if other.kind == "count" and other.number.of and not other.goal
    )
    return any(abs(100 * r.value / r.of - measure.number.value) < 1 for r in ratios if r.of)


def recognise_bar(statement: Statement, reading: Reading) -> Iterator[Claim]:  # noqa: ARG001
    """A bar without a number: its filled share, about."""
    text = statement.text
    bar = icons.BAR.search(text) if "[" in text or not text.isascii() else None
    if not bar or "%" in statement.text or statement.section.plan or not statement.subject:
        return
    if statement.cell and any("%" in cell.text for cell in statement.block.cells):
        return
    cells = bar.group().strip("[]")
    filled = sum(sign in icons.FULL for sign in cells)
    yield make(statement, Progress(round(100 * filled / len(cells), 1)), at=bar.start(), approx=True)
