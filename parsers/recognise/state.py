"""State: done, partial, todo or blocked, by box, icon, word, or the category that governs the line."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.blocks import Block
from parsers.claims import make
from parsers.model import Claim, State, StateName
from parsers.phrases import Said, sentence_states, value_states, whole_state
from parsers.sections import category, heading_words
from parsers.statements import Reading, Statement
from parsers.subjects import clean_name, is_attribute, strip_state
from parsers.vocabulary import ATTRIBUTE_BULLETS, ORNAMENTS, icons, normal, tokens
from parsers.vocabulary.concepts import Concept as C

_NOTHING = {
    "none",
    "n/a",
    "nothing",
    "no blockers",
    "keine",
    "aucun",
    "ninguno",
    "无",
    "なし",
    "없음",
    "na",
    "nil",
}


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """The state claims of one statement, explicit ones first; inherited only where there is none."""
    if statement.section.history and statement.cell:
        return
    if statement.cell:
        yield from _cell(statement, reading)
        return
    found = list(_explicit(statement, reading))
    yield from found
    if not found and statement.block.role == "item":
        yield from _inherited(statement, reading)


def _explicit(statement: Statement, reading: Reading) -> Iterator[Claim]:
    block, text = statement.block, statement.text
    if block.box is not None:
        state = icons.BOX_STATES.get(block.box)
        if state:
            yield make(statement, State(state), subject=strip_state(statement.subject))  # type: ignore[arg-type]
        return
    if _is_nothing(text):
        return
    if block.role in {"heading", "lead"}:
        yield from _title(statement, reading)
        return
    sign = marker(statement, reading)
    said = _said(statement)
    if sign == "many":
        return
    if sign or said:
        yield from _claims(statement, sign, said)


def _claims(statement: Statement, sign: StateName | None, said: list[Said]) -> Iterator[Claim]:
    attribute = bool(statement.label) and is_attribute(statement.label)
    parts = [s for s in said if s.subject]
    whole = next((s for s in said if not s.subject), None)
    if attribute or not statement.name:
        if whole or sign:
            yield make(
                statement, State(whole.state if whole else sign or "done"), at=whole.at if whole else 0
            )
        if not (sign and len(parts) == 1 and not whole):
            for part in parts:
                yield make(statement, State(part.state), subject=clean_name(part.subject), at=part.at)
        return
    first = whole or (parts[0] if parts else None)
    if first:
        yield make(statement, State(first.state), subject=strip_state(statement.subject), at=first.at)
    elif sign:
        yield make(statement, State(sign), subject=strip_state(statement.subject))


def _said(statement: Statement) -> list[Said]:
    """What the words say in the state position: after the separator, or as the predicate of a sentence."""
    text = statement.text
    if statement.value < len(text):
        attribute = is_attribute(statement.label)
        said = value_states(text, statement.value, attribute=attribute)
        if said or attribute:
            return said
    if statement.block.role == "text" or len(text) > 80:
        return [s for s in sentence_states(text, 0) if _is_subject(s.subject)]
    if statement.value >= len(text):
        return value_states(text, 0, attribute=False)
    return []


def _is_subject(subject: str) -> bool:
    words = tokens(subject)
    return 0 < len(words) <= 14 and normal(subject.split(" ")[0]) not in {
        "if",
        "once",
        "when",
        "until",
        "what",
        "that",
        "which",
        "there",
        "it",
    }


def _title(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """A heading or lead-in is a state only where it names a subject that can be in one."""
    block, text = statement.block, statement.text
    words = heading_words(block)
    if category(words) or words in ORNAMENTS or not words:
        return
    sign = marker(statement, reading)
    said: list[Said] = []
    if statement.value < len(text):
        said = [
            s
            for s in value_states(text, statement.value, attribute=is_attribute(statement.label))
            if not s.subject
        ]
    bracket = text.rfind("(")
    if not said and bracket > 0 and text.rstrip(" :").endswith(")"):
        state = whole_state(text[bracket + 1 : text.rstrip(" :").rfind(")")])
        said = [Said(state, "", bracket)] if state else []
    if said or (sign and sign != "many"):
        yield make(statement, State(said[0].state if said else sign or "done"))  # type: ignore[arg-type]


def marker(statement: Statement, reading: Reading) -> StateName | None:
    """The state of the icon on the line; "many" where several states stand side by side, as in a legend."""
    text = statement.text
    if text.isascii():
        return None
    signs = [m for m in icons.MARKER.findall(text)]
    states = {icons.STATE_OF[s] for s in signs if s in icons.STATE_OF}
    if len(states) > 1:
        return "many"  # type: ignore[return-value]
    if states:
        return next(iter(states))  # type: ignore[return-value]
    if icons.WARNING in signs and _among_marked(statement.block, reading):
        return "partial"
    return None


def _among_marked(block: Block, reading: Reading) -> bool:
    """Whether siblings bear a state's icon, so that a warning sign among them is one too."""
    return any(
        any(sign in icons.STATE_OF for sign in icons.MARKER.findall(sibling.plain.text))
        for sibling in reading.children[block.parent]
    )


