"""Parts that do not add up to their total."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.names import is_whole, key, meanings
from parsers.contradictions.tallies import MORE, below_table, counted, listed, neighbours, part_sums
from parsers.contradictions.written import said
from parsers.model import Claim, Contradiction, Tests
from parsers.vocabulary import normal
from parsers.vocabulary.concepts import Concept as C

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study
    from parsers.contradictions.outline import Outline

_WHOLE_NUMBER = re.compile(r"(\d{1,3}(?:[,.' ]\d{3})+|\d{1,9})(?:\s?[^\W\d_]{1,12})?")
_EMPTY = {"", "-", "–", "—", "n/a", "none"}
_NOT_SUMMED = re.compile(
    r"\b(?:average|avg|mean|median|max|min|ratio|rate|percent|id|no|nr|port|year|version|line|lines? covered|priority|weight"
    r"|score|time|duration|ms|phase|week|day|rank|target|goal|step|#)\b|%|#|№",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"\bsub-?\s?total|^\s*(?:↳|└|–|-|>|&nbsp;)|\bof which\b|davon|dont\b", re.IGNORECASE)
_FEWEST_ROWS = 2


def sum_total(case: Case) -> Iterator[Contradiction]:
    """Tables with a row of totals, one line with its breakdown, tests by outcome, and additions written out."""
    for table in case.study.outline.tables:
        yield from _table(case.study.outline, table)
    for line, claims in case.study.by_line.items():
        yield from _breakdown(case.study, line, claims)
    for claim in case.study.claims:
        if isinstance(claim.value, Tests) and not claim.approx:
            yield from _outcomes(claim, claim.value)
    yield from _steps(case.study)
    for tally in (listed, counted, neighbours, below_table):
        yield from tally(case.study)


def _table(outline: Outline, table: Sequence[int]) -> Iterator[Contradiction]:
    """Each column of whole numbers against the one row of totals at the table's end."""
    header = outline.cells(table[0])
    rows = [(line, outline.cells(line)) for line in table[1:]]
    totals = [index for index, (_, cells) in enumerate(rows) if _is_total(cells)]
    if totals != [len(rows) - 1] or len(rows) <= _FEWEST_ROWS:
        return
    parts, (total_line, total_cells) = rows[:-1], rows[-1]
    if any(
        _SUBTOTAL.search(cells[0]) or MORE.search(" ".join(cells[:2])) or not cells[0] for _, cells in parts
    ):
        return
    for column in range(1, len(total_cells)):
        title = header[column] if column < len(header) else ""
        total = _whole(total_cells[column])
        numbers = [_whole(cells[column]) if column < len(cells) else None for _, cells in parts]
        if total is None or None in numbers or _NOT_SUMMED.search(title):
            continue
        known = [number for number in numbers if number is not None]
        if sum(known) != total and sum(known) and not part_sums(known, total):
            yield _told([line for line, _ in parts], total_line, title, known, total)


def _is_total(cells: Sequence[str]) -> bool:
    name = cells[0] or (cells[1] if len(cells) > 1 else "")
    return bool(key(name)) and is_whole(name) and bool(meanings(normal(name)) & C.TOTAL)


def _whole(cell: str) -> int | None:
    """The whole number a cell holds, 0 for an empty cell; None where it holds anything else."""
    if cell.lower() in _EMPTY:
        return 0
    match = _WHOLE_NUMBER.fullmatch(cell)
    return int(re.sub(r"\D", "", match[1])) if match else None


def _told(
    lines: Sequence[int], total_line: int, title: str, numbers: Sequence[int], total: int
) -> Contradiction:
    name = f"“{title}” " if title else ""
    text = (
        f"Line {total_line} gives a total of {said(total)}; the {len(numbers)} rows above it in {name or 'that column '}"
        f"(lines {lines[0]}–{lines[-1]}) add up to {said(sum(numbers))}."
    )
    return found("sum-total", "certain", [total_line, *lines], text)


def _breakdown(study: Study, line: int, claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """A number of tests with its parts in brackets behind it: "286 passing (Order: 136, Catalog: 69)"."""
    tests = [c for c in claims if isinstance(c.value, Tests) and not c.approx]
    if len(tests) < 3 or "(" not in study.outline.text(line) or MORE.search(study.outline.text(line)):
        return
    whole, parts = tests[0], tests[1:]
    total = _amount(whole)
    numbers = [_amount(part) for part in parts]
    if total is None or None in numbers or study.outline.text(line).count("(") != 1:
        return
    known = [number for number in numbers if number is not None]
    if sum(known) > total:
        text = f"Line {line} says {said(total)} tests; the {len(known)} parts it names add up to {said(sum(known))}."
        yield found("sum-total", "certain", [line], text)
    elif sum(known) < total:
        text = f"Line {line} says {said(total)} tests; the {len(known)} parts it names add up to {said(sum(known))}: are these all?"
        yield found("sum-total", "question", [line], text)


def _amount(claim: Claim) -> int | None:
    value = claim.value
    return (value.passing if value.passing is not None else value.total) if isinstance(value, Tests) else None


def _outcomes(claim: Claim, value: Tests) -> Iterator[Contradiction]:
    """More passing, failing or skipped tests than there are."""
    named = {"passing": value.passing, "failing": value.failing, "skipped": value.skipped}
    known = {name: number for name, number in named.items() if number is not None}
    if value.total is None or not known:
        return
    words = ", ".join(f"{said(number)} {name}" for name, number in known.items())
    ran = (value.passing or 0) + (value.failing or 0)
    if ran > value.total:
        text = f"Line {claim.line} says {words}, which is {said(ran)} tests that ran, of {said(value.total)} in all."
        yield found("sum-total", "certain", [claim.line], text)
    elif len(known) == 3 and sum(known.values()) != value.total != ran:
        text = f"Line {claim.line} says {words}, {said(sum(known.values()))} in sum, of {said(value.total)} tests: what are the others?"
        yield found("sum-total", "question", [claim.line], text)


_STEP = re.compile(
    r"\+\s?(\d{1,6})\b[^+\d→]{0,30}?(?<![\d.,%])(\d{1,6})\s?(?:→|->)\s?(\d{1,6})(?![\d.,]*\s?%)"
)
_ADDITION = re.compile(r"(?<![\d.,+])(\d{1,6})((?:\s?\+\s?\d{1,6}){1,8})\s?=\s?(\d{1,7})(?![\d.,]*\s?%|\d)")


def _steps(study: Study) -> Iterator[Contradiction]:
    """ "+92 tests, 286 → 378" and "10 + 20 = 30", as written on one line outside of code."""
    outline = study.outline
    for line, role in enumerate(outline.roles, 1):
        text = outline.text(line)
        if role in {"skipped", "rule"} or "+" not in text:
            continue
        for match in _STEP.finditer(text.replace("│", " ").replace("|", " ")):
            added, before, after = (int(match[group]) for group in (1, 2, 3))
            if before + added != after:
                words = f"Line {line}: {said(before)} and {said(added)} more make {said(before + added)}, not {said(after)}."
                yield found("sum-total", "certain", [line], words)
        for match in _ADDITION.finditer(re.sub(r"`[^`]{0,200}`", "", text)):
            numbers = [int(match[1]), *map(int, re.findall(r"\d+", match[2]))]
            if sum(numbers) != int(match[3]):
                words = f"Line {line}: {' + '.join(map(said, numbers))} make {said(sum(numbers))}, not {said(int(match[3]))}."
                yield found("sum-total", "certain", [line], words)
