"""The states that the cells of a table state, and those its rows inherit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.claims import make
from parsers.model import Claim, State, StateName
from parsers.phrases import value_states, whole_state
from parsers.signs import is_nothing, marker
from parsers.subjects import clean_name
from parsers.vocabulary import (
    icons,
    tokens,
)
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.statements import Reading, Statement


def cell_states(statement: Statement, reading: Reading) -> Iterator[Claim]:
    text = statement.text.strip()
    assert statement.block.table is not None
    facts = reading.tables[statement.block.table]
    if not text or statement.section.permissions:
        return
    if not statement.block.table.headers:
        sign = marker(statement, reading)
        state = sign if sign != "many" else None
        if state:
            yield make(statement, State(state), subject=clean_name(text) or statement.subject)
        elif (
            not statement.is_name
            and not statement.section.plan
            and (word := whole_state(text))
            and not _is_weak(text)
        ):
            yield make(statement, State(word))
        return
    if statement.is_name:
        yield from _name_cell(statement, reading)
        return
    state = cell_state(statement, reading)
    if state:
        graded = text.lower() in reading.grades and "status" not in statement.columns and len(facts.roles) > 2
        matrix = graded or (statement.matrix and len(facts.state_columns) > 1)
        yield make(
            statement,
            State(state),
            subject=f"{statement.subject} / {clean_name(statement.header)}" if matrix else None,
        )


def _is_weak(text: str) -> bool:
    return any(w[2] & C.WEAK for w in tokens(text))


def _name_cell(statement: Statement, reading: Reading) -> Iterator[Claim]:
    sign = marker(statement, reading)
    others = [
        cell_state(other, reading) for other in reading.row_statements(statement.block) if not other.is_name
    ]
    if any(others):
        return
    if sign and sign != "many":
        yield make(statement, State(sign))
    elif (
        statement.section.state and not is_nothing(statement.text) and not reading.has_states(statement.block)
    ):
        yield make(statement, State(statement.section.state), inherited=True)


def cell_state(statement: Statement, reading: Reading) -> StateName | None:  # noqa: C901, PLR0911
    """The state a cell states, if its column is one of states."""
    text = statement.text
    if "blocker" in statement.columns:
        return None
    if text.strip().lower() in reading.grades:
        return reading.grades[text.strip().lower()]
    status = "status" in statement.columns
    if not status and not statement.marked:
        strong = (
            whole_state(text)
            if not statement.columns & {"notes", "priority", "tests", "passing", "failing", "skipped"}
            or "assessment" in statement.header.lower()
            else None
        )
        return strong if strong and not _is_weak(text) and not _says_pass(text) else None
    whole = whole_state(icons.PICTURE.sub(" ", text))
    if whole:
        return whole
    said = next((s for s in value_states(text, 0, attribute=True) if not s.subject), None)
    if said:
        return said.state
    for sign in icons.MARKER.findall(text):
        if sign in icons.STATE_OF:
            return icons.STATE_OF[sign]
        if sign == icons.WARNING:
            return "partial"
        if sign in reading.circles:
            return reading.circles[sign]
        if sign in icons.CIRCLES and status:
            return icons.CIRCLES[sign]
    return None


def _says_pass(text: str) -> bool:
    return any(w[2] & C.PASS for w in tokens(text))
