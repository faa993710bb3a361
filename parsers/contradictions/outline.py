"""Which line governs which, read from indentation, headings, lead-ins and table pipes in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from parsers.text import clean
from parsers.vocabulary import icons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Role = Literal["heading", "lead", "item", "row", "text", "rule", "skipped"]

_FENCE = re.compile(r"[ >\t]{0,12}(`{3,}|~{3,})\s*([\w+#.-]*)")
_ATX = re.compile(r" {0,3}(#{1,6})(?:\s|$)")
_MARK = re.compile(r"(?:[-*+•●○◦▪►→·–]|\d{1,3}[.)]|[├└][─-]*)\s+(?=\S)|\[[ xX]\]\s")
_RULE = re.compile(r"[\s=═━─\-_*~+┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯│║┃|:]*")
_FRAME = re.compile("[│║┃]")
_LEAD = re.compile(r"[:：][\s*_)]*$")
_ITEM_RANK, _LEAD_STEP = 10.0, 0.5
_LONGEST_TITLE = 100
_SHORTEST_RULE = 3
_STRONG = {"=", "═", "━"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is, what governs it (0: nothing), and the last line it governs."""

    role: Role
    text: str
    parent: int = 0
    last: int = 0


class Outline:
    """The lines of one document, made readable, each under the line that governs it (all 1-based)."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.texts = tuple(_unframed(clean(line).text) for line in lines)
        self._count = len(self.texts)
        self.roles = _roles(self.texts)
        self.parents, self.lasts = _nesting(self.texts, self.roles)

    def text(self, line: int) -> str:
        """The readable text of a line; empty for a line the document does not have."""
        return self.texts[line - 1] if 0 < line <= self._count else ""

    def role(self, line: int) -> Role:
        return self.roles[line - 1] if 0 < line <= self._count else "skipped"

    def parent(self, line: int) -> int:
        return self.parents[line - 1] if 0 < line <= self._count else 0

    def last(self, line: int) -> int:
        """The last line governed by this one; the line itself where it governs none."""
        return self.lasts[line - 1] if 0 < line <= self._count else line

    def ancestors(self, line: int) -> Iterator[int]:
        """The governing lines, nearest first."""
        while line := self.parent(line):
            yield line

    def owner(self, line: int) -> int:
        """The line whose parts stand around a statement: itself if it governs lines, else what governs it."""
        return line if self.last(line) > line else self.parent(line)

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The lines directly under each line, in order."""
        found: dict[int, list[int]] = {}
        for line, parent in enumerate(self.parents, 1):
            if self.roles[line - 1] not in {"skipped", "rule"}:
                found.setdefault(parent, []).append(line)
        return found

    @cached_property
    def tables(self) -> tuple[tuple[int, ...], ...]:
        """The lines of each pipe table: header first, the line of dashes left out."""
        found: list[list[int]] = []
        previous = -1
        for line, role in enumerate(self.roles, 1):
            dashes = role == "rule" and "|" in self.texts[line - 1]
            if dashes and line == previous + 1:
                previous = line
            if role != "row":
                continue
            if line != previous + 1:
                found.append([])
            previous = line
            found[-1].append(line)
        return tuple(tuple(table) for table in found if len(table) > 1)

    def cells(self, line: int) -> tuple[str, ...]:
        """The cells of a table row, without emphasis."""
        inner = self.text(line).strip().removeprefix("|").removesuffix("|")
        return tuple(cell.strip().replace("**", "").replace("`", "").strip() for cell in inner.split("|"))


def _unframed(text: str) -> str:
    return (
        _FRAME.sub(" ", text.expandtabs(4))
        if _FRAME.search(text) and not _RULE.fullmatch(text)
        else text.expandtabs(4)
    )


def _roles(texts: Sequence[str]) -> tuple[Role, ...]:
    roles: list[Role] = []
    fence = ""
    comment = False
    for index, text in enumerate(texts):
        opening = _FENCE.match(text) if "```" in text or "~~~" in text else None
        if fence:
            closes = bool(opening) and text.strip().startswith(fence[:3])
            roles.append("skipped" if closes or len(fence) > 3 else _role(texts, index))
            fence = "" if closes else fence
        elif opening:
            readable = opening[2].lower() in {"", "text", "txt"}
            fence = opening[1][:3] + ("" if readable else "!")
            roles.append("skipped")
        elif comment or text.lstrip().startswith("<!--"):
            comment = "-->" not in text
            roles.append("skipped")
        else:
            roles.append(_role(texts, index))
    return tuple(roles)


def _role(texts: Sequence[str], index: int) -> Role:
    text = texts[index]
    stripped = text.strip()
    if not stripped:
        return "skipped"
    if _RULE.fullmatch(stripped):
        return "rule"
    if stripped.startswith("|") and stripped.count("|") > 1:
        return "row"
    if _MARK.match(stripped) and not _ATX.match(text):
        return "item"
    if _ATX.match(text) or _underlined(texts, index):
        return "heading"
    return "lead" if _LEAD.search(stripped) else "text"


def _underlined(texts: Sequence[str], index: int) -> bool:
    """Whether the line is a title: a rule right below, and above it nothing or another rule."""
    text = texts[index].strip()
    if index + 1 >= len(texts) or len(text) > _LONGEST_TITLE or icons.BAR.search(text):
        return False
    below, above = texts[index + 1].strip(), texts[index - 1].strip() if index else ""
    if len(below) < _SHORTEST_RULE or "|" in below or _content(below) or _content(above):
        return False
    banner = above[:1] == below[:1] and above[:1] in _STRONG
    return banner or "%" not in text


def _content(text: str) -> bool:
    return not _RULE.fullmatch(text)


def _rank(text: str, role: Role, below: str) -> float:
    """How high a line stands: headings above all, then by indentation, a lead-in above its list."""
    if role == "heading":
        atx = _ATX.match(text)
        return len(atx[1]) if atx else 1 if below.strip()[:1] in _STRONG else 2
    indent = len(text) - len(text.lstrip())
    return _ITEM_RANK + indent - (_LEAD_STEP if role == "lead" else 0)


def _nesting(texts: Sequence[str], roles: Sequence[Role]) -> tuple[list[int], list[int]]:
    parents = [0] * len(texts)
    lasts = list(range(1, len(texts) + 1))
    open_lines: list[tuple[float, int]] = []
    content = 0
    for line, (text, role) in enumerate(zip(texts, roles, strict=True), 1):
        if role in {"skipped", "rule"}:
            continue
        rank = _rank(text, role, texts[line] if line < len(texts) else "")
        ends = rank - _LEAD_STEP if role == "text" else rank  # a paragraph ends the lead-in at its side
        while open_lines and open_lines[-1][0] >= ends:
            lasts[open_lines.pop()[1] - 1] = content
        parents[line - 1] = open_lines[-1][1] if open_lines else 0
        open_lines.append((rank, line))
        content = line
    for _, line in open_lines:
        lasts[line - 1] = content
    return parents, lasts
