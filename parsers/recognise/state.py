"""State: done, partial, todo or blocked, by box, icon, word, or the category that governs the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.blocks import Block
from parsers.claims import make
from parsers.model import Claim, State, StateName
from parsers.phrases import Said, sentence_states, value_states, whole_state
from parsers.sections import category, heading_words, matches
from parsers.statements import Reading, Statement, mask_code
from parsers.subjects import clean_name, is_attribute, strip_state
from parsers.vocabulary import (
    ATTRIBUTE_BULLETS,
    CATEGORIES,
    LABELS,
    ORNAMENTS,
    TOPICS,
    icons,
    bits_of,
    normal,
    tokens,
)
from parsers.vocabulary.concepts import ANY_STATE, Concept as C

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
_SILENT_ROLES = frozenset(
    {"priority", "notes", "files", "date", "version", "commit", "branch", "repository", "delta"}
)
_SAYING = ANY_STATE | C.NO | C.REMAINS
_PLACES = frozenset({"files", "date", "version", "commit", "branch", "repository"})
_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]\s*[:：]?\s*$")


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """The state claims of one statement, explicit ones first; inherited only where there is none."""
    if statement.cell:
        yield from _cell(statement, reading)
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
        state = icons.BOX_STATES.get(block.box)
        if state:
            yield make(statement, State(state), subject=strip_state(statement.subject))
        return
    if _is_nothing(statement.text) or (statement.label and _is_dated(statement)):
        return
    if block.role in {"heading", "lead"} and not _is_status_line(statement):
        yield from _title(statement, reading)
        return
    sign = marker(statement, reading)
    if sign == "many":
        return
    said = _said(statement)
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
    if labelled and not _speaks_of_value(normal(statement.label)):
        first = whole or (parts[0] if parts and not sign else None)
        state = first.state if first else sign
        if state:
            yield make(
                statement, State(state), subject=strip_state(statement.subject), at=first.at if first else 0
            )
        return
    yield from _unlabelled(statement, sign, whole, parts)


def _speaks_of_value(label: str) -> bool:
    """Whether what follows the label is the subject, as after "Missing:" or "Impact:"."""
    severe = all(w[2] & C.SEVERITY for w in tokens(label)) and bool(label)
    return severe or label in CATEGORIES or label in TOPICS or label in ATTRIBUTE_BULLETS


def _unlabelled(
    statement: Statement, sign: StateName | None, whole: Said | None, parts: list[Said]
) -> Iterator[Claim]:
    """Claims of a line without a name before a separator: the icon governs, else each thing said."""
    said = [
        p
        for p in parts
        if statement.value < len(statement.text) or (icons.WARNING in statement.text and p.state != sign)
    ]
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


def _or_owner(name: str, statement: Statement) -> str:
    return name if name and not is_attribute(name) else statement.owner or name


def _said(statement: Statement) -> list[Said]:
    """What the words say in the state position, each subject as it is written."""
    masked = mask_code(statement)
    if not bits_of(tokens(masked)) & _SAYING and normal(statement.label) not in CATEGORIES:
        return []
    found = _said_in(statement, masked)
    if masked == statement.text:
        return found
    return [replace(s, subject=_as_written(statement.text, masked, s.subject)) for s in found]


def _as_written(text: str, masked: str, subject: str) -> str:
    at = masked.find(subject)
    return text[at : at + len(subject)] if at >= 0 else subject


def _said_in(statement: Statement, text: str) -> list[Said]:
    """What the words say after the separator, or as the predicate of a sentence."""
    if statement.value < len(text):
        return _said_of_label(statement, text)
    if statement.block.role != "text" and len(text) <= 90:
        said = value_states(text, 0, attribute=False) or _bracketed(text) or _verb_first(statement, text)
        if said:
            return said
    return [s for s in sentence_states(text, 0) if _is_subject(s.subject)]


def _said_of_label(statement: Statement, text: str) -> list[Said]:
    label = normal(statement.label)
    attribute = is_attribute(statement.label)
    states = CATEGORIES.get(label)
    if (
        states
        and not attribute
        and label not in ATTRIBUTE_BULLETS
        and not re.match(r"\W*\d", text[statement.value :])
    ):
        return [Said(next(iter(states)), text[statement.value :].split(". ")[0], statement.value)]  # type: ignore[arg-type]
    said = (
        [] if label in TOPICS and not attribute else value_states(text, statement.value, attribute=attribute)
    )
    roles = LABELS.get(label, frozenset())
    if not attribute and (label in ATTRIBUTE_BULLETS or roles & _SILENT_ROLES):
        open_parts = [s for s in said if s.subject and s.state in {"todo", "blocked"}]
        said = [] if roles & _PLACES or label in {"note", "notes"} else open_parts
    if attribute:
        known = {s.at for s in said}
        return said + [
            s
            for s in sentence_states(text, statement.value)
            if s.at not in known
            and _is_subject(s.subject)
            and not any(p.subject and p.subject in s.subject for p in said)
        ]
    if said:
        return said
    begin = statement.value if label in TOPICS or statement.block.role == "item" else 0
    return _bracketed(text) or [
        s for s in sentence_states(text, begin) if _is_subject(s.subject) and label in TOPICS | {"headline"}
    ]


def _bracketed(text: str) -> list[Said]:
    """A state alone in the brackets that end the line: "Document the patterns (DONE)"."""
    bracket = _LAST_BRACKET.search(text)
    state = whole_state(bracket[1]) if bracket and not bracket[1].islower() else None
    return [Said(state, text[: bracket.start()], bracket.start())] if bracket and state else []


def _verb_first(statement: Statement, text: str) -> list[Said]:
    """An item whose verb is its own description: "Fixed the build", under no category."""
    words = tokens(text)
    if (
        statement.section.state is None
        and not statement.section.plan
        and len(words) > 1
        and words[0][2] & C.VERB_DONE
        and text[:1].isupper()
    ):
        return [Said("done", text, words[0][0])]
    return []


def _is_subject(subject: str) -> bool:
    words = tokens(subject)
    return (
        0 < len(words) <= 40
        and not any(w[2] & C.CONDITION for w in words)
        and normal(subject) not in {"it", "this", "these", "they", "everything", "he", "we"}
    )


def _title(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """A heading or lead-in is a state only where it names a subject that can be in one."""
    block, text = statement.block, mask_code(statement)
    words = heading_words(block)
    if not words or category(words, title=block is reading.title) or matches(words, ORNAMENTS):
        return
    sign = marker(statement, reading)
    if icons.WARNING in text or not _icon_counts(block, reading):
        sign = None
    body = text.rstrip(" :：")
    said: list[Said] = []
    if statement.value < len(body):
        said = [s for s in value_states(text, statement.value, attribute=False) if not s.subject]
    said = said or _bracketed(text)
    if not said and block.role == "lead":
        said = [s for s in sentence_states(body, 0) if _is_subject(s.subject)]
        if said:
            yield from (make(statement, State(s.state), subject=clean_name(s.subject), at=s.at) for s in said)
            return
    if said or (sign and sign != "many"):
        yield make(statement, State(said[0].state if said else sign or "done"))


def _icon_counts(block: Block, reading: Reading) -> bool:
    """Whether an icon in a title marks a state rather than being one topic picture among others."""
    first = icons.PICTURE.search(block.plain.text)
    if not first or first.start() > 4 or not set(first.group()) & set("🔄🚧⏳⚙"):
        return True
    siblings = [b for b in reading.children[block.parent][:200] if b.role == block.role and b is not block]
    leads = [p.group()[0] for b in siblings if (p := icons.PICTURE.match(b.plain.text.strip()))]
    return not leads or any(sign in icons.STATE_OF for sign in leads)


def marker(statement: Statement, reading: Reading) -> StateName | None:
    """The state of the icon on the line; "many" where several states stand side by side, as in a legend."""
    text = statement.text
    if text.isascii():
        return None
    signs = icons.MARKER.findall(text)
    states = {icons.STATE_OF[s] for s in signs if s in icons.STATE_OF}
    if len(states) > 1:
        return "many"  # type: ignore[return-value]
    if states:
        return next(iter(states))
    needs = statement.label and any(w[2] & C.NEED and not w[2] & C.MAKES for w in tokens(statement.label))
    if (
        icons.WARNING in signs
        and not needs
        and (_among_marked(statement.block, reading) or is_attribute(statement.label))
    ):
        return "partial"
    return None


def _among_marked(block: Block, reading: Reading) -> bool:
    """Whether a warning sign marks the item: siblings bear states' icons, or every one of several bears a sign."""
    parent = block.parent
    if parent not in reading.marked:
        signs = [icons.MARKER.findall(b.plain.text) for b in reading.children[parent] if b.role == block.role]
        stated = any(sign in icons.STATE_OF for found in signs for sign in found)
        reading.marked[parent] = stated or (block.role == "item" and len(signs) > 1 and all(signs))
    return reading.marked[parent]


