"""What a statement is about: the name on its line, else the name of what governs it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.figures import HAS_DIGIT
from parsers.vocabulary import ATTRIBUTES, CATEGORIES, NON_OWNERS, TOPICS, icons, normal, tokens
from parsers.vocabulary.concepts import ANY_STATE, C

if TYPE_CHECKING:
    from parsers.blocks import Block, Plain

LEADING = re.compile(
    rf"(?:{icons.PICTURE.pattern}|\s|\[[ xX]\]|#\d{{1,4}}\s|\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[.)]\s|\d{{1,3}}(?:\.\d{{1,3}})+\s|[一二三四五六七八九十]{{1,3}}、|[-•*–—|]\s)*"  # noqa: E501
)
_SEPARATOR = re.compile(
    r"\s[-–—|│·]+\s|\s?[:：](?=\s|$)|：|(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]):|\s\.{2,}\s|\t+| {3,}"
)
_FIGURE_BRACKET = re.compile(
    r"\s*[(\[（]\s*(?:[~≈<>≥≤+-]|port\b|ports\b|lines?\b|v?\d|[^()\[\]]{0,60}\d\s?%)[^()\[\]（）]{0,120}[)\]）]",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:[^\W\d]+\s)?#?\d{1,3}(?:\.\d{1,3})*(?:\s\([^()]{1,20}\))?")
"""A word that is only counted off before a colon: "Phase 1: Core"."""
_PERCENT = re.compile(
    r"[~≈<>≥≤]?=?\s?\d{1,3}(?:[.,]\d{1,4})?(?:\s?[-–—]\s?\d{1,3}(?:[.,]\d+)?)?\s?%\+?(?:\s+(?=\w))?"
)
_RATIO = re.compile(r"[~≈]?\b\d[\d,.]*\s?/\s?\d[\d,.]*\+?")
_ASIDE = re.compile(r"\s*[(\[（]([^()\[\]（）]{0,300})[)\]）]")
_LAST_LINKS = re.compile(r"(?:\s(?:to|at|from|of|is|by|auf|bei|à|до|на|al))+\s*$")
_WHEN = re.compile(r"(?:after|before|nach|vor|après|avant|después|antes|после|до)(?:\s\w{1,12}){0,2}")
_FILE_NAME = re.compile(r"[\w.*/-]+(?:\.[a-z0-9]{1,8}|/)")
_PREFIX = re.compile(
    r"^(?:priority|priorität|priorité|prioridad|prioridade|priorità|приоритет|优先级|優先級|優先度|우선순위)\s*\d{0,2}\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_TREE_NAME = re.compile(r"\s+#|\s{2,}|\s+[-–—(←<]|\s+(?=[^\w\s])|\t")
_EDGE = " \t*~|,;:：.·–—-→=>`"


@lru_cache(maxsize=256)
def name_span(plain: Plain) -> tuple[int, int, int]:
    """Where the name of a statement begins and ends, and where what is said of it begins (its length for nothing)."""  # noqa: E501
    text = plain.text
    lead = LEADING.match(text)
    start = lead.end() if lead else 0
    for open_, close in plain.bold:
        if open_ <= start + 1 and close > start and text[open_:close].strip():
            inner = _separator(plain, start, close)
            if inner is None:
                after = _SEPARATOR.match(text, close)
                return start, close, after.end() if after else close
            return start, inner.start(), inner.end()
    found = _separator(plain, start, len(text))
    return (start, found.start(), found.end()) if found else (start, len(text), len(text))


def _separator(plain: Plain, start: int, end: int) -> re.Match[str] | None:
    """The first separator outside code and brackets that has something before it."""
    text = plain.text
    depth = 0
    position = start
    bracketed = "(" in text
    for found in _SEPARATOR.finditer(text, start, end):
        if bracketed:
            depth += text.count("(", position, found.start()) - text.count(")", position, found.start())
        position = found.start()
        if depth > 0 or found.start() <= start or plain.within(plain.code, found.start()):
            continue
        if ":" in found.group() and _COUNTED.fullmatch(text, start, found.start()):
            continue
        return found
    return None


def clean_name(text: str) -> str:
    """A name without pictures, figures, brackets that hold figures, and decoration at its ends."""
    text = icons.BAR.sub(" ", text) if not text.isascii() or "[" in text else text
    text = icons.PICTURE.sub(_arrow_only, text) if not text.isascii() else text
    if HAS_DIGIT.search(text):
        text = _RATIO.sub(" ", _drop_percent(_FIGURE_BRACKET.sub(" ", text)))
        if all(
            concept & (C.LINK | C.ADVERB | C.DONE) and not concept & C.GENERIC
            for _, _, concept in tokens(text)
        ):
            return ""
    if "(" in text or "[" in text or "（" in text:
        text = _ASIDE.sub(_keep_aside, text)
    return " ".join(text.split()).strip(_EDGE)


def _arrow_only(picture: re.Match[str]) -> str:
    return picture.group() if picture.group() in {"→", "↔", "⇒", "⇄"} else " "


def _keep_aside(bracket: re.Match[str]) -> str:
    """The bracket, unless it is empty, a path, or longer than what it explains."""
    inside = bracket[1].strip()
    before = bracket.string[: bracket.start()].split()
    words = tokens(inside)
    said = (
        bool(words)
        and bool(words[0][2] & (ANY_STATE | C.NEED | C.GOAL | C.COMPLETENESS))
        and not words[0][2] & C.WEAK
        and bool(before)
    )
    gone = (
        not inside
        or said
        or _FILE_NAME.fullmatch(inside)
        or (" " in inside and len(words) > 3 * len(before) + 1 > 3)
    )
    return " " if gone else bracket.group()


def _drop_percent(text: str) -> str:
    """The text without its percents and the word of completeness that belongs to each."""
    parts: list[str] = []
    position = 0
    for percent in _PERCENT.finditer(text):
        parts.append(text[position : percent.start()])
        position = percent.end()
        words = tokens(text[position : position + 60])
        if (
            words
            and words[0][0] <= 1
            and words[0][2] & (C.COMPLETENESS | C.DONE)
            and not (
                len(words) > 1
                and not words[1][2]
                and words[1][0] - words[0][1] == 1
                and not words[0][2] & C.COMPLETENESS
            )
        ):
            position += words[0][1]
            if parts[-1].strip() and len(words) > 1 and words[1][2] & C.LINK:
                return parts[-1]
    if parts and not text[position:].strip(_EDGE + ")"):
        parts[-1] = _LAST_LINKS.sub("", parts[-1])
    return " ".join((*parts, text[position:]))


def strip_state(text: str) -> str:
    """A name without the state that ends it as its predicate: "Event consumers implemented" → "Event consumers"."""  # noqa: E501
    found = tokens(text)
    end = len(found)
    skipped = ANY_STATE | C.ADVERB | C.COPULA | C.NOT
    while end and found[end - 1][2] & skipped and not found[end - 1][2] & (C.WEAK | C.TEST | C.GENERIC):
        end -= 1
    if end in {0, len(found)} or not any(t[2] & ANY_STATE for t in found[end:]):
        return text
    tail = text[found[end - 1][1] : found[end][0]]
    return text[: found[end - 1][1]].strip(_EDGE) if not tail.strip(" -–—:,") else text


def is_attribute(name: str) -> bool:
    """Whether the words are only a label such as Status or Coverage, never a subject where an owner exists."""  # noqa: E501
    words = normal(name)
    return words in ATTRIBUTES or bool(_WHEN.fullmatch(words))


def is_owner_name(name: str) -> bool:
    """Whether the words can own a statement: neither a label, nor a category, nor a part of the document."""
    words = normal(name)
    return bool(words) and not any(words in known for known in (TOPICS, NON_OWNERS, CATEGORIES, ATTRIBUTES))


def block_name(block: Block) -> str:
    """The name a block gives to what it governs, empty if it has none."""
    plain = block.plain
    if block.role == "heading":
        return heading_name(plain.text)
    if block.tree:
        return clean_name(_TREE_NAME.split(plain.text.strip(), maxsplit=1)[0])
    start, end, _ = name_span(plain)
    return clean_name(plain.text[start:end])


def heading_name(text: str) -> str:
    """The subject of a heading: its words with their verb, less numbering, figures, and the state after a separator."""  # noqa: E501
    lead = LEADING.match(text)
    rest = _FIGURE_BRACKET.sub(" ", text[lead.end() if lead else 0 :])
    parts = re.split(r"(\s[-–—|]+\s)", rest)
    while len(parts) > 2 and (_is_state_part(parts[-1]) or parts[-1].lstrip()[:1].isdigit()):
        parts = parts[:-2]
    rest = "".join(parts)
    label = re.match(r"^([^:：]{1,60})[:：]\s*(.*)$", rest)
    if label and is_attribute(label[1]) and label[2]:
        return ""
    if label and (_is_state_part(label[2]) or not clean_name(label[2])):
        rest = label[1]
    return strip_state(clean_name(_PREFIX.sub("", _drop_state_bracket(rest))))


def _drop_state_bracket(text: str) -> str:
    found = re.search(r"\s*[(\[（]([^()\[\]（）]{1,60})[)\]）]\s*$", icons.PICTURE.sub("", text))
    return (
        icons.PICTURE.sub("", text)[: found.start()]
        if found and _is_state_part(found[1]) and found.start()
        else text
    )


def _is_state_part(text: str) -> bool:
    """Whether the text is nothing but a state, figures and pictures."""
    words = tokens(icons.PICTURE.sub(" ", _RATIO.sub(" ", _PERCENT.sub(" ", text))))
    if not words:
        return True
    return all(t[2] & (ANY_STATE | C.ADVERB | C.COMPLETENESS | C.NOT | C.LINK) for t in words) and any(
        t[2] & (ANY_STATE | C.COMPLETENESS) for t in words
    )
