"""The icon that marks a line, where it marks anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from parsers.model import StateName
from parsers.sections import heading_words
from parsers.subjects import is_attribute
from parsers.vocabulary import (
    icons,
    normal,
    tokens,
)
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from parsers.blocks import Block
    from parsers.statements import Reading, Statement

Sign = StateName | Literal["many"]

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
_NOTHING_STARTS = {words.split()[0] for words in _NOTHING}
_FIRST_WORD = re.compile(r"[\W_]*(\w+(?:/\w)?)")


def marker(statement: Statement, reading: Reading) -> Sign | None:
    """The state of the icon on the line; "many" where several states stand side by side, as in a legend."""
    text = statement.text
    if text.isascii():
        return None
    signs = icons.MARKER.findall(text)
    states = {icons.STATE_OF[s] for s in signs if s in icons.STATE_OF}
    if len(states) > 1:
        return "many"
    if states:
        return next(iter(states))
    circle = _circle(statement, reading)
    if circle:
        return circle
    needs = statement.label and any(w[2] & C.NEED and not w[2] & C.MAKES for w in tokens(statement.label))
    if (
        icons.WARNING in signs
        and not needs
        and (_among_marked(statement.block, reading) or is_attribute(statement.label))
    ):
        return "partial"
    return None


def _circle(statement: Statement, reading: Reading) -> StateName | None:
    """The state of a coloured circle: by the document's legend, or before siblings that bear circles under a status."""  # noqa: E501
    block = statement.block
    sign = block.plain.text.lstrip()[:1]
    if sign in reading.circles:
        return reading.circles[sign]
    if block.role != "item" or sign not in icons.CIRCLES or block.parent is None:
        return None
    if "status" not in heading_words(block.parent).split():
        return None
    siblings = [b.plain.text.lstrip()[:1] for b in reading.children[block.parent][:100] if b.role == "item"]
    alike = all(other in icons.CIRCLES for other in siblings) and len(set(siblings)) > 1
    return icons.CIRCLES[sign] if alike else None


def _among_marked(block: Block, reading: Reading) -> bool:
    """Whether a warning sign marks the item: siblings bear states' icons, or every one of several bears a sign."""  # noqa: E501
    parent = block.parent
    if parent not in reading.marked:
        signs = [icons.MARKER.findall(b.plain.text) for b in reading.children[parent] if b.role == block.role]
        stated = any(sign in icons.STATE_OF for found in signs for sign in found)
        reading.marked[parent] = stated or (block.role == "item" and len(signs) > 1 and all(signs))
    return reading.marked[parent]


def icon_counts(block: Block, reading: Reading) -> bool:
    """Whether an icon in a title marks a state rather than being one topic picture among others."""
    first = icons.PICTURE.search(block.plain.text)
    if not first or first.start() > 4 or not set(first.group()) & set("🔄🚧⏳⚙"):
        return True
    siblings = [b for b in reading.children[block.parent][:200] if b.role == block.role and b is not block]
    leads = [p.group()[0] for b in siblings if (p := icons.PICTURE.match(b.plain.text.strip()))]
    return not leads or any(sign in icons.STATE_OF for sign in leads)


def is_nothing(text: str) -> bool:
    """Whether the text says that there is nothing, with any icon: "None", "❌ N/A – all done"."""
    first = _FIRST_WORD.match(text)
    if first is None or first[1].lower() not in _NOTHING_STARTS:
        return False
    words = normal(icons.PICTURE.sub("", text))
    return words in _NOTHING or normal(re.split(r" [-–—] |\. ", words)[0]) in _NOTHING
