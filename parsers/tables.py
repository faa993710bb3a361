"""What the rows of a table show together: where its names, states, past figures and tests stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.subjects import clean_name
from parsers.vocabulary import LABELS, icons, normal, tokens
from parsers.vocabulary.concepts import ANY_STATE, C

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.blocks import Block, Table

Roles = frozenset[str]
NO_ROLES: Roles = frozenset()
_VALUE_ROLES = frozenset({"status", "progress", "tests", "coverage", "total", "notes", "priority", "count"})
_NO_NAME = re.compile(
    r"[\W\d§]*|[A-Z]{0,3}-?\d{1,4}|n/a|(?:day|week|phase|step|sprint|tag|jour|día|dia|день|第)\s?\d{1,3}\w?",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}\b|\d{4}-\d{2}|\bv?\d+\.\d+\.\d+\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s\d{1,4}",
    re.IGNORECASE,
)
SERIES = re.compile(r"(?:week|sprint|run|build|month|woche|semaine|semana|kw|rev)\s?#?\d{1,5}", re.IGNORECASE)
_OUTCOMES = frozenset({"passing", "failing", "skipped"})


@dataclass(slots=True)
class TableFacts:
    """What the rows of one table show together: where names, states and groups stand."""

    rows: list[Block] = field(default_factory=list)
    name_column: int = 0
    state_columns: tuple[int, ...] = ()
    roles: tuple[Roles, ...] = ()
    past: frozenset[int] = frozenset()
    mixed: frozenset[int] = frozenset()
    tests: bool = False
    coverage: bool = False


def tables_of(blocks: Sequence[Block]) -> dict[Table, TableFacts]:
    facts: dict[Table, TableFacts] = {}
    for block in blocks:
        if block.table is not None:
            facts.setdefault(block.table, TableFacts()).rows.append(block)
    for table, fact in facts.items():
        fact.roles = tuple(header_roles(header) for header in table.headers)
        fact.name_column = _name_column(table, fact)
        fact.state_columns = _state_columns(table, fact)
        fact.past = _past_columns(table, fact)
        fact.coverage = any("coverage" in roles for roles in fact.roles) or _metrics(fact) > 1
        fact.mixed = frozenset(i for i in range(len(table.headers)) if _is_mixed(_column(fact, i)))
        fact.tests = (
            any(
                "tests" in roles or _is_test(header)
                for roles, header in zip(fact.roles, table.headers, strict=True)
            )
            or sum(bool(roles & _OUTCOMES) for roles in fact.roles) > 1
            or _outcome_rows(fact) > 1
        )
    return facts


def header_roles(header: str) -> Roles:
    """What a column holds, by its header's words."""
    words = normal(icons.PICTURE.sub("", header))
    known = LABELS.get(words)
    if known:
        return known
    bits = 0
    for _, _, concept in tokens(words):
        bits |= concept
    found = {
        role
        for role, bit in (
            ("target", C.GOAL),
            ("coverage", C.COVERAGE),
            ("tests", C.TEST),
            ("progress", C.COMPLETENESS),
            ("blocker", C.BLOCKER),
        )
        if bits & bit
    }
    if "%" in header and not found:
        found.add("progress")
    return frozenset(found)


def _is_test(header: str) -> bool:
    return any(concept & C.TEST for _, _, concept in tokens(header)) and not any(
        c & C.NOT_CASES for _, _, c in tokens(header)
    )


def _metrics(facts: TableFacts) -> int:
    """How many columns are each a measure of coverage: statements, branches, functions, lines."""
    return sum("metric" in roles for roles in facts.roles)


def _is_mixed(texts: list[str]) -> bool:
    """Whether a column holds percents and other quantities, so that its percents measure one thing each."""
    measured = [text for text in texts if any(c.isdigit() for c in text)]
    return len(measured) > 1 and not all("%" in text for text in measured)


def _outcome_rows(facts: TableFacts) -> int:
    """How many rows are named for an outcome of tests: passed, failed, skipped."""
    return sum(
        bool(LABELS.get(normal(icons.PICTURE.sub("", text)), NO_ROLES) & _OUTCOMES)
        for text in _column(facts, facts.name_column)
    )


def _past_columns(table: Table, facts: TableFacts) -> frozenset[int]:
    """Columns that state what was before: by their header, or all but the last of several dates."""
    past = {i for i, roles in enumerate(facts.roles) if roles & {"before", "delta"} and not roles & {"after"}}
    dated = [i for i, header in enumerate(table.headers) if i != facts.name_column and _DATED.search(header)]
    series = [i for i, header in enumerate(table.headers) if SERIES.fullmatch(header.strip())]
    dated = dated or (series if any("delta" in roles for roles in facts.roles) else [])
    return frozenset(past | set(dated[:-1]))


def _column(facts: TableFacts, column: int) -> list[str]:
    return [row.cells[i].text.strip() for row in facts.rows for i, c in enumerate(row.columns) if c == column]


def _is_name(text: str) -> bool:
    words = icons.PICTURE.sub("", text).strip()
    return not _NO_NAME.fullmatch(clean_name(text)) and not (is_marker(text) and is_marker(words or text))


def _name_column(table: Table, facts: TableFacts) -> int:  # noqa: ARG001
    """The first column that names the rows: not numbers, not states, and not a group with blanks under it."""
    width = max(len(row.cells) for row in facts.rows)
    for column in range(width):
        texts = _column(facts, column)
        named = [t for t in texts if t and _is_name(t)]
        filled = [t for t in texts if t]
        if not named or len(named) * 2 < len(filled):
            continue
        if len(filled) < len(texts) and column + 1 < width:
            following = _column(facts, column + 1)
            role = facts.roles[column + 1] if column + 1 < len(facts.roles) else NO_ROLES
            if following and all(t and _is_name(t) for t in following) and not role & _VALUE_ROLES:
                return column + 1
        return column
    return 0


def _state_columns(table: Table, facts: TableFacts) -> tuple[int, ...]:
    """The columns most of whose cells are nothing but a marker of state."""
    found: list[int] = []
    for column in range(len(table.headers)):
        roles = facts.roles[column]
        if column == facts.name_column or (
            roles & {"notes", "priority", "blocker"} and "status" not in roles
        ):
            continue
        texts = _column(facts, column)
        marked = sum(is_marker(t) for t in texts)
        if marked and marked * 2 >= len([t for t in texts if t]) - sum(
            normal(t) in {"n/a", ""} for t in texts
        ):
            found.append(column)
    return tuple(found)


def is_marker(text: str) -> bool:
    """Whether a cell is a state's sign or word and hardly more."""
    sign = icons.MARKER.match(text)
    if sign and len(text) < 30:
        return True
    words = tokens(text)
    return (
        0 < len(words) <= 3
        and all(w[2] & (ANY_STATE | C.ADVERB | C.NOT) for w in words)
        and any(w[2] & ANY_STATE for w in words)
    )
