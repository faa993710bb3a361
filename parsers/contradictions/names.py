"""When two subjects are the same thing, and when a name says the whole, compared by their words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parsers.vocabulary import normal, tokens
from parsers.vocabulary.concepts import Concept
from parsers.vocabulary.table import phrases

Key = tuple[str, ...]

_BRACKETS = re.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]|（[^（）]{0,120}）")
_NUMBERING = re.compile(r"^\s*(?:#+\s*)?(?:\d{1,3}(?:\.\d{1,3})*[.):]\s+)")
_WORD = re.compile(r"\w+(?:[.&+/#-]\w+)*[+#]*")
_ARTICLES = frozenset(phrases("the, a, an, of, and, der, die, das, le, la, les, el, los, il, lo, o, os"))
_PROJECT = frozenset(
    phrases(
        """project, platform, system, repository, repo, codebase, app, application, projekt,
        plattform, projet, proyecto, progetto, projeto, proiect, проект, 项目, 專案, プロジェクト, 프로젝트,
        gesamt, gesamtfortschritt, globale, ensemble, итого"""
    )
)
_MEASURES = frozenset(phrases("status, progress, completion, coverage, state, current, now"))
_VERBS = frozenset(
    phrases(
        """complete, create, add, implement, build, setup, set, up, fix, write, finish, wire,
        expand, increase, improve, enhance, update, configure, develop, integrate, test, run"""
    )
)
_GENERIC_WORDS = frozenset(
    phrases(
        """status, progress, line, lines, branch, branches, function, functions, statement,
        statements, unit, integration, file, files, code, documentation, docs, spec, config,
        configuration, setup, implementation, api, ui, types, utils, index, notes, other, misc,
        current, target, testing, version, build, result, results, summary, milestone, phase,
        step, task, item, name"""
    )
)
_GENERIC = (
    Concept.GENERIC
    | Concept.TEST
    | Concept.COVERAGE
    | Concept.TOTAL
    | Concept.RATE
    | Concept.COMPLETENESS
    | Concept.LINK
    | Concept.PASS
    | Concept.FAIL
    | Concept.SKIP
)


@lru_cache(maxsize=8192)
def key(subject: str) -> Key:
    """The words by which a subject is compared: small letters, no brackets, articles or numbering."""
    text = unicodedata.normalize("NFKC", _BRACKETS.sub(" ", _NUMBERING.sub("", subject))).casefold()
    return tuple(word for word in _WORD.findall(text) if word not in _ARTICLES)


@lru_cache(maxsize=8192)
def strict(subject: str) -> Key:
    """Like `key`, with the words in brackets: what tells two rows of a breakdown apart."""
    text = unicodedata.normalize("NFKC", _NUMBERING.sub("", subject)).casefold()
    return tuple(word for word in _WORD.findall(text) if word not in _ARTICLES)


@lru_cache(maxsize=8192)
def task(subject: str) -> Key:
    """Like `key`, without the verb a task begins with: "Create Auth Service" is about the Auth Service."""
    words = key(subject)
    start = 0
    while start < len(words) - 1 and words[start] in _VERBS:
        start += 1
    return words[start:]


@lru_cache(maxsize=8192)
def is_whole(subject: str) -> bool:
    """Whether the subject says everything: "Overall Progress", "The platform", "Total"."""
    words = key(subject)
    if not words or len(words) > 4:
        return False
    if any(word in _PROJECT for word in words):
        return all(
            word in _PROJECT or word in _MEASURES or _means(word, Concept.TOTAL | Concept.COMPLETENESS)
            for word in words
        )
    return _means(words[0], Concept.TOTAL) and is_generic(subject)


def is_all_code(subject: str) -> bool:
    """Whether a coverage of this subject is that of all code: "Code coverage", "Coverage"."""
    return "coverage" in key(subject) and {*key(subject)} <= {"coverage", "code", "test", "overall", "total"}


@lru_cache(maxsize=8192)
def is_generic(subject: str) -> bool:
    """Whether the subject names nothing by itself: "Unit tests", "Status" depend on their place."""
    return all(word in _GENERIC_WORDS or word.isdigit() or _means(word, _GENERIC) for word in key(subject))


def _means(word: str, concept: int) -> bool:
    return any(meaning & concept for _, _, meaning in tokens(word))


def is_on(subject: str, text: str) -> bool:
    """Whether a line names the subject itself, so that it does not take it from what governs it."""
    return {*key(subject)} <= {*_WORD.findall(unicodedata.normalize("NFKC", text).casefold())}


@lru_cache(maxsize=8192)
def meanings(text: str) -> int:
    """All that the words of a text can mean."""
    found = 0
    for _, _, concept in tokens(text):
        found |= concept
    return found


def says(words: str, phrases: frozenset[str]) -> bool:
    """Whether a short heading is one of the phrases or holds one as whole words."""
    parts = normal(words).split()
    if not parts or len(parts) > 8:
        return False
    spans = (
        (start, end)
        for start in range(len(parts))
        for end in range(start + 1, min(start + 4, len(parts)) + 1)
    )
    return any(normal(" ".join(parts[start:end])) in phrases for start, end in spans)
