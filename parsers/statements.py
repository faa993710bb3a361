"""Statements: each thing a block says, with its name, its label, and what its section and column make of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.blocks import Block, Plain, Table
from parsers.figures import FOLD
from parsers.model import Claim, State
from parsers.sections import Section, category, heading_words, section_of
from parsers.subjects import block_name, clean_name, is_attribute, is_owner_name, name_span
from parsers.vocabulary import LABELS, LEGEND, icons, normal, tokens
from parsers.vocabulary.concepts import ANY_STATE
from parsers.vocabulary.concepts import Concept as C

Roles = frozenset[str]
_NO_ROLES: Roles = frozenset()
_VALUE_ROLES = frozenset({"status", "progress", "tests", "coverage", "total", "notes", "priority", "count"})
_NO_NAME = re.compile(
    r"[\W\d§]*|[A-Z]{0,3}-?\d{1,4}|n/a|(?:day|week|phase|step|sprint|tag|jour|día|dia|день|第)\s?\d{1,3}\w?",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}\b|\d{4}-\d{2}|\bv?\d+\.\d+\.\d+\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s\d{1,4}",
    re.IGNORECASE,
)
_LOG_ROW = re.compile(
    r"\W{0,3}\d{4}\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2}日?)?.{0,16}|\W{0,3}\d{1,2}[./]\d{1,2}[./]\d{2,4}\W{0,3}"
)
_SAYS_TESTS = re.compile(r"\btest(?:s|ing)?\b|测试|測試|テスト|테스트|тест|prueba|teste", re.IGNORECASE)
_OUTCOMES = frozenset({"passing", "failing", "skipped"})
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
    """

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
    columns: Roles = _NO_ROLES
    cell: bool = False
    is_name: bool = False
    matrix: bool = False
    marked: bool = False
    past: bool = False
    mixed: bool = False
    test_table: bool = False
    name_roles: Roles = _NO_ROLES


@dataclass(slots=True)
class TableFacts:
    """What the rows of one table show together: where names, states and groups stand."""

    rows: list[Block] = field(default_factory=list)
    name_column: int = 0
    state_columns: tuple[int, ...] = ()
    roles: tuple[Roles, ...] = ()
    past: frozenset[int] = frozenset()
    mixed: frozenset[int] = frozenset()
    tests: bool = False


class Reading:
    """A document's blocks with what is looked up again and again: sections, names, tables."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.sections: dict[Block | None, Section] = {None: Section()}
        self.names: dict[Block, str] = {}
        self.marked: dict[Block | None, bool] = {}
        self.owners: dict[Block | None, str] = {}
        self._roots: frozenset[str] | None = None
        self.made: dict[Block, Statement] = {}
        self.explicit: dict[Statement, tuple[Claim, ...]] = {}
        self.states: dict[Statement, str | None] = {}
        self.made_rows: dict[Block, tuple[Statement, ...]] = {}
        self.tables: dict[Table, TableFacts] = _tables(blocks)
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
            section = self.sections[link] = section_of(
                link, section, title=link is self.title, tested=self.tested
            )
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
        label = clean_name(text[start:end]) if value < len(text) or end < len(text) else ""
        roles = LABELS.get(normal(label), _NO_ROLES) if label else _NO_ROLES
        name = self.name(block)
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
            roles = facts.roles[column] if column < len(facts.roles) else _NO_ROLES
            yield Statement(
                block,
                cell,
                text,
                own,
                own or owner or name,
                owner,
                0,
                "",
                _NO_ROLES,
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
                name_roles=LABELS.get(normal(name), _NO_ROLES),
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


def _tables(blocks: Sequence[Block]) -> dict[Table, TableFacts]:
    facts: dict[Table, TableFacts] = {}
    for block in blocks:
        if block.table is not None:
            facts.setdefault(block.table, TableFacts()).rows.append(block)
    for table, fact in facts.items():
        fact.roles = tuple(header_roles(header) for header in table.headers)
        fact.name_column = _name_column(table, fact)
        fact.state_columns = _state_columns(table, fact)
        fact.past = _past_columns(table, fact)
        fact.mixed = frozenset(i for i in range(len(table.headers)) if _is_mixed(_column(fact, i)))
        fact.tests = (
            any(
                "tests" in roles or _is_test(header)
                for roles, header in zip(fact.roles, table.headers, strict=True)
            )
            or sum(bool(roles & _OUTCOMES) for roles in fact.roles) > 1
            or _outcome_rows(fact) > 1
        )
    return facts


def header_roles(header: str) -> Roles:
    """What a column holds, by its header's words."""
    words = normal(icons.PICTURE.sub("", header))
    known = LABELS.get(words)
    if known:
        return known
    bits = 0
    for _, _, concept in tokens(words):
        bits |= concept
    found = {
        role
        for role, bit in (
            ("target", C.GOAL),
            ("coverage", C.COVERAGE),
            ("tests", C.TEST),
            ("progress", C.COMPLETENESS),
            ("blocker", C.BLOCKER),
        )
        if bits & bit
    }
    if "%" in header and not found:
        found.add("progress")
    return frozenset(found)


