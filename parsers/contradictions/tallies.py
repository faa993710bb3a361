"""Numbers beside what they count: a list by its length, a ratio over its items, a total by its neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.contradictions.case import found
from parsers.contradictions.names import is_whole, key, meanings
from parsers.contradictions.written import said
from parsers.model import Claim, Contradiction, Count, State, Tests
from parsers.vocabulary import icons
from parsers.vocabulary.concepts import Concept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study

MORE = re.compile(
    r"\.\.\.|…|\b(?:others?|more|rest|etc|misc\w*|remaining|including|such as|e\.g|sonstige|weitere|autres"
    r"|otros|outros|altri)\b|其他|その他|기타|等",
    re.IGNORECASE,
)
"""Words that say a list is not the whole of it."""
_ANNOUNCED = re.compile(r"(\d{1,3}) ([^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,3})\s?[:：]")
_DRESS = re.compile(r"^\s*(?:#{1,6}\s+|[-*+•●]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?|[*_`]+")
_WHOLE_NUMBER = re.compile(r"(\d{1,3}(?:[,.' ]\d{3})+|\d{1,9})(?:\s?[^\W\d_]{1,12})?")
_EMPTY = {"", "-", "–", "—", "n/a", "none"}
_FEWEST = 3
_PARTS_TRIED = 12
_SHOWN = 6


def whole_number(cell: str) -> int | None:
    """The whole number a cell holds, 0 for an empty cell; None where it holds anything else."""
    if cell.lower() in _EMPTY:
        return 0
    match = _WHOLE_NUMBER.fullmatch(cell)
    return int(re.sub(r"\D", "", match[1])) if match else None


def part_sums(numbers: Sequence[int], total: int) -> bool:
    """Whether some of the parts, two at least, make the total: the others may be parts of parts."""
    if len(numbers) > _PARTS_TRIED or sum(numbers) <= total:
        return False
    sums = {0: 0}
    for number in numbers:
        sums |= {
            value + number: max(sums.get(value + number, 0), count + 1) for value, count in [*sums.items()]
        }
    return sums.get(total, 0) > 1


def add_up(numbers: Sequence[int]) -> str:
    """For a message: what numbers add up to, each shown where they are few."""
    shown = f"({' + '.join(map(said, numbers))}) " if len(numbers) <= _SHOWN else ""
    return f"{shown}add up to {said(sum(numbers))}"


def listed(study: Study) -> Iterator[Contradiction]:
    """ "10 screens:" over a list of nine."""
    outline = study.outline
    for line, role in enumerate(outline.roles, 1):
        if role not in {"item", "lead", "heading"} or study.planned(line):
            continue
        if not outline.text(line).rstrip("*_ ").endswith((":", "：")):
            continue
        plain = _DRESS.sub("", icons.PICTURE.sub("", outline.text(line))).strip()
        match = _ANNOUNCED.fullmatch(plain)
        items = [n for n in outline.children.get(line, ()) if outline.role(n) == "item"]
        if not match or len(items) in {int(match[1]), 0, 1, 2} or _unfinished(study, [line, *items]):
            continue
        words = (
            f"Line {line} announces {match[1]} {match[2]}; {len(items)} follow (lines {items[0]}–{items[-1]})"
        )
        yield found("sum-total", [line, *items], words, "is one missing?")


def _unfinished(study: Study, lines: Sequence[int]) -> bool:
    return any(MORE.search(study.outline.text(line)) for line in lines)


def counted(study: Study) -> Iterator[Contradiction]:
    """ "(10/14)" in a heading or item over its list: as many are done as it says, or as many are listed."""
    for claim in study.claims:
        value = claim.value
        if (
            not isinstance(value, Count)
            or not value.of
            or claim.approx
            or claim is not study.by_line[claim.line][0]
        ):
            continue
        items = _items_below(study, claim.line)
        states = [_state(study, line) for line in items]
        if len(items) < _FEWEST or _unfinished(study, items):
            continue
        if len(items) == value.of and None not in states:
            yield from _ticked(study, claim, value.n, items)
        elif len(items) not in {value.n, value.of, value.of - value.n}:
            ratio = f"{said(value.n)} of {said(value.of)}"
            where = f"lines {items[0]}–{items[-1]}"
            words = f"Line {claim.line} says {ratio}; {len(items)} stand below it ({where})"
            yield found("sum-total", [claim.line, *items], words, "what is counted?")


def _items_below(study: Study, line: int) -> list[int]:
    """The items or rows directly under a line; none where sub-headings or lead-ins group them."""
    outline = study.outline
    children = outline.children.get(line, ())
    rows = [child for child in children if outline.role(child) == "row" and child not in study.headers]
    if rows or any(outline.role(child) in {"heading", "lead"} for child in children):
        return rows
    return [child for child in children if outline.role(child) == "item"]


def _ticked(study: Study, claim: Claim, stated: float, items: Sequence[int]) -> Iterator[Contradiction]:
    states = [_state(study, line) for line in items]
    done = states.count("done")
    if stated in {done, done + states.count("partial")}:
        return
    boxes = all(re.search(r"\[[ xX]\]", study.outline.text(line)) for line in items)
    words = (
        f"Line {claim.line} says {said(stated)} of {len(items)}; of the {len(items)} items below it "
        f"(lines {items[0]}–{items[-1]}) {done} are done"
    )
    yield found("whole-parts", [claim.line, *items], words, "" if boxes else "what is counted?")


def _state(study: Study, line: int) -> str | None:
    """The one state an item bears itself."""
    own = [
        c.value.state for c in study.by_line.get(line, ()) if isinstance(c.value, State) and not c.inherited
    ]
    return own[0] if len(own) == 1 else None


def neighbours(study: Study) -> Iterator[Contradiction]:
    """ "Total: 196" in a list whose other items are numbers of tests."""
    for claims in study.by_parent.values():
        tests = [(c, _amount(c)) for c in claims if study.outline.role(c.line) == "item" and study.present(c)]
        wholes = [(c, n) for c, n in tests if n is not None and is_whole(c.subject)]
        parts = [(c, n) for c, n in tests if n is not None and not is_whole(c.subject)]
        names = {key(c.subject) for c, _ in parts}
        if len(wholes) != 1 or len(parts) < 2 or len(names) < len(parts) or any(c.approx for c, _ in tests):
            continue
        (whole, total), known = wholes[0], [n for _, n in parts]
        if sum(known) != total and not part_sums(known, total):
            beside = f"the {len(parts)} parts beside it {add_up(known)}"
            words = f"Line {whole.line} says {said(total)} tests; {beside}"
            yield found("sum-total", [whole.line, *(c.line for c, _ in parts)], words, "do they overlap?")


def _amount(claim: Claim) -> int | None:
    """A plain number of tests; those that pass, fail or are skipped are no parts but outcomes."""
    value = claim.value
    if (
        not isinstance(value, Tests)
        or value.passing is not None
        or meanings(claim.subject) & (Concept.PASS | Concept.FAIL | Concept.SKIP)
    ):
        return None
    return value.total


def below_table(study: Study) -> Iterator[Contradiction]:
    """ "**Core total:** 759 tests" in a section with one table that has one column of tests."""
    tables: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for table in study.outline.tables:
        tables[study.outline.parent(table[0])].append(table)
    for section, inside in tables.items():
        totals = [c for c in study.by_parent.get(section, ()) if _is_total(study, c)]
        if len(inside) == len(totals) == 1:
            yield from _column(study, totals[0], inside[0])


def _is_total(study: Study, claim: Claim) -> bool:
    """Whether a line beside the table gives a total number of tests."""
    plain = _amount(claim) is not None and not claim.approx and claim.line not in study.table_of
    return plain and study.present(claim) and bool(meanings(study.outline.text(claim.line)) & Concept.TOTAL)


def _column(study: Study, claim: Claim, table: Sequence[int]) -> Iterator[Contradiction]:
    header = study.headers[table[0]]
    columns = [
        n for n, cell in enumerate(header) if n and len(key(cell)) == 1 and meanings(cell) & Concept.TEST
    ]
    rows = [study.outline.cells(line) for line in table[1:]]
    if len(columns) != 1 or any(
        len(row) <= columns[0] or is_whole(row[0]) or MORE.search(row[0]) for row in rows
    ):
        return
    total = _amount(claim) or 0
    known = [n for n in (whole_number(row[columns[0]]) for row in rows) if n is not None]
    if len(known) == len(rows) >= _FEWEST and sum(known) != total and not part_sums(known, total):
        words = (
            f"Line {claim.line} gives a total of {said(total)} tests; the {len(rows)} rows of the table "
            f"(lines {table[1]}–{table[-1]}) {add_up(known)}"
        )
        yield found("sum-total", [claim.line, *table[1:]], words)
