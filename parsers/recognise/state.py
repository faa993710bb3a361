"""State: done, partial, todo or blocked, by box, icon, word, or the category that governs the line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.claims import make
from parsers.measure import measures
from parsers.model import Claim, State, StateName
from parsers.phrases import Said, sentence_states, value_states, whole_state
from parsers.sections import CAUSED_TITLE, category, heading_words, item_category, matches
from parsers.signs import icon_counts, is_nothing, marker
from parsers.state_cells import cell_states
from parsers.state_words import bracketed, is_subject, said_by, speaks_of_value
from parsers.statements import Reading, Statement, mask_code
from parsers.subjects import clean_name, is_attribute, strip_state
from parsers.vocabulary import (
    ATTRIBUTE_BULLETS,
    ORNAMENTS,
    bits_of,
    icons,
    normal,
    tokens,
)
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.blocks import Block

_PRAISE = re.compile(
    r"(?:excellent|good|great|strong|solid|robust|outstanding|perfect|high[- ]quality)\b", re.IGNORECASE
)


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """The state claims of one statement, explicit ones first; inherited only where there is none."""
    if statement.cell:
        yield from cell_states(statement, reading)
        return
    found = _explicit_once(statement, reading)
    yield from found
    if not found and statement.block.role == "item" and statement.block.box is None:
        yield from _inherited(statement, reading)


def _explicit_once(statement: Statement, reading: Reading) -> tuple[Claim, ...]:
    found = reading.explicit.get(statement)
    if found is None:
        found = reading.explicit[statement] = tuple(_explicit(statement, reading))
    return found


def _explicit(statement: Statement, reading: Reading) -> Iterator[Claim]:
    block = statement.block
    if block.box is not None:
        yield make(statement, State(icons.BOX_STATES[block.box]), subject=strip_state(statement.subject))
        return
    if is_nothing(statement.text) or (statement.label and _is_dated(statement)) or item_category(block):
        return
    if block.role in {"heading", "lead"} and not _is_status_line(statement):
        yield from _title(statement, reading)
        return
    sign = marker(statement, reading)
    if sign == "many":
        return
    said = said_by(statement)
    if (
        statement.section.state == "todo"
        and not sign
        and block.role == "item"
        and statement.value >= len(statement.text)
    ):
        said = [s for s in said if s.state != "done"]
    if sign or said:
        yield from _claims(statement, sign, said)


def _is_status_line(statement: Statement) -> bool:
    """Whether a heading or lead-in is a label with its value: "Status: complete"."""
    return (
        bool(statement.label)
        and is_attribute(statement.label)
        and statement.value < len(statement.text.rstrip(" :"))
    )


def _is_dated(statement: Statement) -> bool:
    """Whether the item is an entry of a log: its label is a date."""
    return bool(re.fullmatch(r"\W*\d{4}\W\d{1,2}\W\d{1,2}\W*", statement.label))


def _claims(statement: Statement, sign: StateName | None, said: list[Said]) -> Iterator[Claim]:
    parts = [s for s in said if s.subject]
    whole = next((s for s in said if not s.subject), None)
    labelled = statement.value < len(statement.text)
    if labelled and is_attribute(statement.label):
        if len(parts) == 1 and not whole and is_attribute(parts[0].subject):
            whole, parts = parts[0], []
        if whole or sign:
            yield make(
                statement,
                State(whole.state if whole else sign or "done"),
                at=whole.at if whole else statement.value,
            )
        for part in parts:
            yield make(statement, State(part.state), subject=clean_name(part.subject), at=part.at)
        return
    if labelled and not speaks_of_value(normal(statement.label)):
        first = whole or (parts[0] if parts and not sign else None)
        state = first.state if first else sign
        assert state is not None
        yield make(
            statement, State(state), subject=strip_state(statement.subject), at=first.at if first else 0
        )
        return
    yield from _unlabelled(statement, sign, whole, parts)


def _unlabelled(
    statement: Statement, sign: StateName | None, whole: Said | None, parts: list[Said]
) -> Iterator[Claim]:
    """Claims of a line without a name before a separator: the icon governs, else each thing said."""
    said = [
        p
        for p in parts
        if statement.value < len(statement.text) or (icons.WARNING in statement.text and p.state != sign)
    ]
    if sign == "todo" and not said and _is_denial(statement.text):
        return
    if sign and not whole and not said:
        name = strip_state(statement.name) if statement.name else ""
        yield make(statement, State(sign), subject=_or_owner(name, statement))
        return
    if whole:
        yield make(statement, State(whole.state), subject=statement.owner or statement.subject, at=whole.at)
    for part in parts:
        yield make(
            statement, State(part.state), subject=_or_owner(clean_name(part.subject), statement), at=part.at
        )


def _is_denial(text: str) -> bool:
    """Whether a crossed item says what is gone or was never wanted: "Deleted X", "No vaporware"."""
    first = next(iter(tokens(text)), (0, 0, 0))[2]
    return (bool(first & (C.NO | C.GONE)) and not first & (C.TODO & ~C.WEAK)) or bool(first & C.NO)


def _or_owner(name: str, statement: Statement) -> str:
    return name if name and not is_attribute(name) else statement.owner or name


def _title(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """A heading or lead-in is a state only where it names a subject that can be in one."""
    block, text = statement.block, mask_code(statement)
    words = heading_words(block)
    if (
        not words
        or category(words, title=block is reading.title)
        or matches(words, ORNAMENTS)
        or _PRAISE.match(words)
    ):
        return
    sign = marker(statement, reading)
    if icons.WARNING in text or not icon_counts(block, reading):
        sign = None
    titled = CAUSED_TITLE.match(icons.PICTURE.sub(" ", text)) if block.role == "heading" else None
    if titled:
        yield make(statement, State("blocked"), subject=clean_name(titled["subject"]))
        return
    body = text.rstrip(" :：")
    said: list[Said] = []
    outcome = whole_state(body[statement.value :])
    if outcome and bits_of(tokens(body[statement.value :])) & (C.PASS | C.FAIL):
        said = [Said(outcome, "", statement.value)]
    elif statement.value < len(body):
        said = [
            s
            for s in value_states(text, statement.value, attribute=False)
            if not s.subject or is_attribute(s.subject)
        ]
    said = said or bracketed(text)
    if not said and block.role == "lead":
        said = [s for s in sentence_states(body, 0) if is_subject(s.subject)]
        if said:
            yield from (make(statement, State(s.state), subject=clean_name(s.subject), at=s.at) for s in said)
            return
    state = said[0].state if said else None if sign == "many" else sign
    if state:
        yield make(statement, State(state))


def _inherited(statement: Statement, reading: Reading) -> Iterator[Claim]:
    section = statement.section
    name = reading.name(statement.block)
    if section.state is None or section.depth > 1 or not name or is_nothing(statement.text):
        return
    if statement.value < len(statement.text) and (
        normal(statement.label) in ATTRIBUTE_BULLETS
        or is_attribute(statement.label)
        or "blocker" in statement.roles
    ):
        return
    if statement.text[:1].isdigit() and measures(statement):
        return
    parent = statement.block.parent
    if parent is not None and parent.role in {"item", "lead"} and has_state(parent, reading):
        return
    yield make(
        statement,
        State(section.state),
        subject=name
        if statement.plain.bold or statement.value >= len(statement.text) or ": " not in statement.text
        else clean_name(statement.text),
        inherited=True,
    )


def has_state(block: Block, reading: Reading) -> bool:
    """Whether the block's own line states a state."""
    return bool(_explicit_once(reading.statement(block), reading))
