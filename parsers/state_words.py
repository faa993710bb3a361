"""What the words of a line say about a state: after its separator, in its brackets, or as its predicate."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.phrases import Said, sentence_states, value_states, whole_state
from parsers.statements import Statement, mask_code
from parsers.subjects import is_attribute
from parsers.vocabulary import (
    ATTRIBUTE_BULLETS,
    CATEGORIES,
    LABELS,
    PLAN,
    TOPICS,
    bits_of,
    normal,
    tokens,
)
from parsers.vocabulary.concepts import ANY_STATE, C

_SILENT_ROLES = frozenset(
    {"priority", "notes", "files", "date", "version", "commit", "branch", "repository", "delta"}
)
_SAYING = ANY_STATE | C.NO | C.REMAINS
_ARTEFACTS = frozenset({"files", "count"})
_PLACES = frozenset({"files", "date", "version", "commit", "branch", "repository"})
_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]\s*[:：]?\s*$")


def said_by(statement: Statement) -> list[Said]:
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
        said = value_states(text, 0, attribute=False) or bracketed(text) or _verb_first(statement, text)
        if said:
            return said
    return [s for s in sentence_states(text, 0) if is_subject(s.subject)]


def _said_of_label(statement: Statement, text: str) -> list[Said]:
    label = normal(statement.label)
    attribute = is_attribute(statement.label)
    if label in PLAN:
        return []
    states = CATEGORIES.get(label)
    if (
        states
        and not attribute
        and label not in ATTRIBUTE_BULLETS
        and not re.match(r"\W*\d", text[statement.value :])
    ):
        return [Said(states, text[statement.value :].split(". ", maxsplit=1)[0], statement.value)]
    said = (
        [] if label in TOPICS and not attribute else value_states(text, statement.value, attribute=attribute)
    )
    roles = LABELS.get(label, frozenset())
    if (
        not said
        and text[: statement.value].endswith("   ")
        and (state := whole_state(text[statement.value :]))
    ):
        return [Said(state, "", statement.value)]
    if not attribute and (label in ATTRIBUTE_BULLETS or roles & _SILENT_ROLES):
        open_parts = [s for s in said if s.subject and s.state in {"todo", "blocked"}]
        whole = [s for s in said if not s.subject] if roles & _ARTEFACTS else []
        said = whole if roles & _PLACES or label in {"note", "notes"} else open_parts
    if attribute:
        known = {s.at for s in said}
        return said + [
            s
            for s in sentence_states(text, statement.value)
            if s.at not in known
            and is_subject(s.subject)
            and not any(p.subject and p.subject in s.subject for p in said)
        ]
    if said:
        return said
    begin = statement.value if label in TOPICS or statement.block.role == "item" else 0
    return bracketed(text) or [
        s for s in sentence_states(text, begin) if is_subject(s.subject) and label in TOPICS | {"headline"}
    ]


def speaks_of_value(label: str) -> bool:
    """Whether what follows the label is the subject, as after "Missing:" or "Impact:"."""
    severe = all(w[2] & C.SEVERITY for w in tokens(label)) and bool(label)
    return severe or label in CATEGORIES or label in TOPICS or label in ATTRIBUTE_BULLETS


def bracketed(text: str) -> list[Said]:
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


def is_subject(subject: str) -> bool:
    words = tokens(subject)
    return (
        0 < len(words) <= 40
        and not any(w[2] & C.CONDITION for w in words)
        and normal(subject) not in {"it", "this", "these", "they", "everything", "he", "we"}
    )
