"""What a heading or lead-in makes of all that stands below it: a state, a plan, blockers, history."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.vocabulary import CATEGORIES, HISTORY, LEGEND, PLAN, STOP, Token, icons, normal, tokens
from parsers.vocabulary.concepts import ANY_STATE, STATES, C

if TYPE_CHECKING:
    from parsers.blocks import Block
    from parsers.model import StateName

_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]{0,120}[)\]）]")
_NUMBERING = re.compile(
    r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[IVX]{1,4}\.|[一二三四五六七八九十]{1,3}、|[A-Z][.)])\s+(?=\S)|^\s*[一二三四五六七八九十]{1,3}、"
)
_SPLIT = re.compile(r"\s[-–—|/]\s|[:：]\s|、|\s&\s|\s\+\s")
_MISSING_LAST = re.compile(
    r"\b(?:missing|fehlt|fehlen|manquants?|manquantes?|faltantes?|mancanti|lipsă|缺失|不足|누락)\s*$",
    re.IGNORECASE,
)
_MISSING_FIRST = re.compile(r"^(?:still |what is |what's )?missing\b", re.IGNORECASE)
NUMBERED_BLOCKER = re.compile(
    r"(?:\[?(?:blocker|bloqueador|bloqueante|impedimento|блокер|阻塞项|ブロッカー|블로커)\]?)\s?#?\w{0,4}\s?[:：–—-]\s*\S",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(
    r"\b(?:and|und|et|y|e|и|resolve|resolving|resolved|fix|fixing|fixed|address|remove|eliminate|clear|cleared|former|previous|past|potential|possible|no)\s*$|[&/,]\s*$|\b(?:resolve|resolved|cleared|former|past)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(r"block(?:er|ed by|ing issue)|show-?\s?stopper|(?!block)\w", re.IGNORECASE)
_AFTER_BLOCKERS = re.compile(
    r"\s*(?:[(:/&–—-]|(?:for|to|on|and|of|in|und|para|pour|per|для|tasks?|items?|issues?|work|errors?|bugs?|problems?|stories|features)\b|[a-z]+\s*$|性)",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(r"(?:for|to|of|in|by|on|&|and|-|–|—|für|zu|para|pour|per|для|на|q\d|\d{4})$")
_PREPOSITION = re.compile(r"\s(?:in|for|by|to|of|from|within|before|für|bei|para|pour|per|для|в)\s")
_YEAR = re.compile(r"\s(?:19|20)\d\d$")
_WISHES = {"target", "targets", "goal", "goals", "roadmap", "recommendations", "milestones"}
CAUSED_TITLE = re.compile(
    r"\W*(?P<subject>\w.{0,80}?)\s(?:is\s)?(?:blocked|blockiert|bloqu\w{1,4}|заблокирован\w?)\s?(?:[:(–—-]|by\b|on\b)\s*(?P<cause>\w.*)",
    re.IGNORECASE,
)
"""A title that names what is blocked and why."""
_PERMISSIONS = re.compile(
    r"\b(?:permissions?|access (?:matrix|control|rights|levels?)|rbac|who (?:may|can)|privileges|berechtigungen|autorisations|permisos|permissões|права доступа)\b|权限|權限|権限|권한"  # noqa: E501
)
_WHAT = re.compile(r"(?:what|was|ce qu[ie]|qué|lo que|o que|cosa|ce|что|чего)\b", re.IGNORECASE)
_TAIL = re.compile(r"^\s*(?:but|dar|aber|mais|pero|mas|ma|но|and)\s+", re.IGNORECASE)
_ADJECTIVES = {
    "complete",
    "operational",
    "functional",
    "stable",
    "available",
    "enabled",
    "passing",
    "works",
    "ready",
    "production-ready",
    "production ready",
    "compliant",
    "verified",
    "validated",
}


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that a block passes down to what it governs."""

    state: StateName | None = None
    plan: bool = False
    blockers: bool = False
    history: bool = False
    legend: bool = False
    permissions: bool = False
    progress: bool = False
    coverage: bool = False
    tests: bool = False
    depth: int = 0
    """How many items stand between the state's category and here."""


def heading_words(block: Block) -> str:
    """The words of a heading or lead-in without pictures, numbering, brackets and the final colon."""
    text = icons.PICTURE.sub(" ", block.plain.text)
    return normal(_NUMBERING.sub("", _BRACKETS.sub(" ", text).strip()))


def category(words: str, *, title: bool = False) -> StateName | None:
    """The state in which a heading of these words puts all below it, or None; a title is one only word for word."""  # noqa: E501
    known = CATEGORIES.get(words)
    if known:
        return known
    if title or len(words) > 70:
        return _state_of_generic(words) if title else None
    if _MISSING_LAST.search(words) or _MISSING_FIRST.match(words):
        return "todo"
    for part in (
        _SPLIT.split(words)[0],
        _PREPOSITION.split(words)[0],
        _TAIL.sub("", words.rpartition(",")[2]),
    ):
        known = CATEGORIES.get(normal(part)) if part != words else None
        if known:
            return known
    first = _SPLIT.split(words)[0]
    if first != words and _state_of_generic(normal(first)):
        return _state_of_generic(normal(first))
    return _state_of_generic(words) or _state_of_question(words)