def _is_nothing(text: str) -> bool:
    if len(text) > 120:
        return False
    words = normal(icons.PICTURE.sub("", text))
    return words in _NOTHING or normal(re.split(r" [-–—] |\. ", words)[0]) in _NOTHING


def _inherited(statement: Statement, reading: Reading) -> Iterator[Claim]:
    section = statement.section
    name = reading.name(statement.block)
    if section.state is None or section.depth > 1 or not name or _is_nothing(statement.text):
        return
    if statement.value < len(statement.text) and (
        normal(statement.label) in ATTRIBUTE_BULLETS or is_attribute(statement.label)
    ):
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


def _cell(statement: Statement, reading: Reading) -> Iterator[Claim]:
    text = statement.text.strip()
    assert statement.block.table is not None
    facts = reading.tables[statement.block.table]
    if not text:
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
        matrix = statement.matrix and len(facts.state_columns) > 1
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
        statement.section.state
        and not _is_nothing(statement.text)
        and not reading.has_states(statement.block)
    ):
        yield make(statement, State(statement.section.state), inherited=True)


def cell_state(statement: Statement, reading: Reading) -> StateName | None:
    """The state a cell states, if its column is one of states."""
    text = statement.text
    status = "status" in statement.columns
    if not status and not statement.marked:
        strong = (
            whole_state(text)
            if not statement.columns & {"notes", "priority", "tests", "passing", "failing", "skipped"}
            or "assessment" in statement.header.lower()
            else None
        )
        return strong if strong and not _is_weak(text) and not HAS_PASS(text) else None
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
        if sign in icons.CIRCLES and status:
            return icons.CIRCLES[sign]
    return None


def HAS_PASS(text: str) -> bool:  # noqa: N802
    return any(w[2] & C.PASS for w in tokens(text))
