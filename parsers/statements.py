"""Statements: each thing a block says, with its name, its label, and what its section and column make of it."""  # noqa: E501

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.figures import FOLD
from parsers.legends import read_legends
from parsers.model import Claim, State
from parsers.sections import Section, category, heading_words, section_of
from parsers.subjects import LEADING, block_name, clean_name, is_attribute, is_owner_name, name_span
from parsers.tables import NO_ROLES, Roles, TableFacts, tables_of
from parsers.vocabulary import LABELS, LEGEND, normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.blocks import Block, Plain, Table

_LOG_ROW = re.compile(
    r"\W{0,3}\d{4}\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2}日?)?.{0,16}|\W{0,3}\d{1,2}[./]\d{1,2}[./]\d{2,4}\W{0,3}"
)
_SAYS_TESTS = re.compile(r"\btest(?:s|ing)?\b|测试|測試|テスト|테스트|тест|prueba|teste", re.IGNORECASE)
_CODE_WORD = re.compile(r"[^\s]*[^\w\s][^\s]*|\S*[\d_]\S*|[a-z]+[A-Z]\w*")
_TOTALS = {
    "total",
    "totals",
    "subtotal",
    "overall total",
    "gesamt",
    "summe",
    "totale",
    "всего",
    "итого",
    "合计",
    "总计",
    "總計",
    "合計",
    "합계",
    "총계",
    "sum",
}


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One stretch of text that can make claims.

    `name` is what it names itself (empty for a label such as "Status"), `subject` the name or else the owner's;
    `value` is where in the text that begins what is said; `header` the column's words for a table cell.
    """  # noqa: E501

    block: Block
    plain: Plain
    text: str
    name: str
    subject: str
    owner: str
    value: int
    label: str
    roles: Roles
    section: Section
    header: str = ""
    columns: Roles = NO_ROLES
    cell: bool = False
    is_name: bool = False
    matrix: bool = False
    marked: bool = False
    past: bool = False
    mixed: bool = False
    test_table: bool = False
    coverage_table: bool = False
    name_roles: Roles = NO_ROLES


class Reading:
    """A document's blocks with what is looked up again and again: sections, names, tables."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.sections: dict[Block | None, Section] = {None: Section()}
        self.names: dict[Block, str] = {}
        self.marked: dict[Block | None, bool] = {}
        self.circles, self.grades = read_legends(blocks)
        self.owners: dict[Block | None, str] = {}
        self._roots: frozenset[str] | None = None
        self.made: dict[Block, Statement] = {}
        self.explicit: dict[Statement, tuple[Claim, ...]] = {}
        self.states: dict[Statement, str | None] = {}
        self.made_rows: dict[Block, tuple[Statement, ...]] = {}
        self.tables: dict[Table, TableFacts] = tables_of(blocks)
        self.children: dict[Block | None, list[Block]] = defaultdict(list)
        for block in blocks:
            self.children[block.parent].append(block)
        self.tested = any(b.role != "row" and _SAYS_TESTS.search(b.plain.text) for b in blocks)
        self.title = next((b for b in blocks if b.role == "heading"), None)

    @property
    def roots(self) -> frozenset[str]:
        """First folders of the repository, as far as the document shows them."""
        if self._roots is None:
            from parsers.recognise.path import roots

            self._roots = roots(self)
        return self._roots

    def section(self, block: Block | None) -> Section:
        """What governs the block; each step is looked up once."""
        chain: list[Block] = []
        while block is not None and block not in self.sections:
            chain.append(block)
            block = block.parent
        section = self.sections[block]
        for link in reversed(chain):
            section = self._section(link, section)
        return section

    def _section(self, block: Block, outer: Section) -> Section:
        section = section_of(block, outer, title=block is self.title, tested=self.tested)
        if (
            block.role == "heading"
            and section.state
            and section.state == outer.state
            and block is not self.title
        ):
            own = self.state(self.statement(block))
            if own and own != section.state:
                section = replace(section, state=None)
        self.sections[block] = section
        return section

    def name(self, block: Block) -> str:
        if block not in self.names:
            self.names[block] = block_name(block)
        return self.names[block]

    def owner(self, block: Block) -> str:
        """The name of the nearest thing that governs the block and can own a statement; at last the title."""
        parent = block.parent
        if parent not in self.owners:
            self.owners[parent] = self._owner(parent)
        return self.owners[parent]

    def _owner(self, parent: Block | None) -> str:
        if parent is None:
            return self.name(self.title) if self.title else ""
        name = self.name(parent)
        if is_owner_name(name) and not (parent.role == "lead" and self._mere_lead(parent)):
            return name
        return self.owner(parent)

    def _mere_lead(self, lead: Block) -> bool:
        return category(heading_words(lead)) is not None or len(self.name(lead)) > 80

    def statements(self) -> Iterator[Statement]:
        """Every statement of the document in order, less entries of its own history."""
        for block in self.blocks:
            section = self.section(block.parent)
            if block.role != "heading" and (section.history or (section.legend and block.role == "item")):
                continue
            if block.plain.struck and block.role != "heading" and _all_struck(block.plain):
                continue
            if block.role == "row" and _LOG_ROW.fullmatch(block.cells[0].text.strip()):
                continue
            if block.role == "row":
                yield from (cell for cell in self.row_statements(block) if cell.text)
            elif normal((statement := self.statement(block)).label) not in LEGEND:
                yield statement

    def statement(self, block: Block) -> Statement:
        """The statement of a block that is not a row, made once."""
        if block not in self.made:
            self.made[block] = self._line(block)
        return self.made[block]

    def row_statements(self, block: Block) -> tuple[Statement, ...]:
        """The statements of a row's cells, made once."""
        if block not in self.made_rows:
            self.made_rows[block] = tuple(self._row(block))
        return self.made_rows[block]

    def state(self, statement: Statement) -> str | None:
        """The state that the statement's own line is in, by any claim, or inherits."""
        if statement not in self.states:
            from parsers.recognise.state import recognise

            claim = next(recognise(statement, self), None)
            self.states[statement] = claim.value.state if claim and isinstance(claim.value, State) else None
        return self.states[statement]

    def has_states(self, block: Block) -> bool:
        """Whether the row's table has a column of states, so that a row without one says nothing."""
        facts = self.tables.get(block.table) if block.table else None
        return facts is not None and (
            bool(facts.state_columns) or any("status" in roles for roles in facts.roles)
        )

    def _line(self, block: Block) -> Statement:
        plain = block.plain
        text = plain.text.translate(FOLD) if not plain.text.isascii() else plain.text
        start, end, value = name_span(plain)
        name = self.name(block)
        label = ""
        if value < len(text) or end < len(text):
            label = clean_name(text[start:end]) if block.role == "heading" or block.tree else name
        roles = LABELS.get(normal(label), NO_ROLES) if label else NO_ROLES
        owner = self.owner(block)
        own = "" if is_attribute(name) and value < len(text.rstrip(" :")) else name
        return Statement(
            block,
            plain,
            text,
            own,
            own or owner or name,
            owner,
            value,
            label,
            roles,
            self.section(block.parent),
        )

    def _row(self, block: Block) -> Iterator[Statement]:
        assert block.table is not None
        facts = self.tables[block.table]
        section = self.section(block.parent)
        name = self.row_name(block, facts)
        owner = self.owner(block)
        own = "" if normal(name) in _TOTALS else name
        for index, cell in enumerate(block.cells):
            column = block.columns[index]
            text = cell.text.translate(FOLD) if not cell.text.isascii() else cell.text
            header = block.table.headers[column] if column < len(block.table.headers) else ""
            roles = facts.roles[column] if column < len(facts.roles) else NO_ROLES
            yield Statement(
                block,
                cell,
                text,
                own,
                own or owner or name,
                owner,
                0,
                "",
                NO_ROLES,
                section,
                header,
                roles,
                cell=True,
                is_name=column == facts.name_column,
                matrix=column in facts.state_columns and len(facts.state_columns) > 1,
                marked=column in facts.state_columns,
                past=column in facts.past,
                mixed=column in facts.mixed,
                test_table=facts.tests,
                coverage_table=facts.coverage,
                name_roles=LABELS.get(normal(name), NO_ROLES),
            )

    def row_name(self, block: Block, facts: TableFacts) -> str:
        for index, column in enumerate(block.columns):
            if column == facts.name_column and block.cells[index].text.strip():
                return clean_name(block.cells[index].text)
        for cell in block.cells:
            name = clean_name(cell.text)
            if name and not re.fullmatch(r"[\W\d]*", name):
                return name
        return ""


def _all_struck(plain: Plain) -> bool:
    """Whether everything the text says is struck out."""
    lead = LEADING.match(plain.text)
    if lead and plain.struck[0][0] <= lead.end():
        return True
    kept = list(plain.text)
    for start, end in plain.struck:
        kept[start:end] = " " * (end - start)
    return not clean_name("".join(kept))


def mask_code(statement: Statement) -> str:
    """The text with code that is no plain word blanked to one word, so that `live.rs` says nothing."""
    text = statement.text
    if not statement.plain.code:
        return text
    for start, end in statement.plain.code:
        if _CODE_WORD.fullmatch(text[start:end]):
            text = text[:start] + "x" * (end - start) + text[end:]
    return text
