"""Numbers beside what they count: a list announced by its length, a ratio over its items, a total over its neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.contradictions.case import found
from parsers.contradictions.names import is_whole, key, meanings
from parsers.contradictions.written import said
from parsers.model import Claim, Contradiction, Count, State, Tests
from parsers.vocabulary import icons
from parsers.vocabulary.concepts import Concept as C

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study

MORE = re.compile(
    r"\.\.\.|…|\b(?:others?|more|rest|etc|misc\w*|remaining|including|such as|e\.g|sonstige|weitere|autres|otros|outros|altri)\b"
    r"|其他|その他|기타|等",
    re.IGNORECASE,
)
"""Words that say a list is not the whole of it."""
_ANNOUNCED = re.compile(r"(\d{1,3}) ([^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,3})\s?[:：]")
_DRESS = re.compile(r"^\s*(?:#{1,6}\s+|[-*+•●]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?|[*_`]+")
_FEWEST = 3


def listed(study: Study) -> Iterator[Contradiction]:
    """ "10 screens:" over a list of nine."""
    outline = study.outline
    for line, role in enumerate(outline.roles, 1):
        if role not in {"item", "lead", "heading"} or study.planned(line):
            continue
        match = _ANNOUNCED.fullmatch(_DRESS.sub("", icons.PICTURE.sub("", outline.text(line))).strip())
        items = [n for n in outline.children.get(line, ()) if outline.role(n) == "item"]
        if not match or len(items) < _FEWEST or any(MORE.search(outline.text(n)) for n in (line, *items)):
            continue
        said_number = int(match[1])
        if len(items) != said_number:
            text = f"Line {line} announces {match[1]} {match[2]}; {len(items)} follow (lines {items[0]}–{items[-1]}): is one missing?"
            yield found("sum-total", "question", [line, *items], text)


def counted(study: Study) -> Iterator[Contradiction]:
    """ "(10/14)" in a heading or item over its list: as many done as it says, or as many listed."""
    for claim in study.claims:
        value = claim.value
        if (
            isinstance(value, Count)
            and value.of
            and not claim.approx
            and study.outline.role(claim.line) in {"heading", "lead", "item"}
        ):
            yield from _ratio_over(study, claim, value.n, value.of)


def _ratio_over(study: Study, claim: Claim, n: float, of: float) -> Iterator[Contradiction]:
    outline = study.outline
    children = outline.children.get(claim.line, ())
    headers = {*study.table_of.values()}
    items = [line for line in children if outline.role(line) in {"item", "row"} and line not in headers]
    deeper = any(outline.role(line) in {"heading", "lead"} for line in children)
    if len(items) < _FEWEST or deeper or any(MORE.search(outline.text(line)) for line in items):
        return
    states = [_state(study, line) for line in items]
    if len(items) == of and None not in states:
        yield from _ticked(study, claim, (n, of), items)
    elif len(items) not in {n, of, of - n}:
        text = (
            f"Line {claim.line} says {said(n)} of {said(of)}; {len(items)} stand below it "
            f"(lines {items[0]}–{items[-1]}): what is counted?"
        )
        yield found("sum-total", "question", [claim.line, *items], text)


def _ticked(
    study: Study, claim: Claim, ratio: tuple[float, float], items: Sequence[int]
) -> Iterator[Contradiction]:
    states = [_state(study, line) for line in items]
    done, partial = states.count("done"), states.count("partial")
    if ratio[0] in {done, done + partial}:
        return
    boxes = all(
        "[ ]" in study.outline.text(line) or "[x]" in study.outline.text(line).lower() for line in items
    )
    end = "." if boxes else ": what is counted?"
    text = (
        f"Line {claim.line} says {said(ratio[0])} of {said(ratio[1])}; of the {len(items)} items below it "
        f"(lines {items[0]}–{items[-1]}) {done} are done{end}"
    )
    yield found("whole-parts", "certain" if boxes else "question", [claim.line, *items], text)


def _state(study: Study, line: int) -> str | None:
    own = [
        c.value.state for c in study.by_line.get(line, ()) if isinstance(c.value, State) and not c.inherited
    ]
    return own[0] if len(own) == 1 else None


def neighbours(study: Study) -> Iterator[Contradiction]:
    """ "Total: 196" in a list whose other items are numbers of tests."""
    for claims in study.by_parent.values():
        tests = [c for c in claims if isinstance(c.value, Tests) and study.outline.role(c.line) == "item"]
        wholes = [
            c for c in tests if is_whole(c.subject) and isinstance(c.value, Tests) and c.value.passing is None
        ]
        if len(wholes) != 1 or wholes[0].approx or not study.present(wholes[0]):
            continue
        parts = [c for c in tests if c is not wholes[0]]
        total = wholes[0].value.total if isinstance(wholes[0].value, Tests) else None
        amounts = [_amount(c) for c in parts]
        names = {key(c.subject) for c in parts}
        if (
            total is None
            or len(parts) < 2
            or None in amounts
            or len(names) < len(parts)
            or any(c.approx for c in parts)
        ):
            continue
        known = [n for n in amounts if n is not None]
        if sum(known) != total and not part_sums(known, total):
            text = (
                f"Line {wholes[0].line} says {said(total)} tests; the {len(parts)} parts beside it "
                f"({', '.join(map(said, known))}) add up to {said(sum(known))}: do they overlap?"
            )
            yield found("sum-total", "question", [wholes[0].line, *(c.line for c in parts)], text)


def _amount(claim: Claim) -> int | None:
    value = claim.value
    if not isinstance(value, Tests) or meanings(claim.subject) & (C.PASS | C.FAIL | C.SKIP):
        return None
    return value.total if value.total is not None else value.passing


_PARTS_TRIED = 12


def part_sums(numbers: Sequence[int], total: int) -> bool:
    """Whether some of the parts, two at least, make the total: the others may be parts of parts."""
    if len(numbers) > _PARTS_TRIED or sum(numbers) <= total:
        return False
    sums = {0: 0}
    for number in numbers:
        sums |= {
            value + number: max(sums.get(value + number, 0), count + 1) for value, count in list(sums.items())
        }
    return sums.get(total, 0) > 1


def below_table(study: Study) -> Iterator[Contradiction]:
    """ "**Core total:** 759 tests" in a section with one table that has one column of tests."""
    tables: dict[int, list[tuple[int, ...]]] = {}
    for table in study.outline.tables:
        tables.setdefault(study.outline.parent(table[0]), []).append(table)
    for claim in study.claims:
        value = claim.value
        beside = tables.get(study.outline.parent(claim.line), [])
        if (
            not isinstance(value, Tests)
            or value.total is None
            or value.passing is not None
            or len(beside) != 1
        ):
            continue
        text = study.outline.text(claim.line)
        if (
            claim.approx
            or claim.line in beside[0]
            or not meanings(text) & C.TOTAL
            or not study.present(claim)
        ):
            continue
        yield from _column(study, claim, value.total, beside[0])


def _column(study: Study, claim: Claim, total: int, table: Sequence[int]) -> Iterator[Contradiction]:
    header = study.outline.cells(table[0])
    columns = [
        n
        for n, cell in enumerate(header)
        if n and key(cell) and meanings(cell) & C.TEST and len(key(cell)) == 1
    ]
    rows = [study.outline.cells(line) for line in table[1:]]
    if len(columns) != 1 or any(
        len(row) <= columns[0] or is_whole(row[0]) or MORE.search(row[0]) for row in rows
    ):
        return
    numbers = [row[columns[0]].replace(",", "") for row in rows]
    if all(one.isdecimal() and len(one) < 9 for one in numbers) and len(rows) > 2:
        known = [int(one) for one in numbers]
        if sum(known) != total and not part_sums(known, total):
            text = (
                f"Line {claim.line} gives a total of {said(total)} tests; the {len(rows)} rows of the table "
                f"(lines {table[1]}–{table[-1]}) add up to {said(sum(known))}."
            )
            yield found("sum-total", "certain", [claim.line, *table[1:]], text)
