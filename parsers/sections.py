"""What a heading or lead-in makes of all that stands below it: a state, a plan, blockers, history."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.blocks import Block
from parsers.model import StateName
from parsers.vocabulary import CATEGORIES, HISTORY, PLAN, STOP, icons, normal, tokens
from parsers.vocabulary.concepts import ANY_STATE, STATES, Concept as C

_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]{0,120}[)\]）]")
_NUMBERING = re.compile(
    r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[IVX]{1,4}\.|[一二三四五六七八九十]{1,3}、|[A-Z][.)])\s+(?=\S)|^\s*[一二三四五六七八九十]{1,3}、"
)
_SPLIT = re.compile(r"\s[-–—|/]\s|[:：]\s|、|\s&\s|\s\+\s")
_MISSING_LAST = re.compile(
    r"\b(?:missing|fehlt|fehlen|manquants?|manquantes?|faltantes?|mancanti|lipsă|缺失|不足|누락)\s*$",
    re.IGNORECASE,
)
_STATE_LEAD = re.compile(r"^(?:still |what is |what's )?missing\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that a block passes down to what it governs."""

    state: StateName | None = None
    plan: bool = False
    blockers: bool = False
    history: bool = False
    coverage: bool = False
    tests: bool = False
    depth: int = 0
    """How many items stand between the state's category and here."""


def heading_words(block: Block) -> str:
    """The words of a heading or lead-in without pictures, numbering, brackets and the final colon."""
    text = icons.PICTURE.sub(" ", block.plain.text)
    return normal(_NUMBERING.sub("", _BRACKETS.sub(" ", text).strip()))


def category(words: str) -> StateName | None:
    """The state in which a heading of these words puts all below it, or None."""
    known = CATEGORIES.get(words)
    if known:
        return next(iter(known))  # type: ignore[return-value]
    if _MISSING_LAST.search(words) or (_STATE_LEAD.match(words) and len(words) < 60):
        return "todo"
    for part in _SPLIT.split(words)[:1]:
        if part != words and CATEGORIES.get(normal(part)):
            return next(iter(CATEGORIES[normal(part)]))  # type: ignore[return-value]
    return _state_of_generic(words)


def _state_of_generic(words: str) -> StateName | None:
    """The state where a heading is nothing but a state and nouns that stand for anything: "Completed features"."""
    found: StateName | None = None
    for _, _, concept in tokens(words):
        if concept & ANY_STATE and not concept & (C.WEAK | C.GENERIC):
            state = state_name(concept)
            if found and state != found:
                return found
            found = state
        elif concept & C.NOT and not found:
            return None
        elif not concept & (C.GENERIC | C.LINK | C.ADVERB | C.COPULA):
            return None
    return found


def state_name(concept: int) -> StateName:
    """The state among the bits of a word's meaning."""
    return next(name for bit, name in STATES.items() if concept & bit)


def _matches(words: str, phrases: frozenset[str]) -> bool:
    """Whether the words are one of the phrases, or begin or end with one as a heading's head."""
    if words in phrases:
        return True
    parts = words.split()
    if len(parts) > 7:
        return False
    tails = (" ".join(parts[i:]) for i in range(1, len(parts)))
    heads = (" ".join(parts[:i]) for i in range(1, len(parts)))
    return any(tail in phrases for tail in tails) or any(normal(head) in phrases for head in heads)


def section_of(block: Block, outer: Section) -> Section:
    """What the block passes down, given what governs it."""
    if block.role == "item":
        return Section(
            outer.state,
            outer.plan,
            outer.blockers,
            outer.history,
            outer.coverage,
            outer.tests,
            outer.depth + 1,
        )
    words = heading_words(block)
    found = 0
    for _, _, concept in tokens(words):
        found |= concept
    state = category(words)
    stop = _matches(words, STOP) if not state else False
    plan = _matches(words, PLAN) and not found & C.NOW
    return Section(
        state=state or (None if stop else outer.state),
        plan=plan or (outer.plan and not found & C.NOW and not state == "done"),
        blockers=bool(found & C.BLOCKER) or (outer.blockers and block.role == "heading" and not state),
        history=words in HISTORY or outer.history,
        coverage=bool(found & C.COVERAGE) or (outer.coverage and block.role != "heading"),
        tests=bool(found & C.TEST) or outer.tests,
        depth=0 if state else outer.depth,
    )
