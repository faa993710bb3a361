"""A progress bar that shows another share than the number beside it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.written import said
from parsers.vocabulary.icons import BAR, EMPTY, FULL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.model import Contradiction

_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?%")
_CELLS_OFF = 1.5
"""Cells by which a bar may miss its number: drawing rounds, and hands slip by one."""
_SHORTEST = 5
_LONGEST = 400
_TRACK = set(EMPTY) - set("▏▎▍")
"""Cells that are empty; the thin ones end a bar that is drawn without a track."""


def bar_number(case: Case) -> Iterator[Contradiction]:
    """Only gauges of a fixed width are read: bars with empty cells, or of the same width as these."""
    outline = case.study.outline
    shown_lines = [line for line, role in enumerate(outline.roles, 1) if role != "skipped"]
    bars = [pair for line in shown_lines for pair in _pairs(line, outline.text(line))]
    widths = Counter(len(bar) for _, bar, _ in bars)
    gauges = {len(bar) for _, bar, _ in bars if _TRACK & set(bar)}
    # where the empty end of a bar is cut off, widths follow the numbers: those are no gauges
    steady = len(widths) == 1 or (bool(widths) and widths.most_common(1)[0][1] * 2 > len(bars))
    for line, bar, number in bars:
        shown = sum(cell in FULL for cell in bar) / len(bar)
        if not steady or len(bar) not in gauges or abs(shown * 100 - number) <= _CELLS_OFF * 100 / len(bar):
            continue
        filled = round(shown * len(bar))
        words = (
            f"Line {line}: the bar shows {filled} of {len(bar)} cells, {said(round(shown * 100, 1))} %; "
            f"the number beside it says {said(number)} %"
        )
        yield found("bar-number", [line], words)


def _pairs(line: int, text: str) -> Iterator[tuple[int, str, float]]:
    """The one bar of a line with the one percent on it; the brackets around a bar are not part of it."""
    if "%" not in text or len(text) > _LONGEST:
        return
    bars = [match.group().strip("[]") for match in BAR.finditer(text)]
    numbers = _PERCENT.findall(BAR.sub(" ", text))
    if (
        len(bars) == 1
        and len(numbers) == 1
        and len(bars[0]) >= _SHORTEST
        and set(bars[0]) <= set(FULL + EMPTY)
    ):
        number = float(numbers[0].replace(",", "."))
        if number <= 100:
            yield line, bars[0], number