def _is_nothing(text: str) -> bool:
    words = normal(icons.PICTURE.sub("", text))
    return words in _NOTHING or normal(words.split(" - ")[0].split(" – ")[0]) in _NOTHING


def _inherited(statement: Statement, reading: Reading) -> Iterator[Claim]:
    section = statement.section
    if section.state is None or section.depth > 1 or not statement.name or _is_nothing(statement.text):
        return
    if statement.label and normal(statement.label) in ATTRIBUTE_BULLETS:
        return
    parent = statement.block.parent
    if parent is not None and parent.role == "item" and _has_state(parent, reading):
        return
    yield make(statement, State(section.state), inherited=True)


def _has_state(block: Block, reading: Reading) -> bool:
    statement = reading.statement(block)
    return next(_explicit(statement, reading), None) is not None


def _cell(statement: Statement, reading: Reading) -> Iterator[Claim]:
    text = statement.text.strip()
    facts = reading.tables[statement.block.table] if statement.block.table else None
    if not text or facts is None:
        return
    if not statement.header:
        sign = marker(statement, reading)
        if sign and sign != "many":
            own = clean_name(text) or statement.subject
            yield make(statement, State(sign), subject=own)
        return
    if statement.is_name:
        sign = marker(statement, reading)
        if sign and sign != "many" and not _status_cell(statement, reading):
            yield make(statement, State(sign))
        return
    state = cell_state(statement, reading)
    if state:
        subject = (
            f"{statement.subject} / {clean_name(statement.header)}"
            if statement.matrix and len(facts.state_columns) > 1
            else statement.subject
        )
        yield make(statement, State(state), subject=subject)


def _status_cell(statement: Statement, reading: Reading) -> bool:
    return any(
        cell_state(other, reading) is not None
        for other in reading.row_statements(statement.block)
        if not other.is_name
    )


def cell_state(statement: Statement, reading: Reading) -> StateName | None:
    """The state a cell states, if its column is one of states."""
    text = statement.text
    facts = reading.tables[statement.block.table] if statement.block.table else None
    status = "status" in statement.columns
    marked = facts is not None and any(
        column in facts.state_columns
        for i, column in enumerate(statement.block.columns)
        if statement.block.cells[i] is statement.plain
    )
    if not status and not marked:
        return None
    said = value_states(text, 0, attribute=True)
    whole = whole_state(text)
    signs = [s for s in icons.MARKER.findall(text)]
    if whole:
        return whole
    for s in said:
        if not s.subject:
            return s.state
    for sign in signs:
        if sign in icons.STATE_OF:
            return icons.STATE_OF[sign]  # type: ignore[return-value]
        if sign == icons.WARNING:
            return "partial"
        if sign in icons.CIRCLES and status:
            return icons.CIRCLES[sign]  # type: ignore[return-value]
    return None


__all__ = ["C", "recognise"]
