"""Whether a phrase says that something is in a state, and of what it says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.figures import HAS_DIGIT
from parsers.model import StateName
from parsers.sections import state_name
from parsers.vocabulary import Token, tokens
from parsers.vocabulary.concepts import ANY_STATE, Concept as C

_CLAUSE = re.compile(
    r"[;,，；。]\s*|[.!?]\s+|\s[-–—|·]\s|\s(?:but|aber|mais|pero|mas|ma|dar|но)\s|[()\[\]（）]"
)
_SENTENCE = re.compile(r"[.!?;。；]\s+|[。；]|\s[–—]\s|[()]")
_PERCENT_WORD = re.compile(r"\d\s?%\+?\s*(?:[^\W\d]+)?")
_DONE_AFTER = C.LINK


@dataclass(frozen=True, slots=True)
class Said:
    """A state and, where the phrase names one, its subject; `at` is where in the text the state word stands."""

    state: StateName
    subject: str
    at: int


def whole_state(text: str) -> StateName | None:
    """The state if the text is a state and nothing else, weak words included: the value of a cell."""
    said = _leading(_words(text, 0, len(text)), text, len(text), whole=True)
    return said.state if said else None


def value_states(text: str, start: int, *, attribute: bool) -> list[Said]:
    """What a value says, clause by clause; the first clause without a subject speaks of the owner.

    `attribute` values (after "Status:") may be an adjective with its noun ("Basic framework exists").
    """
    found: list[Said] = []
    for begin, end in _clauses(text, start):
        words = _words(text, begin, end)
        if not words:
            continue
        said = _leading(words, text, end, whole=attribute) or _trailing(words, text, begin)
        if said is None and attribute and not found:
            said = _adjective(words)
        if said:
            found.append(said)
        elif not attribute and not found:
            break
    return found


def sentence_states(text: str, start: int) -> list[Said]:
    """What sentences say by a verb: "X is (not) ready", at most one per sentence."""
    found: list[Said] = []
    for begin, end in _spans(text, start, _SENTENCE):
        words = _words(text, begin, end)
        for index, (_, _, concept) in enumerate(words):
            if concept & C.COPULA and index:
                said = _leading(words[index + 1 :], text, end, whole=False)
                if said:
                    subject = text[begin : words[index - 1][1]].strip(" ,")
                    found.append(Said(said.state, subject, said.at))
                    break
    return found


def _clauses(text: str, start: int) -> list[tuple[int, int]]:
    return _spans(text, start, _CLAUSE)


def _spans(text: str, start: int, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = start
    for mark in separator.finditer(text, start):
        if mark.start() > position:
            spans.append((position, mark.start()))
        position = mark.end()
    if position < len(text):
        spans.append((position, len(text)))
    return spans


def _words(text: str, start: int, end: int) -> list[Token]:
    """The words of a stretch, less any percent and the word that belongs to it."""
    part = text[start:end]
    words = [(s + start, e + start, c) for s, e, c in tokens(part)]
    if "%" in part and HAS_DIGIT.search(part):
        gone = [(m.start() + start, m.end() + start) for m in _PERCENT_WORD.finditer(part)]
        words = [w for w in words if not any(s < w[1] and w[0] < e for s, e in gone)]
    return words


def _leading(words: list[Token], text: str, end: int, *, whole: bool) -> Said | None:
    """A state at the start of the words: "fully implemented", "not started", "ready for use"."""
    index = 0
    negated = False
    while (
        index < len(words)
        and words[index][2] & (C.ADVERB | C.NOT | C.COPULA)
        and not words[index][2] & ANY_STATE
    ):
        negated = negated or bool(words[index][2] & C.NOT)
        index += 1
    if index >= len(words):
        return None
    start, stop, concept = words[index]
    if not concept & ANY_STATE or (concept & C.WEAK and not (whole and index + 1 == len(words))):
        if whole and concept & C.NO and any(w[2] & C.COMPLETENESS for w in words[index + 1 : index + 3]):
            return Said("todo", "", start)
        return None
    rest = words[index + 1 :]
    if rest and not _is_complement(rest, text[stop : rest[0][0]]):
        return None
    state = state_name(concept)
    return Said("todo" if negated and state == "done" else state, "", start)


def _is_complement(rest: list[Token], gap: str) -> bool:
    """Whether what follows a state word leaves it a predicate: a preposition, another state, or a pause."""
    return bool(
        gap.strip()
        or rest[0][2] & (C.LINK | C.NOW)
        or all(w[2] & (ANY_STATE | C.ADVERB | C.LINK) for w in rest)
    )


def _trailing(words: list[Token], text: str, begin: int) -> Said | None:
    """A state as the predicate that ends the words: "NPM conflicts resolved", "tests not started"."""
    end = len(words)
    while end and words[end - 1][2] & ANY_STATE and not words[end - 1][2] & C.WEAK:
        end -= 1
    if end == len(words) or not end:
        return None
    state = state_name(words[end][2])
    at = words[end][0]
    negated = False
    while (
        end
        and words[end - 1][2] & (C.ADVERB | C.NOT | C.COPULA | C.LINK)
        and not words[end - 1][2] & ANY_STATE
    ):
        negated = negated or bool(words[end - 1][2] & C.NOT)
        end -= 1
    if not end or len(words) > 9:
        return None
    if words[0][2] & C.NO:
        negated = True
    subject = text[begin : words[end - 1][1]].strip(" ,:")
    return Said("todo" if negated and state == "done" else state, subject, at)


def _adjective(words: list[Token]) -> Said | None:
    """In a Status value: "Basic framework exists", "has basic implementation"."""
    for start, _, concept in words[:3]:
        if concept & C.PARTIAL:
            return Said("partial", "", start)
        if concept & C.NO:
            return Said("todo", "", start) if any(w[2] & C.COMPLETENESS for w in words) else None
    return None
