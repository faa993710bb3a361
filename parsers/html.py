"""HTML blocks inside Markdown, line by line: tables, headings and text; comments and everything else fall away."""  # noqa: E501

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.blocks import Block, Outline, Plain, Table
from parsers.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text import Line

_COMMENT = re.compile(r"<!--|-->")
_HEADING = re.compile(r"<h([1-6])[\s>]", re.IGNORECASE)
_CELL = re.compile(
    r"<t[dh](?:\s[^<>]{0,400})?>|</t[dh]>|</?tr(?:\s[^<>]{0,400})?>|</?table(?:\s[^<>]{0,400})?>",
    re.IGNORECASE,
)


def read_html(first: int, lines: Sequence[Line], outline: Outline, item: Block | None) -> None:
    """Add what the lines of one HTML block say to the outline; `first` is the 0-based number of the first line."""  # noqa: E501
    table = _HtmlTable(outline, item)
    commented = False
    for number, line in enumerate(lines, first + 1):
        text, commented = _uncommented(line.text, commented)
        if not text.strip():
            continue
        if table.take(text, number):
            continue
        plain = plain_text(text, ((0, number, 0),))
        heading = _HEADING.search(text)
        if heading:
            outline.heading(plain, int(heading[1]))
        elif plain.text.strip() or plain.images:
            outline.text(plain, item, lead="<summary" in text.lower())


def _uncommented(text: str, commented: bool) -> tuple[str, bool]:  # noqa: FBT001
    """The line with what is commented out blanked, and whether a comment is open at its end."""
    if not commented and "<!--" not in text:
        return text, False
    kept: list[str] = []
    position = 0
    for mark in _COMMENT.finditer(text):
        part = text[position : mark.start()]
        opens = mark.group() == "<!--"
        kept.append(" " * len(part) if commented else part)
        kept.append(" " * len(mark.group()))
        commented, position = opens, mark.end()
    kept.append(" " * (len(text) - position) if commented else text[position:])
    return "".join(kept), commented


class _HtmlTable:
    """A table being read, cell by cell, however its tags are spread over lines."""

    def __init__(self, outline: Outline, item: Block | None) -> None:
        self.outline, self.item = outline, item
        self.inside = False
        self.table: Table | None = None
        self.cells: list[Plain] = []
        self.open = False
        self.heads = False

    def take(self, text: str, number: int) -> bool:
        """Read what of the line belongs to a table; False if nothing does."""
        if not self.inside and "<table" not in text.lower() and "<tr" not in text.lower():
            return False
        position = 0
        for tag in _CELL.finditer(text):
            self.put(text[position : tag.start()], number, position)
            position = tag.end()
            self.step(tag.group().lower(), number, position)
        self.put(text[position:], number, position)
        return True

    def step(self, tag: str, number: int, position: int) -> None:
        name = tag.strip("</>").split()[0]
        if name == "table":
            self.inside, self.table = not tag.startswith("</"), None
        elif name in {"td", "th"}:
            self.open = not tag.startswith("</")
            self.heads = self.heads or name == "th"
            if self.open:
                self.cells.append(plain_text("", ((0, number, position),)))
        elif tag.startswith("</") and self.cells:
            self.finish(number)

    def put(self, text: str, number: int, column: int) -> None:
        if self.open and self.cells and text.strip() and not self.cells[-1].text:
            lead = len(text) - len(text.lstrip())
            self.cells[-1] = plain_text(text.strip(), ((0, number, column + lead),))

    def finish(self, number: int) -> None:
        cells, self.cells = tuple(self.cells), []
        if self.table is None and self.heads:
            self.table = Table(tuple(cell.text for cell in cells), number)
        else:
            self.table = self.table or Table((), number)
            self.outline.row(cells, self.table, self.item, tuple(range(len(cells))))
