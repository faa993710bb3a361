"""Go cover profiles: https://pkg.go.dev/golang.org/x/tools/cover#ParseProfiles.

Go counts statements. A block that stands several times (`-coverpkg` writes it once per test binary) counts
once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.model import Refused
from parsers.reports.numbers import count, hits, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.items import CoverageItem
    from parsers.reports.limits import Limits

_BLOCK = re.compile(r"(.+):([0-9]{1,9})\.([0-9]{1,9}),([0-9]{1,9})\.[0-9]{1,9} ([0-9]{1,9}) ([0-9]{1,20})")
_MODE = re.compile(r"mode: (?:set|count|atomic)\s*")


def read(lines: Iterator[tuple[int, str]], limits: Limits) -> Iterator[CoverageItem]:
    """Files once all is read, since blocks of one file stand anywhere; Refused at a line that is no block."""
    budget = Budget(limits)
    files: dict[str, Lines] = {}
    problem: Refused | None = None
    try:
        for _, line in lines:
            if line and not _MODE.fullmatch(line):
                _block(line, files, budget)
    except Refused as refused:
        problem = refused
    for file in files.values():
        yield file.ended()
    if problem is not None:
        raise problem


def _block(line: str, files: dict[str, Lines], budget: Budget) -> None:
    found = _BLOCK.fullmatch(line)
    if found is None:
        raise Refused(f"{shown(line)} is no line of a cover profile")
    path, start, column, end, statements, ran = found.groups()
    if path not in files:
        files[path] = Lines(path, budget)
    file = files[path]
    hit = hits(ran, "how often a block ran") > 0
    first, last = file.number(start), file.number(end)
    if first > last:
        raise Refused(f"a block goes from line {first} to line {last}")
    number = count(statements, "the number of statements", 0xFFFF)
    file.block(first, last, hit=hit)
    file.statement(first << 12 & 0xFFFFFFFF | min(int(column), 4_095), number if hit else 0, number)