def _is_test(header: str) -> bool:
    return any(concept & C.TEST for _, _, concept in tokens(header)) and not any(
        c & C.NOT_CASES for _, _, c in tokens(header)
    )


def _is_mixed(texts: list[str]) -> bool:
    """Whether a column holds percents and other quantities, so that its percents measure one thing each."""
    measured = [text for text in texts if any(c.isdigit() for c in text)]
    return len(measured) > 1 and not all("%" in text for text in measured)


def _outcome_rows(facts: TableFacts) -> int:
    """How many rows are named for an outcome of tests: passed, failed, skipped."""
    return sum(
        bool(LABELS.get(normal(icons.PICTURE.sub("", text)), _NO_ROLES) & _OUTCOMES)
        for text in _column(facts, facts.name_column)
    )


def _past_columns(table: Table, facts: TableFacts) -> frozenset[int]:
    """Columns that state what was before: by their header, or all but the last of several dates."""
    past = {i for i, roles in enumerate(facts.roles) if roles & {"before", "delta"} and not roles & {"after"}}
    dated = [i for i, header in enumerate(table.headers) if i != facts.name_column and _DATED.search(header)]
    return frozenset(past | set(dated[:-1]))


def _column(facts: TableFacts, column: int) -> list[str]:
    return [row.cells[i].text.strip() for row in facts.rows for i, c in enumerate(row.columns) if c == column]


def _is_name(text: str) -> bool:
    return not _NO_NAME.fullmatch(clean_name(text)) and not is_marker(text)


def _name_column(table: Table, facts: TableFacts) -> int:
    """The first column that names the rows: not numbers, not states, and not a group with blanks under it."""
    width = max(len(row.cells) for row in facts.rows)
    for column in range(width):
        texts = _column(facts, column)
        named = [t for t in texts if t and _is_name(t)]
        filled = [t for t in texts if t]
        if not named or len(named) * 2 < len(filled):
            continue
        if len(filled) < len(texts) and column + 1 < width:
            following = _column(facts, column + 1)
            role = facts.roles[column + 1] if column + 1 < len(facts.roles) else _NO_ROLES
            if following and all(t and _is_name(t) for t in following) and not role & _VALUE_ROLES:
                return column + 1
        return column
    return 0


def _state_columns(table: Table, facts: TableFacts) -> tuple[int, ...]:
    """The columns most of whose cells are nothing but a marker of state."""
    found: list[int] = []
    for column in range(len(table.headers)):
        if column == facts.name_column:
            continue
        texts = _column(facts, column)
        marked = sum(is_marker(t) for t in texts)
        if marked and marked * 2 >= len([t for t in texts if t]) - sum(
            normal(t) in {"n/a", ""} for t in texts
        ):
            found.append(column)
    return tuple(found)


def is_marker(text: str) -> bool:
    """Whether a cell is a state's sign or word and hardly more."""
    sign = icons.MARKER.match(text)
    if sign and len(text) < 30:
        return True
    words = tokens(text)
    return (
        0 < len(words) <= 3
        and all(w[2] & (ANY_STATE | C.ADVERB | C.NOT) for w in words)
        and any(w[2] & ANY_STATE for w in words)
    )


def mask_code(statement: Statement) -> str:
    """The text with code that is no plain word blanked to one word, so that `live.rs` says nothing."""
    text = statement.text
    if not statement.plain.code:
        return text
    for start, end in statement.plain.code:
        if _CODE_WORD.fullmatch(text[start:end]):
            text = text[:start] + "x" * (end - start) + text[end:]
    return text
