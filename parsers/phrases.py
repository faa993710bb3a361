"""Whether a phrase says that something is in a state, and of what it says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.figures import HAS_DIGIT
from parsers.sections import state_name
from parsers.vocabulary import CATEGORIES, Token, normal, words_between
from parsers.vocabulary.concepts import ANY_STATE, C

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.model import StateName

_BRACKET = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|（[^（）]{0,200}）")
_CLAUSE = re.compile(
    r"(?P<strong>\s[-–—|·]+\s|\s(?:but|aber|mais|pero|mas|ma|dar|но)\s)|[;,，；。、]\s*|[.!?]\s+"
)
RUNTIME = re.compile(
    r".{0,24}?\b(?:threads?|i/o|io|users?|requests?|cors|ads?|migrations?|ui|code blocks?|event loop|main thread|render\w*|ip|spam|bots?|calls?"  # noqa: E501
    r"|async|await|popups?|loop|traffic|cookies?|input|process|reads?|writes?|parser|script)\b",
    re.IGNORECASE,
)
"""What blocks or is blocked while a program runs, not while work goes on."""
_SENTENCE = re.compile(r"[.!?;]\s+|[。；]|\s[–—]\s")
_FUTURE = re.compile(r"→|=>|->")
_MODIFIES = C.ADVERB | C.COPULA | C.LINK
_PERCENT = re.compile(r"\d\s?%\+?|\d\s?(?:/|\bof\b|\bvon\b|\bde\b|\bsur\b|\bиз\b)\s?\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Said:
    """A state and, where the phrase names one, its subject; `at` is where in the text the state word stands."""  # noqa: E501

    state: StateName
    subject: str
    at: int


def whole_state(text: str) -> StateName | None:
    """The state if the text is a state and nothing else, weak words included: the value of a cell."""
    words = _words(text, 0, len(text))
    if not words or not all(w[2] & (ANY_STATE | C.ADVERB | C.NOT | C.COPULA) for w in words):
        return None
    said = _leading(words, text, whole=True)
    return said.state if said else None


def value_states(text: str, start: int, *, attribute: bool) -> list[Said]:
    """What a value says, clause by clause; only the first clause may speak of the owner.

    `attribute` values (after "Status:") may name parts in later clauses, and may be an adjective with its noun
    ("Basic framework exists").
    """  # noqa: E501
    text = _without_brackets(text)
    found: list[Said] = []
    index = -1
    for begin, end, strong in _spans(text, start, _CLAUSE):
        words = _words(text, begin, end)
        if not words:
            continue
        index += 1
        if index and not attribute:
            if strong and not found and _is_whole(words) and not any(w[2] & C.WEAK for w in words):
                found += [s for s in [_leading(words, text, whole=True)] if s]
            elif strong and not found and words[0][2] & (C.TODO | C.NOT):
                found += [s for s in [_leading(words, text, whole=False)] if s]
            continue
        said = _leading(words, text, whole=attribute) or _trailing(words, text, begin)
        if said is None and attribute and index == 0:
            said = _adjective(words)
        if said and (index == 0 or said.subject or (not found and (strong or said.state == "todo"))):
            found.append(said)
    if not found and not attribute:
        found = _listed(text, start)
    return found


def _listed(text: str, start: int) -> list[Said]:
    """A list with one predicate at its end: "CAVs, RSA, CKA implemented"."""
    end = next((m.start() for m in _SENTENCE.finditer(text, start)), len(text))
    if "," not in text[start:end]:
        return []
    said = _trailing(_words(text, start, end), text, start)
    return [said] if said else []


def sentence_states(text: str, start: int) -> list[Said]:
    """What sentences say by a verb: "X is (not) ready", "what remains is X"; at most one per sentence."""
    text = _without_brackets(text)
    found: list[Said] = []
    for begin, end, _ in _spans(text, start, _SENTENCE):
        said = _sentence(text, begin, end)
        if said:
            found.append(said)
    return found


def sentence_subject(text: str, at: int) -> str | None:
    """What the sentence around a place speaks of: the words before its verb; None without a verb before the place."""  # noqa: E501
    for begin, end, _ in _spans(text, 0, _SENTENCE):
        if begin <= at < end:
            words = words_between(text, begin, at)
            verb = next((i for i, w in enumerate(words) if w[2] & (C.COPULA | C.VERB_HAS)), 0)
            if not verb or any(w[2] & C.CONDITION for w in words[:verb]):
                return None
            return text[begin : words[verb - 1][1]].strip(" ,-–—:*") or None
    return None


def _sentence(text: str, begin: int, end: int) -> Said | None:
    words = _words(text, begin, end)
    for index, (_, stop, concept) in enumerate(words):
        denied = index + 1 < len(words) and bool(words[index + 1][2] & (C.NOT | C.TODO))
        if concept & C.CONDITION or (concept & C.GOAL and not (concept & C.COPULA and denied)):
            return None
        if not concept & C.COPULA or not index:
            continue
        subject = text[begin : words[index - 1][1]].strip(' ,"“')
        rest = words[index + 1 :]
        if _remains(subject):
            return Said("todo", text[stop:end].strip(" .,:"), rest[0][0] if rest else stop)
        said = _leading(_skip_participle(rest), text, whole=False) or _primary(rest)
        if said and concept & C.NOT and said.state in {"done", "partial"}:
            return Said("todo", subject, said.at)
        return Said(said.state, subject, said.at) if said else None
    return None


def _remains(subject: str) -> bool:
    words = normal(re.sub(r"^(?:the|der|die|das|le|la|el|o|a)\s", "", subject.strip(), flags=re.IGNORECASE))
    return CATEGORIES.get(words) == "todo"


def _skip_participle(rest: list[Token]) -> list[Token]:
    """Without the first of two joined verbs: "created and integrated"."""
    position = next((i for i, w in enumerate(rest[:3]) if not w[2] & (C.ADVERB | C.NOT)), 0)
    if len(rest) > position + 2 and not rest[position][2] and rest[position + 1][2] & C.LINK:
        return rest[position + 2 :]
    return rest


def _primary(rest: list[Token]) -> Said | None:
    """ "… are the primary remaining work"."""
    if 0 < len(rest) <= 5 and rest[-1][2] & C.GENERIC and any(w[2] & C.REMAINS for w in rest):
        return Said("todo", "", rest[0][0])
    return None


def _without_brackets(text: str) -> str:
    if "(" in text or "[" in text or "（" in text:
        text = _BRACKET.sub(lambda m: " " * (len(m.group())), text)
    future = _FUTURE.search(text)
    return text[: future.start()] if future and future.start() else text


def _spans(text: str, start: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int, bool]]:
    """Begin and end of each part, and whether what separates it from the last one is more than a comma."""
    position, strong = start, True
    for mark in separator.finditer(text, start):
        if text[position : mark.start()].strip():
            yield position, mark.start(), strong
        position, strong = mark.end(), mark.lastgroup == "strong"
    if text[position:].strip():
        yield position, len(text), strong


def _words(text: str, start: int, end: int) -> list[Token]:
    """The words of a stretch, less any percent and the state word that belongs to it."""
    words = words_between(text, start, end)
    part = text[start:end]
    if not HAS_DIGIT.search(part):
        return words
    for percent in _PERCENT.finditer(part):
        first, last = percent.start() + start, percent.end() + start
        before = [w for w in words if w[1] <= first]
        words = [
            w for w in words if w[1] <= first or (w[0] >= last and not w[2] & (ANY_STATE | C.COMPLETENESS))
        ]
        if len(before) > 1 and before[-1][2] & C.LINK and before[-2][2] & C.COMPLETENESS:
            words = [w for w in words if w is not before[-2]]
    return words


def _is_whole(words: list[Token]) -> bool:
    return all(w[2] & (ANY_STATE | C.ADVERB | C.NOT | C.COPULA) for w in words)


def _leading(words: list[Token], text: str, *, whole: bool) -> Said | None:
    """A state at the start of the words: "fully implemented", "not started", "ready for use"."""
    index = 0
    negated = False
    while index < len(words) and _only_modifies(words, index):
        negated = negated or bool(words[index][2] & C.NOT)
        index += 1
    if index >= len(words):
        return None
    start, stop, concept = words[index]
    rest = words[index + 1 :]
    if not concept & ANY_STATE or (concept & C.WEAK and not (whole and _is_whole(rest))):
        if whole and concept & C.NO and any(w[2] & C.COMPLETENESS for w in rest[:2]):
            return Said("todo", "", start)
        return None
    if RUNTIME.match(text, stop) and concept & C.BLOCKER:
        return None
    followed = (
        rest
        and text[start:stop].lower() != "to be"
        and not _is_complement(concept, rest, text[stop : rest[0][0]])
    )
    state = state_name(concept)
    if followed or (negated and state == "blocked"):
        return None
    return Said("todo" if negated and state == "done" else state, "", start)


def _only_modifies(words: list[Token], index: int) -> bool:
    """Whether the word belongs to the state after it: an adverb, a verb, a negation even where it could be a state."""  # noqa: E501
    concept = words[index][2]
    if concept & C.NOT and index + 1 < len(words) and words[index + 1][2] & ANY_STATE:
        return True
    return bool(concept & (C.ADVERB | C.NOT | C.COPULA)) and not concept & ANY_STATE


def _is_complement(state: int, rest: list[Token], gap: str) -> bool:
    """Whether what follows a state word leaves it a predicate: a preposition, another state, or a pause."""
    if state & C.BLOCKER or gap.strip() or rest[0][2] & (C.LINK | C.NOW | C.CONDITION):
        return True
    same = state & ANY_STATE
    return all(w[2] & (ANY_STATE | C.ADVERB | C.LINK) for w in rest) or bool(
        same & C.PARTIAL and rest[0][2] & C.DONE
    )


def _trailing(words: list[Token], text: str, begin: int) -> Said | None:
    """A state as the predicate that ends the words: "NPM conflicts resolved", "tests not started"."""
    end = len(words)
    if (
        end > 2
        and not words[-1][2]
        and words[-2][2] & C.PARTIAL
        and text[words[-1][0] : words[-1][1]].endswith("ed")
    ):
        end -= 1
    while end and words[end - 1][2] & ANY_STATE and not words[end - 1][2] & C.WEAK:
        end -= 1
    if end in {len(words), 0}:
        return None
    first = words[end]
    if any(w[2] & (C.CONDITION | C.GOAL) for w in words[:end]) or len(text[begin : words[-1][1]]) > 90:
        return None
    if first[2] & (C.PASS | C.FAIL | C.SKIP) and HAS_DIGIT.search(text[begin : first[0]]):
        return None
    if not any(c.isalpha() for c in text[begin : first[0]]):
        return None
    state, at = state_name(first[2]), first[0]
    negated = bool(words[0][2] & C.NO)
    while end and (
        words[end - 1][2] & C.NOT or (words[end - 1][2] & _MODIFIES and not words[end - 1][2] & ANY_STATE)
    ):
        negated = negated or bool(words[end - 1][2] & C.NOT)
        end -= 1
    if not end:
        return None
    first_word = 1 if words[0][2] & C.NO and end > 1 else 0
    subject = text[words[first_word][0] : words[end - 1][1]].strip(" ,:")
    if first_word == 0 and not text[begin : words[0][0]].strip():
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
