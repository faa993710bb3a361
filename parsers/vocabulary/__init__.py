"""The words of status documents in eleven languages, compiled into one look-up; a new language is one more table."""  # noqa: E501

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.vocabulary.chinese import CHINESE
from parsers.vocabulary.concepts import C
from parsers.vocabulary.english import ENGLISH
from parsers.vocabulary.french import FRENCH
from parsers.vocabulary.german import GERMAN
from parsers.vocabulary.italian import ITALIAN
from parsers.vocabulary.japanese import JAPANESE
from parsers.vocabulary.korean import KOREAN
from parsers.vocabulary.portuguese import PORTUGUESE
from parsers.vocabulary.romanian import ROMANIAN
from parsers.vocabulary.russian import RUSSIAN
from parsers.vocabulary.spanish import SPANISH
from parsers.vocabulary.table import Table, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.model import StateName

TABLES: tuple[Table, ...] = (
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    PORTUGUESE,
    ITALIAN,
    ROMANIAN,
    RUSSIAN,
    CHINESE,
    JAPANESE,
    KOREAN,
)
_FIELDS: dict[str, int] = {
    "done": C.DONE,
    "weak_done": C.DONE | C.WEAK,
    "partial": C.PARTIAL,
    "weak_partial": C.PARTIAL | C.WEAK,
    "todo": C.TODO,
    "weak_todo": C.TODO | C.WEAK,
    "blocked": C.BLOCKED,
    "negation": C.NOT,
    "no": C.NO,
    "adverb": C.ADVERB,
    "copula": C.COPULA,
    "link": C.LINK,
    "generic": C.GENERIC,
    "completeness": C.COMPLETENESS,
    "unrelated": C.UNRELATED,
    "coverage": C.COVERAGE,
    "test": C.TEST,
    "not_cases": C.NOT_CASES,
    "passing": C.PASS,
    "failing": C.FAIL,
    "skipped": C.SKIP,
    "total": C.TOTAL,
    "rate": C.RATE,
    "goal": C.GOAL,
    "need": C.NEED,
    "now": C.NOW,
    "before": C.BEFORE,
    "after": C.AFTER,
    "remains": C.REMAINS,
    "blocker": C.BLOCKER,
    "approx": C.APPROX,
    "verb_done": C.VERB_DONE,
    "makes": C.MAKES,
    "gone": C.GONE,
    "condition": C.CONDITION,
    "unblock": C.UNBLOCK,
    "severity": C.SEVERITY,
    "ordinal": C.ORDINAL,
    "verb_has": C.VERB_HAS,
    "not_code": C.NOT_CODE,
}
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = r"\w+(?:['’]\w+)*"
_ASCII_WORD = re.compile(r"[A-Za-z0-9_]+(?:'[A-Za-z0-9_]+)*")

