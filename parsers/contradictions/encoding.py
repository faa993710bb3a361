"""Text damaged by a wrong decoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found, places
from parsers.mojibake import repaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.model import Contradiction

_CODE = re.compile(r"`[^`]{0,200}`")
_NAMED = 50


def encoding(case: Case) -> Iterator[Contradiction]:
    """One message for the whole document, with an example; code marks may quote damage."""
    damaged: list[tuple[int, str, str]] = []
    for line, text in enumerate(case.study.document.lines, 1):
        if text.isascii():
            continue
        outside = _CODE.sub(lambda m: " " * len(m.group()), text)
        changes = repaired(outside)
        if changes:
            start, end, right = changes[0]
            damaged.append((line, outside[start:end], right))
        elif "\ufffd" in outside:
            damaged.append((line, "\ufffd", ""))
    if damaged:
        lines = [line for line, _, _ in damaged]
        yield found("encoding", lines[:_NAMED], _message(damaged, places(lines)))


def _message(damaged: list[tuple[int, str, str]], where: str) -> str:
    line, wrong, right = next((one for one in damaged if one[2] and "\ufffd" not in one[2]), damaged[0])
    lost = "characters that were lost" if not right or "\ufffd" in right else f"“{wrong}” for “{right}”"
    noun = "line holds" if len(damaged) == 1 else "lines hold"
    return f"{len(damaged)} {noun} text damaged by a wrong decoding ({where}); line {line} has {lost}"
