"""Figures in the words of CI: the titles, summaries and descriptions that checks and statuses carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.figures.counts import totals_in
from bot.figures.coverage import coverage_in
from bot.figures.lines import lines_of

if TYPE_CHECKING:
    from bot.evidence import CoveragePercent, TestTotals

__all__ = ["figures_in"]


def figures_in(name: str, *texts: str) -> tuple[TestTotals | CoveragePercent, ...]:
    """What a check run (its title, summary, text) or a status (its description) says in figures.

    `name` is the check's name or the status context; the texts come in order of weight. Text that is cut
    short, says two different things or speaks of a part of the code (a patch, new lines) gives nothing.
    Several totals are ways of counting one run.
    """
    read = [lines_of(text) for text in texts]
    totals = [found for lines in read if (found := totals_in(name, lines))]
    whole = next((found for found in totals if found[0].total is not None), totals[0] if totals else ())
    return (*whole, *coverage_in(name, [line for lines in read for line in lines]))
