"""What a document's own legend says its coloured circles mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.phrases import whole_state
from parsers.sections import heading_words
from parsers.subjects import name_span
from parsers.vocabulary import LEGEND, icons, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.blocks import Block
    from parsers.model import StateName

_ENTRY = re.compile(
    rf"([{''.join(icons.CIRCLES)}{icons.NEUTRAL_CIRCLES}])\s*[=:–—-]?\s*([^\W\d][^,;|·•{''.join(icons.CIRCLES)}{icons.NEUTRAL_CIRCLES}()]{{1,40}})"
)

_GRADE = re.compile(
    r"(?:^|[,;|:·(]\s*)(`?(?:[A-Z][\w/-]{1,24}|\+/-|[+~-]|[A-F]|[YNP])`?)\s*(?:=|:|–|—|\s)\s*([^\W\d][^,;|·()=]{1,40})"
)

_SIGNS: dict[str, StateName] = {"+": "done", "+/-": "partial", "~": "partial", "-": "todo"}
"""What a legend's signs mean where its words name no state."""

_FIRST_WORDS = {phrase.split()[0] for phrase in LEGEND}


def read_legends(blocks: Sequence[Block]) -> tuple[dict[str, StateName], dict[str, StateName | None]]:
    """What the document's legend says of circles, and of words and grades that stand in cells."""
    circles: dict[str, StateName] = {}
    grades: dict[str, StateName | None] = {}
    for block in blocks:
        if _is_legend(block):
            text = block.plain.text
            for sign, words in _ENTRY.findall(text):
                state = whole_state(words.strip())
                if state:
                    circles[sign] = state
            for grade, words in _GRADE.findall(text):
                state = whole_state(words.strip())
                if state or len(grade) < 4:
                    sign = grade.strip("`").lower()
                    grades[sign] = state or _SIGNS.get(sign)
    return circles, grades


def _is_legend(block: Block) -> bool:
    if _may_be_legend(block):
        start, end, _ = name_span(block.plain)
        if normal(block.plain.text[start:end]) in LEGEND:
            return True
    parent = block.parent
    if parent is None or block.role not in {"item", "text"} or not _may_be_legend(parent):
        return False
    return heading_words(parent) in LEGEND


def _may_be_legend(block: Block) -> bool:
    """The cheap test before the real one: a short text one of whose first words begins a legend's name."""
    return any(word.strip(" *:：") in _FIRST_WORDS for word in block.plain.text[:40].lower().split()[:3])
