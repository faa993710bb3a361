"""What a document is made of once its markup is read: headings, items, rows and text, each governed by another."""  # noqa: E501

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from parsers.model import Problem

Role = Literal["heading", "lead", "item", "text", "row"]
Span = tuple[int, int]
MAX_STRETCH = 4000
"""How many characters of one stretch of text are read; a longer one is a problem, so that time stays in proportion."""  # noqa: E501
MAX_CELLS = 80


@dataclass(frozen=True, slots=True, eq=False)
class Plain:
    """Text without inline markup, and the way back to where it stands.

    `pieces` are (place in text, place in source) of each kept stretch; `origins` are (place in source, line,
    column) of each line the source is made of.
    """

    text: str
    origins: tuple[tuple[int, int, int], ...]
    pieces: tuple[Span, ...] = ()
    code: tuple[Span, ...] = ()
    bold: tuple[Span, ...] = ()
    struck: tuple[Span, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    images: tuple[tuple[str, str], ...] = ()

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, in the lines made readable, of a character of the text."""
        if self.pieces:
            start, source = self.pieces[max(0, bisect_right(self.pieces, (index, 1 << 40)) - 1)]
            index = source + index - start
        if len(self.origins) == 1:
            first, line, column = self.origins[0]
        else:
            first, line, column = self.origins[max(0, bisect_right(self.origins, (index, 1 << 40)) - 1)]
        return line, column + index - first

    @property
    def line(self) -> int:
        return self.origins[0][1]

    def within(self, spans: tuple[Span, ...], index: int) -> bool:
        return any(start <= index < end for start, end in spans)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The header cells of a table (empty where it has none) and where it starts."""

    headers: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One heading, lead-in, item, row or stretch of text.

    `parent` governs it: the item it is nested in, else the lead-in over its list, else its heading. `level` is the
    heading's level or the item's nesting depth; `box` the character in its checkbox.
    """  # noqa: E501

    role: Role
    plain: Plain
    level: int
    parent: Block | None
    box: str | None = None
    cells: tuple[Plain, ...] = ()
    table: Table | None = None
    columns: tuple[int, ...] = ()
    """For a row: the header index of each cell."""
    tree: bool = False
    """An entry of a drawn tree."""

    @property
    def line(self) -> int:
        return self.plain.line


@dataclass(slots=True)
class Outline:
    """Collects blocks in reading order and knows what governs the next one."""

    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    leads: dict[Block | None, Block] = field(default_factory=dict)
    apart: bool = False
    """A thematic break stands between the last heading and here: text speaks of the document again."""

    def add(self, block: Block) -> Block:
        if len(block.plain.text) >= MAX_STRETCH - 200:
            message = f"This text is very long: only its first {MAX_STRETCH} characters were read."
            self.problems.append(Problem(block.line, message))
        self.blocks.append(block)
        return block

    def heading(self, plain: Plain, level: int) -> Block:
        while self.headings and self.headings[-1].level >= level:
            self.headings.pop()
        block = Block("heading", plain, level, self.headings[-1] if self.headings else None)
        self.leads.clear()
        self.apart = False
        self.headings.append(block)
        return self.add(block)

    def governing(self, item: Block | None) -> Block | None:
        """What governs a block inside `item` (or at the top level, for none)."""
        return self.leads.get(item) or item or (self.headings[-1] if self.headings else None)

    def text(self, plain: Plain, item: Block | None, *, lead: bool) -> Block:
        heading = self.headings[-1] if self.headings else None
        if self.apart and item is None:
            heading = next((b for b in self.blocks if b.role == "heading"), None)
        block = Block("lead" if lead else "text", plain, 0, item or heading)
        if lead:
            self.leads[item] = block
        return self.add(block)

    def end_lead(self, item: Block | None) -> None:
        self.leads.pop(item, None)

    def item(self, plain: Plain, item: Block | None, *, box: str | None = None, tree: bool = False) -> Block:
        depth = item.level + 1 if item else 1
        block = Block("item", plain, depth, self.governing(item), box, tree=tree)
        return self.add(block)

    def row(
        self, cells: tuple[Plain, ...], table: Table, item: Block | None, columns: tuple[int, ...]
    ) -> Block:
        cells, columns = cells[:MAX_CELLS], columns[:MAX_CELLS]
        first = next((cell for cell in cells if cell.text), cells[0])
        block = Block("row", first, 0, self.governing(item), cells=cells, table=table, columns=columns)
        return self.add(block)
