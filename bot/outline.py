"""The headings of a document by line, for claims that come without: Markdown's own, fences left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.{1,300}?)\s*#*\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def title_of(lines: Sequence[str]) -> str | None:
    """The document's title: its first heading, if that is of the first level."""
    for number, line in enumerate(lines[:50]):
        found = _HEADING.match(line)
        if found:
            return found[2] if len(found[1]) == 1 else None
        underline = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if line.strip() and len(underline) > 2 and not underline.strip("="):
            return line.strip()
    return None


def headings_by_line(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """For each line the headings it stands under, outermost first; a heading does not stand under itself."""
    trail: list[tuple[int, str]] = []
    found: list[tuple[str, ...]] = []
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        heading = None if fence or mark else _HEADING.match(line)
        if heading:
            level = len(heading[1])
            trail = [one for one in trail if one[0] < level]
        found.append(tuple(text for _, text in trail))
        if heading:
            trail.append((level, heading[2]))
    return found
