"""Markdown into blocks with exact source lines; the only place that knows markdown-it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from parsers.blocks import MAX_CELLS, Block, Outline, Plain, Table
from parsers.html import read_html
from parsers.inline import plain_text
from parsers.model import Problem
from parsers.plain import is_dashboard
from parsers.quoted import badge, output_totals
from parsers.shapes import is_lead, opens_statement, split_box
from parsers.text import Line

if TYPE_CHECKING:
    from markdown_it.token import Token

PlainReader = Callable[[int, Sequence[Line], Outline], None]
"""Reads lines of plain text, the first of them having the given number, into the outline."""

_DEEPEST = 60
# Inline text is ours (columns, bounded time), and so are link definitions.
_MARKDOWN = (
    MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable(["inline", "reference"])
)
_SHELLS = {"console", "bash", "sh", "shell", "shell-session", "output", "log"}
_DEFINITION = re.compile(r"\s*\[[^\[\]]{1,200}\]:\s*\S")
_PLAIN_FENCES = {"", "text", "txt", "plain", "plaintext", "ascii"}


def read_markdown(lines: Sequence[Line], outline: Outline, read_plain: PlainReader) -> None:
    """Add the blocks of a Markdown document to the outline; fences without a language go to `read_plain`."""
    reader = _Reader(lines, outline, read_plain)
    for token in _MARKDOWN.parse("\n".join(line.text.replace("\r", " ") for line in lines)):
        if token.level >= _DEEPEST - 1 and token.map:
            reader.too_deep(token.map[0] + 1)
        step = _STEPS.get(token.type)
        if step:
            step(reader, token)


class _Reader:
    """Where the walk through the tokens is: open lists, items, cells, and the heading or table being read."""

    def __init__(self, lines: Sequence[Line], outline: Outline, read_plain: PlainReader) -> None:
        self.lines, self.outline, self.read_plain = lines, outline, read_plain
        self.items: list[Block | None] = []
        self.heading_level = 0
        self.table: Table | None = None
        self.cells: list[Plain] = []
        self.column = 0
        self.cell_line = 0

    def too_deep(self, line: int) -> None:
        if not any(problem.line == line for problem in self.outline.problems[-1:]):
            self.outline.problems.append(
                Problem(line, "This is nested too deeply: what it holds was not read.")
            )

    @property
    def item(self) -> Block | None:
        return next((item for item in reversed(self.items) if item), None)

    def inline(self, token: Token) -> None:
        first = token.map[0] if token.map else 0
        if self.cell_line:
            self.cells.append(self.cell(token.content, first))
            return
        contents = token.content.split("\n")
        if self.heading_level:
            level, self.heading_level = self.heading_level, 0
            self.outline.heading(self.plain(contents, first), level)
            return
        if contents[0][:1] in {"├", "└", "│"}:
            self.read_plain(first + 1, self.lines[first : first + len(contents)], self.outline)
            return
        for start, end in _groups([self.lines[first + i].text for i in range(len(contents))], contents):
            self.paragraph(contents[start:end], first + start)

    def paragraph(self, contents: list[str], first: int) -> None:
        if self.items and self.items[-1] is None:
            box, skip = split_box(contents[0])
            plain = self.plain([contents[0][skip:], *contents[1:]], first)
            self.items[-1] = self.outline.item(plain, self.enclosing(), box=box)
        elif _DEFINITION.match(contents[0]):
            return
        else:
            plain = self.plain(contents, first)
            lead = is_lead(plain)
            if not lead and not self.items and len(plain.text) > 120:
                self.outline.end_lead(None)
            self.outline.text(plain, self.item, lead=lead)
        self.badges(plain, contents, first)

    def badges(self, plain: Plain, contents: list[str], first: int) -> None:
        for _, target in plain.images:
            offset = next((i for i, content in enumerate(contents) if target in content), 0)
            said = badge(target, self.lines[first + offset], first + offset + 1)
            if said:
                self.outline.text(said, None, lead=False)

    def enclosing(self) -> Block | None:
        return next((item for item in reversed(self.items[:-1]) if item), None)

    def plain(self, contents: list[str], first: int) -> Plain:
        origins: list[tuple[int, int, int]] = []
        length = 0
        for offset, content in enumerate(contents):
            source = self.lines[first + offset].text
            column = source.rfind(content) if content else len(source)
            origins.append((length, first + offset + 1, max(0, column)))
            length += len(content) + 1
        return plain_text("\n".join(contents), tuple(origins))

    def cell(self, content: str, first: int) -> Plain:
        column = self.lines[first].text.find(content.split("|", 1)[0].rstrip("\\"), self.column)
        self.column = max(column, self.column) + len(content)
        return plain_text(content, ((0, first + 1, max(0, column)),))

    def row_open(self, token: Token) -> None:
        self.cells, self.column = [], 0
        self.cell_line = (token.map[0] if token.map else 0) + 1

    def row_close(self, token: Token) -> None:  # noqa: ARG002
        if self.table is None:
            self.table = Table(tuple(cell.text for cell in self.cells[:MAX_CELLS]), self.cell_line)
        else:
            self.outline.row(tuple(self.cells), self.table, self.item, tuple(range(len(self.cells))))
        self.cell_line = 0

    def table_open(self, token: Token) -> None:  # noqa: ARG002
        self.table = None

    def heading_open(self, token: Token) -> None:
        self.heading_level = int(token.tag[1])

    def item_open(self, token: Token) -> None:  # noqa: ARG002
        self.items.append(None)

    def item_close(self, token: Token) -> None:  # noqa: ARG002
        item = self.items.pop()
        if item:
            self.outline.end_lead(item)

    def rule(self, token: Token) -> None:  # noqa: ARG002
        self.outline.end_lead(None)
        self.outline.apart = True

    def fence(self, token: Token) -> None:
        assert token.map is not None
        language, first = token.info.strip().lower(), token.map[0] + 2
        lines = self.lines[first - 1 : token.map[1] - 1]
        if language in _PLAIN_FENCES and is_dashboard(lines):
            self.read_plain(first, lines, self.outline)
        elif language in _PLAIN_FENCES | _SHELLS:
            for plain in output_totals(first, lines):
                self.outline.text(plain, self.item, lead=False)

    def html(self, token: Token) -> None:
        assert token.map is not None
        read_html(token.map[0], self.lines[token.map[0] : token.map[1]], self.outline, self.item)


_STEPS: dict[str, Callable[[_Reader, Token], None]] = {
    "inline": _Reader.inline,
    "heading_open": _Reader.heading_open,
    "list_item_open": _Reader.item_open,
    "list_item_close": _Reader.item_close,
    "table_open": _Reader.table_open,
    "tr_open": _Reader.row_open,
    "tr_close": _Reader.row_close,
    "fence": _Reader.fence,
    "html_block": _Reader.html,
    "hr": _Reader.rule,
}


def _groups(sources: list[str], contents: list[str]) -> list[tuple[int, int]]:
    """Which lines of a paragraph belong to one statement."""
    starts = [0] + [i for i in range(1, len(contents)) if opens_statement(contents[i], sources[i - 1])]
    return list(zip(starts, [*starts[1:], len(contents)], strict=True))
