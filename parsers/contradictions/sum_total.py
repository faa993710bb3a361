"""Parts that do not add up to their total."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.names import is_whole, key, meanings
from parsers.contradictions.tallies import (
    MORE,
    add_up,
    below_table,
    counted,
    listed,
    neighbours,
    part_sums,
    whole_number,
)
from parsers.contradictions.written import said
from parsers.model import Claim, Contradiction, Tests
from parsers.vocabulary import normal
from parsers.vocabulary.concepts import Concept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study
    from parsers.contradictions.outline import Outline

_NOT_SUMMED = re.compile(
    r"\b(?:average|avg|mean|median|max|min|ratio|rate|percent|id|no|nr|port|year|version|line|lines? covered"
    r"|priority|weight|score|time|duration|ms|phase|week|day|rank|target|goal|step)\b|[%#№]",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"\bsub-?\s?total|^\s*(?:↳|└|–|-|>|&nbsp;)|\bof which\b|davon|dont\b", re.IGNORECASE)
_BOLD_FIRST = re.compile(r"\s*\|?\s*\*\*")
_FEWEST_ROWS = 2
_CODE = re.compile(r"`[^`]{0,200}`")
_STEP = re.compile(
    r"\+\s?(\d{1,6})\b[^+\d→]{0,30}?(?<![\d.,%])(\d{1,6})\s?(?:→|->)\s?(\d{1,6})(?![\d.,]*\s?%)"
)
_ADDITION = re.compile(r"(?<![\d.,+])(\d{1,6})((?:\s?\+\s?\d{1,6}){1,8})\s?=\s?(\d{1,7})(?![\d.,]*\s?%|\d)")


def sum_total(case: Case) -> Iterator[Contradiction]:
    """Rows of totals, one line with its breakdown, tests by outcome, written sums, numbers beside lists."""
    for table in case.study.outline.tables:
        yield from _table(case.study.outline, table)
    for line, claims in case.study.by_line.items():
        yield from _breakdown(case.study, line, claims)
    for claim in case.study.claims:
        if isinstance(claim.value, Tests) and not claim.approx:
            yield from _outcomes(claim, claim.value)
    yield from _additions(case.study.outline)
    for tally in (listed, counted, neighbours, below_table):
        yield from tally(case.study)


def _table(outline: Outline, table: Sequence[int]) -> Iterator[Contradiction]:
    """Each column of whole numbers against the one row of totals at the table's end."""
    header = outline.cells(table[0])
    rows = [outline.cells(line) for line in table[1:]]
    if [index for index, cells in enumerate(rows) if _is_total(cells)] != [len(rows) - 1]:
        return
    parts, total_cells = rows[:-1], rows[-1]
    if len(parts) < _FEWEST_ROWS or any(_SUBTOTAL.search(cells[0]) or not cells[0] for cells in parts):
        return
    if any(MORE.search(" ".join(cells[:2])) for cells in parts):
        return
    for column in range(1, min(len(total_cells), len(header))):
        total = whole_number(total_cells[column])
        numbers = [whole_number(cells[column]) if column < len(cells) else None for cells in parts]
        known = [number for number in numbers if number is not None]
        if total is None or len(known) < len(parts) or _NOT_SUMMED.search(header[column]) or not sum(known):
            continue
        heads = [
            n for n, line in zip(known, table[1:-1], strict=True) if _BOLD_FIRST.match(outline.text(line))
        ]
        grouped = total in {sum(heads), sum(known) - sum(heads)} or sum(known) == 2 * total
        if sum(known) != total and not part_sums(known, total) and not grouped:
            words = (
                f"Line {table[-1]} gives a total of {said(total)}; the {len(known)} rows above it "
                f"(lines {table[1]}–{table[-2]}) {add_up(known)} in the column “{header[column]}”"
            )
            yield found("sum-total", table[1:], words)


def _is_total(cells: Sequence[str]) -> bool:
    name = cells[0] or (cells[1] if len(cells) > 1 else "")
    return bool(key(name)) and is_whole(name) and bool(meanings(normal(name)) & Concept.TOTAL)


def _breakdown(study: Study, line: int, claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """A number of tests with its parts in brackets behind it: "286 passing (Order: 136, Catalog: 69)"."""
    tests = [c for c in claims if isinstance(c.value, Tests) and not c.approx]
    text = study.outline.text(line)
    if len(tests) < _FEWEST_ROWS + 1 or text.count("(") != 1 or MORE.search(text):
        return
    amounts = [_amount(claim) for claim in tests]
    total, known = amounts[0], [number for number in amounts[1:] if number is not None]
    before, _, within = text.partition("(")
    placed = _holds(before, [total]) and not _holds(within, [total]) and _holds(within, known)
    if total is not None and placed and len(known) == len(tests) - 1 and sum(known) != total:
        words = f"Line {line} says {said(total)} tests; the {len(known)} parts it names {add_up(known)}"
        yield found("sum-total", [line], words, "" if sum(known) > total else "are these all?")


def _holds(text: str, numbers: Sequence[int | None]) -> bool:
    """Whether every one of the numbers is written in the text."""
    written = {int(re.sub(r"\D", "", number)) for number in re.findall(r"\d[\d,.]{0,12}\d|\d", text)}
    return {*numbers} <= written


def _amount(claim: Claim) -> int | None:
    value = claim.value
    return (value.total if value.passing is None else value.passing) if isinstance(value, Tests) else None


def _outcomes(claim: Claim, value: Tests) -> Iterator[Contradiction]:
    """More passing, failing or skipped tests than there are, or fewer in sum where all three are named."""
    named = {"passing": value.passing, "failing": value.failing, "skipped": value.skipped}
    known = {name: number for name, number in named.items() if number is not None}
    if value.total is None:
        return
    words = ", ".join(f"{said(number)} {name}" for name, number in known.items())
    ran = (value.passing or 0) + (value.failing or 0)
    if ran > value.total:
        text = f"Line {claim.line} says {words}, which is {said(ran)} that ran, of {said(value.total)} in all"
        yield found("sum-total", [claim.line], text)
    elif len(known) == len(named) and value.total not in {ran, sum(known.values())}:
        in_sum = said(sum(known.values()))
        text = f"Line {claim.line} says {words}, {in_sum} in sum, of {said(value.total)} tests"
        yield found("sum-total", [claim.line], text, "what are the others?")


def _additions(outline: Outline) -> Iterator[Contradiction]:
    """ "+92 tests, 286 → 378" and "10 + 20 = 30", as written on one line outside of code."""
    for line, role in enumerate(outline.roles, 1):
        if role in {"skipped", "rule"} or "+" not in outline.text(line):
            continue
        text = _CODE.sub("", outline.text(line)).replace("│", " ").replace("|", " ")
        sums = [([int(m[2]), int(m[1])], int(m[3])) for m in _STEP.finditer(text)]
        sums += [
            ([int(m[1]), *map(int, re.findall(r"\d+", m[2]))], int(m[3])) for m in _ADDITION.finditer(text)
        ]
        for numbers, stated in sums:
            if sum(numbers) != stated:
                added = " + ".join(map(said, numbers))
                words = f"Line {line}: {added} make {said(sum(numbers))}, not {said(stated)}"
                yield found("sum-total", [line], words)
