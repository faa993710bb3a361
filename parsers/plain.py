"""Plain text into the same blocks: banners, boxes, dashboards, drawn trees, bullet lists and aligned columns."""  # noqa: E501

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.blocks import Block, Outline, Plain, Table
from parsers.inline import plain_text
from parsers.shapes import split_box
from parsers.vocabulary import icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text import Line

_RULE = re.compile(r"[\s═─━=\-_~*#+┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯│║┃|▔▁]*")
_STRONG_RULE = re.compile("[═=━╔╚]")
_FRAME = "│║┃|"
_BOX_TITLE = re.compile(r"^\s*[┌╔╭][─═]+\s+(.+?)\s+[─═]{2,}.*$|^\s*[=─═-]{2,}\s(\w.{0,60}?)\s[=─═-]{4,}\s*$")
_COLUMNS = re.compile(r"\t+| {2,}")
_INNER = re.compile(r"\s*[│┃]\s*")
_BULLET = re.compile(
    r"(?:[•●○◦▪▸►→‣⁃*+–-]|(?:[│ ]{0,40})[├└][─-]*|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zA-Z]\))[ \t]+(?=\S)"
)
_TREE = re.compile(r"^([│ ]{0,80})[├└][─-]+\s*")
_HEADING_ICON = re.compile(rf"^{icons.PICTURE.pattern}\s*")
_SENTENCE_LIKE = re.compile(r"[.!?]$|[:：]\s")
_GOES_ON = re.compile(r"[a-zà-ÿа-я\d(]")
_VALUE = re.compile(r"\d|" + icons.BAR.pattern)
_PROMPT = re.compile(r"\s*(?:\$|>>>|#!)\s")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line, unframed: its text, where it begins, its inner cells, and whether it is a rule."""

    number: int
    text: str
    column: int
    rule: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    title: bool = False


def read_plain(first: int, lines: Sequence[Line], outline: Outline) -> None:
    """Add the blocks of a plain text to the outline; `first` is the 1-based number of the first line."""
    rows = [_row(first + offset, line.text) for offset, line in enumerate(lines)]
    reader = _PlainReader(rows, outline)
    for index, row in enumerate(rows):
        if index in reader.joined:
            continue
        if row.text and not row.rule and not _PROMPT.match(row.text):
            reader.take(index, row)
        elif not row.text and not row.rule:
            reader.blank()


def _row(number: int, source: str) -> _Row:
    if not source.strip():
        return _Row(number, "", 0)
    title = _BOX_TITLE.match(source) if source.lstrip()[0] in "┌╔╭=─═-" and len(source) < 400 else None
    if title:
        part = 1 if title[1] else 2
        return _Row(number, title[part], title.start(part), title=True)
    if _RULE.fullmatch(source):
        mark = source.strip(" │║┃|\t")
        return (
            _Row(number, "", 0, rule="=" if _STRONG_RULE.search(mark) else "-")
            if len(mark) > 2
            else _Row(number, "", 0)
        )
    inner = source.strip()
    left = len(inner) > 1 and inner[0] in _FRAME
    text = inner[1:] if left else inner
    if text[-1:] and text[-1] in _FRAME:
        text = text[:-1]
    column = len(source) - len(source.lstrip()) + left
    column += len(text) - len(text.lstrip())
    text = text.strip()
    if "│" in text or "┃" in text:
        return _Row(number, text, column, cells=tuple(_split(text, column, _INNER)))
    return _Row(number, text, column)


def _split(text: str, column: int, separator: re.Pattern[str]) -> list[tuple[int, str]]:
    """The parts of a line and the column where each begins."""
    parts: list[tuple[int, str]] = []
    position = 0
    for mark in separator.finditer(text):
        parts.append((column + position, text[position : mark.start()]))
        position = mark.end()
    parts.append((column + position, text[position:]))
    return parts


class _PlainReader:
    """Where the walk through the lines is: open items by indent, and the table whose rows are being read."""

    def __init__(self, rows: list[_Row], outline: Outline) -> None:
        self.rows, self.outline = rows, outline
        self.stack: list[tuple[int, Block]] = []
        self.table: Table | None = None
        self.starts: list[int] = []
        self.tabbed = False
        self.joined: set[int] = set()
        self.underlines: set[int] = set()
        self.base = len(outline.headings) and outline.headings[-1].level

    def blank(self) -> None:
        if not self.tabbed:
            self.table = None

    def take(self, index: int, row: _Row) -> None:
        level = self.heading_level(index, row)
        if level:
            self.underlines |= {index + 1, index + 2}
            self.heading(row, level)
            return
        if _TREE.match(row.text) or _BULLET.match(row.text) or split_box(row.text)[0] is not None:
            self.item(row)
        elif row.cells:
            self.cells(row, index)
        elif (self.table and self.aligned(row)) or self.starts_table(index, row):
            return
        else:
            self.plain_line(index, row)

    def set_apart(self, index: int) -> bool:
        """Whether a double rule that underlines no banner stands right above the line."""
        above = next((i for i in (index - 1, index - 2) if i > 0 and self.rows[i].rule), 0)
        return bool(above) and self.rows[above].rule == "=" and above not in self.underlines and index > 10

    def heading(self, row: _Row, level: int) -> None:
        self.stack, self.table = [], None
        self.outline.heading(self.plain(row.text, row), self.base + level)

    def heading_level(self, index: int, row: _Row) -> int:  # noqa: PLR0911
        """1 to 9 if the line is a heading: between rules, over a rule, a box's title, in capitals or before a list."""  # noqa: E501
        text = row.text
        if row.title:
            return 4
        if len(text) > 100 or row.cells or _BULLET.match(text):
            return 0
        above, below = self.neighbour(index, -1), self.neighbour(index, 1)
        if below and not _COLUMNS.search(_HEADING_ICON.sub("", text)):
            return 1 if above == below == "=" else 2
        if icons.MARKER.match(text) and not text.endswith(":"):
            return 0
        words = _HEADING_ICON.sub("", text)
        decorated = len(words) < len(text)
        letters = [c for c in words.split("(")[0] if c.isalpha()]
        capitals = len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
        under = self.outline.headings and self.outline.headings[-1].plain.text.endswith(":")
        if capitals and under and not decorated and not words.endswith(":"):
            return 0
        if capitals and not _COLUMNS.search(words) and ":" not in words.rstrip(":"):
            return min(9, 3 + row.column // 2)
        return min(9, 4 + row.column // 2) if decorated and text.endswith(":") else 0

    def neighbour(self, index: int, step: int) -> str:
        """The kind of rule next to the line, at most one blank line away."""
        for distance in (1, 2):
            at = index + step * distance
            if not 0 <= at < len(self.rows):
                return ""
            if self.rows[at].rule:
                return self.rows[at].rule
            if self.rows[at].text:
                return ""
        return ""

    def owner(self, column: int) -> Block | None:
        while self.stack and self.stack[-1][0] >= column:
            self.stack.pop()
        return self.stack[-1][1] if self.stack else None

    def item(self, row: _Row) -> None:
        tree = _TREE.match(row.text)
        column = row.column
        skip = 0
        if tree:
            skip, column = tree.end(), column + len(tree[1]) + 1
        else:
            bullet = _BULLET.match(row.text)
            skip = bullet.end() if bullet else 0
        box, boxed = split_box(row.text[skip:])
        owner = self.owner(column)
        plain = self.plain(row.text[skip + boxed :], row, skip + boxed)
        self.stack.append((column, self.outline.item(plain, owner, box=box, tree=bool(tree))))

    def plain_line(self, index: int, row: _Row) -> None:
        following = next((r for r in self.rows[index + 1 : index + 3] if r.text), None)
        deeper = following is not None and following.column > row.column and not following.rule
        owner = self.owner(row.column)
        if self.set_apart(index):
            self.outline.apart = True
            owner = None
        if icons.MARKER.match(row.text) and not row.text.endswith(":"):
            self.stack.append((row.column, self.outline.item(self.plain(row.text, row), owner)))
            return
        short = deeper and len(row.text) < 60 and not _SENTENCE_LIKE.search(row.text)
        lead = row.text.endswith((":", "：")) or short
        block = self.outline.text(self.prose(index, row), owner, lead=lead)
        if deeper:
            self.stack.append((row.column, block))

    def prose(self, index: int, row: _Row) -> Plain:
        """The line together with those that continue its sentence."""
        parts = [row]
        while (
            index + 1 < len(self.rows) and len(parts) < 40 and self.continues(parts[-1], self.rows[index + 1])
        ):
            index += 1
            parts.append(self.rows[index])
            self.joined.add(index)
        origins: list[tuple[int, int, int]] = []
        length = 0
        for part in parts:
            origins.append((length, part.number, part.column))
            length += len(part.text) + 1
        return plain_text("\n".join(part.text for part in parts), tuple(origins), underscores=False)

    def continues(self, above: _Row, below: _Row) -> bool:
        """Whether the line below goes on with the sentence: same indent, small letter or digit, no sign of its own."""  # noqa: E501
        if below.column != above.column or not below.text or below.cells or len(above.text) < 50:
            return False
        return bool(_GOES_ON.match(below.text)) and not above.text.endswith((".", ":", "!", "?"))

    def cells(self, row: _Row, index: int) -> None:
        plains = tuple(self.plain(text.strip(), row, start - row.column) for start, text in row.cells)
        below = self.rows[index + 1] if index + 1 < len(self.rows) else None
        if (
            below is not None
            and below.rule
            and len(plains) > 1
            and not any(_VALUE.search(p.text) or icons.MARKER.search(p.text) for p in plains)
        ):
            self.table, self.starts = Table(tuple(p.text for p in plains), row.number), []
            return
        table = self.table if self.table and not self.starts else Table((), row.number)
        self.outline.row(plains, table, self.owner(row.column), tuple(range(len(plains))))

    def starts_table(self, index: int, row: _Row) -> bool:
        """Whether the line is the header of aligned columns: a rule follows, or tabs go on."""
        parts = _split(row.text, row.column, _COLUMNS)
        if len(parts) < 2 or re.search(r"[%:]|\d", row.text) or icons.MARKER.search(row.text):
            return False
        below = self.rows[index + 1 : index + 4]
        self.tabbed = "\t" in row.text and sum("\t" in r.text for r in below) >= 2
        if not self.tabbed and not (below and below[0].rule) and not self.same_columns(parts, below):
            return False
        self.table = Table(tuple(text.strip() for _, text in parts), row.number)
        self.starts = [start for start, _ in parts]
        return True

    def same_columns(self, parts: list[tuple[int, str]], below: list[_Row]) -> bool:
        """Whether the next lines have as many columns as this one, and figures or marks in them."""
        rows = [_split(row.text, row.column, _COLUMNS) for row in below[:2] if row.text]
        return (
            len(parts) > 2
            and len(rows) == 2
            and all(len(row) == len(parts) and any(_VALUE.search(text) for _, text in row) for row in rows)
        )

    def aligned(self, row: _Row) -> bool:
        """Read the line as a row of the aligned table, if it has columns at all."""
        skip = icons.LEADING.match(row.text)
        lead = skip.end() if skip else 0
        parts = [(s, t) for s, t in _split(row.text[lead:], row.column + lead, _COLUMNS) if t]
        if not self.table or (len(parts) < 2 and not self.tabbed):
            return False
        if lead:
            parts[0] = (row.column, row.text[: lead + len(parts[0][1])])
        plains = tuple(self.plain(text, row, start - row.column) for start, text in parts)
        if self.tabbed or len(parts) == len(self.starts):
            columns = tuple(range(len(parts)))
        else:
            columns = tuple(max(0, bisect_right(self.starts, start + 2) - 1) for start, _ in parts)
        self.outline.row(plains, self.table, None, columns)
        return True

    def plain(self, text: str, row: _Row, skip: int = 0) -> Plain:
        return plain_text(text, ((0, row.number, row.column + skip),), underscores=False)


def is_dashboard(lines: Sequence[Line]) -> bool:
    """Whether a fence without a language is plainly a status table, a drawn tree or a progress list."""
    text = [line.text for line in lines if line.text.strip()]
    if not text or any(_PROMPT.match(line) for line in text[:3]):
        return False
    if any("├─" in line or "└─" in line for line in text):
        return True
    marked = sum(bool(icons.MARKER.search(line) or icons.BAR.search(line)) for line in text)
    boxed = sum(icons.BOX.match(line.strip().lstrip("-*• ")) is not None for line in text)
    return (marked + boxed) * 4 >= len(text) or marked + boxed >= 3
