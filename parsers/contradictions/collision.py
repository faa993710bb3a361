"""Two things said to hold one port or number."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found, places
from parsers.contradictions.names import Key, key, task
from parsers.vocabulary import icons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study
    from parsers.contradictions.outline import Outline
    from parsers.model import Contradiction

_PORT = re.compile(
    r"\b(?:ports?|puerto|porta|porto|порт)\b\s*[:=#]?\s*`?(\d{2,5})\b(?!\s*[-–:/]\s*\d)|端口\s*[:：]?\s*(\d{2,5})|localhost:(\d{2,5})\b",
    re.IGNORECASE,
)
_PORT_HEADER = re.compile(r"ports?|puerto|porta|端口|ポート|포트", re.IGNORECASE)
_PORT_CELL = re.compile(r"`?:?(\d{2,5})`?")
_NUMBERED = re.compile(r"\s*#{1,6}\s+(?:\W{0,4}\s)?(\d{1,3}(?:\.\d{1,3}){0,3})[.):]?\s+(\S.*)")
_FEWEST = 3
_MARKS = re.compile(r"^\s*(?:[-*+•●]|\d{1,3}[.)])\s+|[*_`]+")
_NAME_END = re.compile(r"\s[-–—|→]\s|\(|[:：]|,|\bport\b", re.IGNORECASE)


def collision(case: Case) -> Iterator[Contradiction]:
    """Ports among neighbours of one list or table, and numbers of headings of one section."""
    yield from _ports(case.study)
    yield from _headings(case.study.outline)


def _ports(study: Study) -> Iterator[Contradiction]:
    """Where neighbours have ports of their own, one that two share is a slip; of few it is a question."""
    lists: dict[tuple[int, str], list[tuple[int, str, str]]] = defaultdict(list)
    for line, name, port in _port_lines(study):
        lists[study.outline.parent(line), study.outline.role(line)].append((line, name, port))
    for entries in lists.values():
        by_port: dict[str, dict[Key, tuple[int, str]]] = defaultdict(dict)
        for line, name, port in entries:
            by_port[port].setdefault(task(name), (line, name))
        shared = {
            port: things for port, things in by_port.items() if len(things) == 2 and _differ(list(things))
        }
        alone = sum(len(things) == 1 for things in by_port.values())
        many = any(len(things) > 2 for things in by_port.values())
        if len(shared) != 1 or many or not alone:
            continue
        ((port, things),) = shared.items()
        (first, one), (second, other) = things.values()
        ask = "" if alone + 1 >= _FEWEST else "may both hold it?"
        words = f"Port {port} is given to {one} (line {first}) and to {other} (line {second})"
        yield found("collision", [first, second], words, ask)


def _differ(things: Sequence[Key]) -> bool:
    """Whether neither name is the other with words added."""
    one, other = {*things[0]}, {*things[1]}
    return bool(one) and bool(other) and not one <= other and not other <= one


def _port_lines(study: Study) -> Iterator[tuple[int, str, str]]:
    """Line, name and port of each item that states one port, and of each row with a column of ports."""
    outline = study.outline
    for line, role in enumerate(outline.roles, 1):
        if role != "item":
            continue
        ports = {next(filter(None, match.groups())) for match in _PORT.finditer(outline.text(line))}
        if len(ports) == 1:
            name = _name(study, line)
            if name:
                yield line, name, ports.pop()
    for table in outline.tables:
        columns = [n for n, cell in enumerate(outline.cells(table[0])) if _PORT_HEADER.fullmatch(cell)]
        if len(columns) == 1 and columns[0]:
            for line in table[1:]:
                cells = outline.cells(line)
                match = _PORT_CELL.fullmatch(cells[columns[0]]) if columns[0] < len(cells) else None
                if match and cells[0]:
                    yield line, cells[0], match[1]


def _name(study: Study, line: int) -> str:
    """What the item is called: the subject of a claim it makes, else its words before the first separator."""
    subjects = [c.subject for c in study.by_line.get(line, ()) if c.subject]
    if subjects:
        return subjects[0]
    text = _MARKS.sub("", icons.PICTURE.sub("", study.outline.text(line))).strip()
    return _NAME_END.split(text, maxsplit=1)[0].strip()[:80]


def _headings(outline: Outline) -> Iterator[Contradiction]:
    """A number given twice in a row in one section, between its neighbours in the series: 3, 4, 4, 5."""
    sections: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for line, role in enumerate(outline.roles, 1):
        match = _NUMBERED.match(outline.text(line)) if role == "heading" else None
        if match:
            sections[outline.parent(line)].append((line, match[1], match[2].strip("*_ ")))
    for entries in sections.values():
        for (first, number, one), (second, again, other) in itertools.pairwise(entries):
            if (
                number == again
                and len(entries) >= _FEWEST
                and number not in {"0", "1"}
                and key(one) != key(other)
            ):
                names = f"“{one[:60]}” and “{other[:60]}”"
                words = f"Two sections bear the number {number} ({places([first, second])}): {names}"
                yield found("collision", [first, second], words)
