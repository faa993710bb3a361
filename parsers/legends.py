"""What a document's own legend says its coloured circles mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.blocks import Block
from parsers.model import StateName
from parsers.phrases import whole_state
from parsers.sections import heading_words
from parsers.subjects import name_span
from parsers.vocabulary import LEGEND, icons, normal

_ENTRY = re.compile(
    rf"([{''.join(icons.CIRCLES)}{icons.NEUTRAL_CIRCLES}])\s*[=:–—-]?\s*([^\W\d][^,;|·•{''.join(icons.CIRCLES)}{icons.NEUTRAL_CIRCLES}()]{{1,40}})"
)


def legend_circles(blocks: Sequence[Block]) -> dict[str, StateName]:
    """The state of each circle that a legend line explains by a state's words."""
    meanings: dict[str, StateName] = {}
    for block in blocks:
        if _is_legend(block):
            for sign, words in _ENTRY.findall(block.plain.text):
                state = whole_state(words.strip())
                if state:
                    meanings[sign] = state
    return meanings


def _is_legend(block: Block) -> bool:
    start, end, _ = name_span(block.plain)
    if normal(block.plain.text[start:end]) in LEGEND:
        return True
    return (
        block.parent is not None and block.role in {"item", "text"} and heading_words(block.parent) in LEGEND
    )