def _state_of_question(words: str) -> StateName | None:
    """The state of "what works so far", "remaining work before launch", "what the release still needs"."""
    found = tokens(words)
    if len(found) > 9:
        return None
    for index, (_, _, concept) in enumerate(found[:-1]):
        rest = found[index + 2 :]
        if (
            concept & C.REMAINS
            and index < 3
            and found[index + 1][2] & C.GENERIC
            and (not rest or rest[0][2] & C.LINK)
        ):
            return "todo"
    if not _WHAT.match(words):
        return None
    negated = False
    for _, _, concept in found[1:]:
        negated = negated or bool(concept & C.NOT)
        if concept & (C.REMAINS | C.NEED):
            return "todo"
        if concept & ANY_STATE and not concept & (C.WEAK | C.GENERIC):
            return "todo" if negated else state_name(concept)
    return None


def _state_of_generic(words: str) -> StateName | None:
    """The state where a heading is nothing but a state and nouns that stand for anything: "Completed features"."""  # noqa: E501
    found: StateName | None = None
    last = 0
    for start, end, concept in tokens(words):
        last = concept
        if concept & ANY_STATE and not concept & (C.WEAK | C.GENERIC | C.NOT_CASES):
            if words[start:end].lower() in _ADJECTIVES and end < len(words):
                return None
            found = found or state_name(concept)
        elif (concept & C.NOT and not found) or not concept & (C.GENERIC | C.LINK | C.ADVERB | C.COPULA):
            return None
    return None if last & C.LINK and not last & C.ADVERB else found


def state_name(concept: int) -> StateName:
    """The state among the bits of a word's meaning."""
    return next(name for bit, name in STATES.items() if concept & bit)


def matches(words: str, phrases: frozenset[str]) -> bool:
    """Whether the words are one of the phrases, or begin or end with one as a heading's head."""
    if words in phrases:
        return True
    parts = words.split()
    if len(parts) > 7:
        return False
    tails = (" ".join(parts[i:]) for i in range(1, len(parts)))
    heads = (
        " ".join(parts[:i])
        for i in range(1, len(parts))
        if i > 1 or _HEAD_ENDS.match(parts[i]) or parts[0].endswith(":") or parts[0] in _WISHES
    )
    return any(tail in phrases for tail in tails) or any(normal(head) in phrases for head in heads)


def section_of(block: Block, outer: Section, *, title: bool = False, tested: bool = True) -> Section:
    """What the block passes down, given what governs it; `title` for the document's own heading,
    `tested` where the document speaks of tests, so that coverage alone is that of code."""
    if block.role == "item":
        if not block.plain.text.rstrip().endswith((":", "：")):
            return replace(outer, depth=outer.depth + 1)
        own = item_category(block)
        if own:
            return replace(outer, state=own, depth=0)
        return replace(outer, depth=outer.depth + 1, legend=outer.legend or heading_words(block) in LEGEND)
    words = heading_words(block)
    found = tokens(words)
    bits = 0
    for _, _, concept in found:
        bits |= concept
    state = category(words, title=title)
    stop = not state and not title and matches(words, STOP)
    plan = (_YEAR.sub("", words) in PLAN if title else matches(words, PLAN)) and not bits & C.NOW
    return Section(
        state=state or (None if stop else outer.state),
        plan=plan or (outer.plan and not bits & C.NOW and state != "done"),
        blockers=is_blocker_heading(block) or (outer.blockers and not state and is_grouping(found)),
        history=(matches(words, HISTORY) and not title) or outer.history,
        legend=words in LEGEND,
        permissions=bool(_PERMISSIONS.search(words)) or outer.permissions,
        progress=bool(bits & C.COMPLETENESS) or "status" in words or outer.progress,
        coverage=(code_coverage(found) and (tested or bool(bits & C.TEST)))
        or (outer.coverage and not bits & C.NOT_CODE),
        tests=bool(bits & C.TEST) or "testing" in words or outer.tests,
        depth=0 if state else outer.depth,
    )


def is_blocker_heading(block: Block) -> bool:
    """Whether the heading or lead-in says that blockers follow, in its brackets too, and is none itself."""
    text = icons.PICTURE.sub(" ", block.plain.text)
    found = tokens(text)
    at = next((i for i, t in enumerate(found) if t[2] & (C.BLOCKER | C.BLOCKED)), None)
    if at is None or NUMBERED_BLOCKER.match(text.strip(" *")):
        return False
    start, end, _ = found[at]
    before, after = text[:start], text[end:]
    if block.role == "heading" and CAUSED_TITLE.match(text):
        return False
    if block.role == "lead" and not _NOUN.match(text, start):
        return False
    if _NO_HEADING.search(before) or any(t[2] & (C.NO | C.NOT | C.UNBLOCK | C.COPULA) for t in found[:at]):
        return False
    if "(" in before and ")" in after:
        return not any(t[2] & (C.UNBLOCK | C.NOT) for t in found)
    return len(found[:at]) <= 4 and (not after.strip(" :()*-–—/&") or bool(_AFTER_BLOCKERS.match(after)))


def item_category(block: Block) -> StateName | None:
    """The state in which an item such as "Missing:" puts those nested in it."""
    text = block.plain.text.strip()
    return (
        category(heading_words(block))
        if text.endswith((":", "：")) and block.box is None and len(text) < 60
        else None
    )


def is_grouping(found: tuple[Token, ...]) -> bool:
    """Whether a heading only groups what is below it, by severity or phase."""
    return any(not t[2] & C.TEST for t in found) and all(
        t[2] & (C.SEVERITY | C.ORDINAL | C.LINK | C.GENERIC) or (t[1] - t[0] <= 2 and t[0] < 8 and not t[2])
        for t in found
    )


def code_coverage(found: tuple[Token, ...]) -> bool:
    """Whether the words speak of coverage of code by tests, not of an interface or documents."""
    return any(t[2] & C.COVERAGE and not (i and found[i - 1][2] & C.NOT_CODE) for i, t in enumerate(found))
