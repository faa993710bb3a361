"""What the shape of a line says before its words are read: boxes, labels, lead-ins, where a statement begins."""  # noqa: E501

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.vocabulary import icons

if TYPE_CHECKING:
    from parsers.blocks import Plain

_PICTURES = icons.PICTURE.pattern
OPENER = re.compile(
    rf"\s*(?:{_PICTURES}|[-•*+▪►▸→]\s|\d{{1,3}}[.)]\s|[├└│┌]|(?:\*\*|__)[^*_]{{1,80}}(?:\*\*|__)\s*[:：—–-]|(?:\*\*|__)[^*_]{{1,80}}[:：](?:\*\*|__)"
    r"|[^\W\d_][^\s:：](?:[\w /()#&+.-]{0,40})[:：](?:\s|$)|$)"
)
"""The start of a line that says something of its own rather than continue the sentence above."""
_LEAD_END = re.compile(rf"[:：]\s*(?:\([^()]{{0,60}}\)\s*)?(?:{_PICTURES})?\s*$")


def opens_statement(line: str, previous: str) -> bool:
    """Whether the line begins a statement of its own, given the line above it."""
    return previous.endswith(("  ", "\\", ":", "：", "<br>", "<br/>")) or bool(OPENER.match(line))


def is_lead(plain: Plain) -> bool:
    """Whether the text introduces what follows: it ends in a colon or is bold as a whole."""
    text = plain.text.strip()
    if not text or len(text) > 200:
        return False
    if _LEAD_END.search(text):
        return True
    bold = sum(len(plain.text[start:end].strip()) for start, end in plain.bold)
    return bool(bold) and bold >= len(icons.PICTURE.sub("", text).strip()) and len(text) < 100


def split_box(source: str) -> tuple[str | None, int]:
    """The character in the checkbox at the start of an item (None without one) and where the text begins."""
    box = icons.BOX.match(source)
    if not box:
        return None, 0
    sign = box[1] if box[1] is not None else box[2]
    return sign.strip().lower(), box.end()