Token = tuple[int, int, int]
"""Start, end and meaning of a word or known phrase."""


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in small letters, hyphens and spaces being the same."""
    return tuple(re.findall(_WORD, phrase.replace("’", "'").lower()))


def _phrase_table() -> tuple[dict[str, list[tuple[tuple[str, ...], int]]], list[str]]:
    meanings: dict[tuple[str, ...], int] = defaultdict(int)
    for table in TABLES:
        for field, concept in _FIELDS.items():
            for phrase in phrases(getattr(table, field)):
                known = meanings[words_of(phrase)]
                # a word that is strong in one list stays strong, whatever weak list holds it too
                strong = known & ~C.WEAK & (C.DONE | C.PARTIAL | C.TODO) and not known & C.WEAK
                meanings[words_of(phrase)] = known | (concept & ~C.WEAK if strong else concept)
    index: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    joined: list[str] = []
    for words, concept in meanings.items():
        if not words:
            continue
        if re.search(f"[{_CJK}]", words[0]):
            joined.append(" ".join(words))
        index[words[0]].append((words[1:], concept))
    for options in index.values():
        options.sort(key=lambda option: -len(option[0]))
    return dict(index), sorted(joined, key=len, reverse=True)


_INDEX, _JOINED = _phrase_table()
_MEANING = {
    " ".join((first, *rest)): concept for first, options in _INDEX.items() for rest, concept in options
}
_MIXED_WORD = re.compile(
    rf"{'|'.join(map(re.escape, _JOINED))}|[{_CJK}]|[^\W{_CJK}]+(?:['’][^\W{_CJK}]+)*", re.IGNORECASE
)
_HAS_CJK = re.compile(f"[{_CJK}]")
_ANY_WORD = re.compile(_WORD)


_SINGLE = {word: options[0][1] for word, options in _INDEX.items() if len(options) == 1 and not options[0][0]}
"""Words that begin no longer phrase, with their meaning."""
_MANY = {word: options for word, options in _INDEX.items() if word not in _SINGLE}


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of the text in order, each with what it can mean; the longest known phrase wins."""
    pattern = _ASCII_WORD if text.isascii() else _MIXED_WORD if _HAS_CJK.search(text) else _ANY_WORD
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    found = [(s, e, lower[s:e]) for s, e in [m.span() for m in pattern.finditer(text)]]
    result: list[Token] = []
    position, count = 0, len(found)
    while position < count:
        start, end, word = found[position]
        position += 1
        options = _MANY.get(word)
        if options is None:
            result.append((start, end, _SINGLE.get(word) or (_MEANING.get(word, 0) if " " in word else 0)))
            continue
        meaning = 0
        for rest, concept in options:
            if not rest:
                meaning = concept
                break
            last = _follows(text, found, position, rest)
            if last:
                end, meaning, position = found[last - 1][1], concept, last
                break
        result.append((start, end, meaning))
    return tuple(result)


def words_between(text: str, start: int, end: int) -> list[Token]:
    """The words of a stretch of the text, read in the context of the whole."""
    words = tokens(text)
    first, last = bisect_left(words, (start,)), bisect_left(words, (end,))
    return [word for word in words[first:last] if word[1] <= end]


def bits_of(words: Iterable[Token]) -> int:
    """Every meaning among the words."""
    bits = 0
    for _, _, concept in words:
        bits |= concept
    return bits


def _follows(text: str, found: list[tuple[int, int, str]], position: int, rest: tuple[str, ...]) -> int:
    """The position after `rest` if its words come next, each one space or hyphen away; else 0."""
    if len(found) - position < len(rest):
        return 0
    for offset, word in enumerate(rest, position):
        start, _, other = found[offset]
        if other != word and other.replace("’", "'") != word:
            return 0
        if text[found[offset - 1][1] : start] not in _GAPS:
            return 0
    return position + len(rest)


_GAPS = {" ", "-", "'", "’"}


def _by_phrase(field: str) -> frozenset[str]:
    return frozenset(normal(phrase) for table in TABLES for phrase in phrases(getattr(table, field)))


def _by_role(field: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for table in TABLES:
        for role, text in getattr(table, field).items():
            for phrase in phrases(text):
                found[normal(phrase)].add(role)
    return {phrase: frozenset(roles) for phrase, roles in found.items()}


_EDGES = " \t*_`:：|.,;!?()[]{}<>\"'“”„«»-–—=~#•·、。，"


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Small letters, single spaces, no decoration at the ends: the form in which phrases are compared."""
    return " ".join(text.replace("’", "'").lower().split()).strip(_EDGES)


_STATE_NAMES: tuple[StateName, ...] = ("done", "partial", "todo", "blocked")
LABELS = _by_role("labels")
CATEGORIES: dict[str, StateName] = {
    phrase: state
    for phrase, states in _by_role("categories").items()
    for state in _STATE_NAMES
    if state in states
}
PLAN = _by_phrase("plan")
STOP = _by_phrase("stop")
HISTORY = _by_phrase("history")
LEGEND = _by_phrase("legend")
TOPICS = _by_phrase("topics")
ORNAMENTS = _by_phrase("ornaments")
NON_OWNERS = _by_phrase("non_owners")
ATTRIBUTES = _by_phrase("attributes")
ATTRIBUTE_BULLETS = _by_phrase("attribute_bullets")
MONTHS: dict[str, int] = {
    month: number % 12 + 1
    for table in TABLES
    for names in (table.months, table.short_months)
    for number, month in enumerate(phrases(names))
}
"""Names of months (and English short ones) with their numbers, 1 to 12."""
