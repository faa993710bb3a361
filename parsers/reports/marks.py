"""Lines of one source file as a byte each: nothing to run there, not reached, reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.model import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING, MISSED, HIT = 0, 1, 2
AS_MISSED = bytes((MISSED, MISSED, HIT)) + bytes(253)
"""What each mark becomes where a block was not reached."""
AS_HIT = bytes((HIT, HIT, HIT)) + bytes(253)


def room(marks: bytearray, line: int) -> int:
    """How long to make the marks so that a line fits, with room for more: lines mostly come one by one."""
    return max(line + 1, min(2 * len(marks), line + 10_000), 64)


def mark(marks: bytearray, line: int, *, hit: bool) -> None:
    """Note one line (from 1): reached once is reached. The caller bounds the line number."""
    if line >= len(marks):
        marks.extend(bytes(room(marks, line) - len(marks)))
    if hit:
        marks[line] = HIT
    elif not marks[line]:
        marks[line] = MISSED


def marked(missed: Iterable[int], hit: Iterable[int]) -> bytes:
    """Marks from line numbers."""
    marks = bytearray()
    for line in missed:
        mark(marks, line, hit=False)
    for line in hit:
        mark(marks, line, hit=True)
    return bytes(marks.rstrip(b"\0"))


def joined(first: bytes, second: bytes) -> bytes:
    """Reached in either is reached."""
    if len(first) < len(second):
        first, second = second, first
    return bytes(map(max, first, second)) + first[len(second) :]


def ratio(marks: bytes | bytearray) -> Ratio:
    """Lines reached of those that could be."""
    covered = marks.count(HIT)
    return Ratio(covered, covered + marks.count(MISSED))
