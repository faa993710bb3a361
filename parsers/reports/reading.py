"""The front door: which format a file is, by its content first and its name second, and what it says."""

from __future__ import annotations

from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any

from parsers.reports import fold_coverage, fold_tests, formats
from parsers.reports.beginning import Beginning, beginning
from parsers.reports.chunks import blocks
from parsers.reports.items import Broken
from parsers.reports.json_source import document
from parsers.reports.limits import Limits
from parsers.reports.model import Case, Problem, Refused, Report, Unread
from parsers.reports.text_source import Tracked, lines, located
from parsers.reports.xml_source import XmlReader, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HINTS: tuple[tuple[bytes, str], ...] = (
    (
        b"SQLite format 3\0",
        (
            "coverage.py's own data file, which only coverage.py can read: publish the output of "
            "`coverage xml`, `coverage json` or `coverage lcov` instead"
        ),
    ),
    (b"PK\x03\x04", "a zip archive: its reports must be read one by one"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "compressed with gzip: publish it unpacked, artifacts are compressed anyway"),
    (b"BZh", "compressed with bzip2: publish it unpacked"),
    (b"\xfd7zXZ", "compressed with xz: publish it unpacked"),
    (b"7z\xbc\xaf", "a 7-Zip archive: publish its files unpacked"),
    (b"bplist", "a binary property list: publish `xcrun xccov view --report --json` instead"),
)
"""Files that are not text, by their first bytes, and what to do."""


def read(name: str, chunks: Iterable[bytes], limits: Limits | None = None) -> Report:
    """One file's report: tests, coverage, or why it is neither.

    `name` is the file's path, `chunks` its bytes in any pieces. Whatever is wrong with the file is a Problem
    of the report with its line or byte, and what stood before that place is in the report; nothing is raised
    for it.
    """
    limits = limits or Limits()
    try:
        row, items = _opened(name, chunks, limits)
    except Refused as refused:
        expected = formats.by_name(name)
        return Unread(problems=(refused.problem,), format=expected.name if expected else "")
    if row.of == "tests":
        return fold_tests.folded(row.name, items, limits)
    return fold_coverage.folded(row.name, items, limits)


def cases(name: str, chunks: Iterable[bytes], limits: Limits | None = None) -> Iterator[Case | Problem]:
    """Every case of a test report as it is read, in constant memory unless it is JSON, and the problems."""
    limits = limits or Limits()
    try:
        row, items = _opened(name, chunks, limits)
        if row.of != "tests":
            yield Problem(f"a coverage report ({row.name}), which has no tests")
            return
        for item in items:
            if isinstance(item, Case):
                yield item
            elif isinstance(item, Broken):
                yield item.problem
            elif isinstance(item, Problem):
                yield item
    except Refused as refused:
        yield refused.problem


def _opened(name: str, chunks: Iterable[bytes], limits: Limits) -> tuple[formats.Format, Iterator[Any]]:
    """The format and what its reader gives out; Refused where there is none."""
    bounded = blocks(chunks, limits)
    head = next(bounded, b"")
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Refused("the file is empty", line=1, column=1, byte=0)
    hint = next((text for magic, text in _HINTS if head.startswith(magic)), None)
    if hint:
        raise Refused(f"the file is {hint}", byte=0)
    start = beginning(name, head)
    held = chain((head,), bounded)
    if start.is_xml:
        return _xml(start, held, limits)
    row = formats.of_lines(start)
    if row is None and not start.is_json:
        row = _named(name, formats.LINES)
    if row is not None:
        tracked = Tracked(lines(held, limits))
        return row, located(row.read(iter(tracked), limits), tracked)
    if start.is_json:
        return _json(name, held, limits)
    raise Refused("no report format that is known here", line=1, column=1, byte=0)


def _named(name: str, rows: tuple[formats.LineFormat, ...]) -> formats.LineFormat | None:
    row = formats.by_name(name, rows)
    return row if isinstance(row, formats.LineFormat) else None


def _xml(start: Beginning, held: Iterator[bytes], limits: Limits) -> tuple[formats.Format, Iterator[Any]]:
    row = formats.of_xml(start)
    if row is not None:
        return row, walk(row.reader(limits), held, limits)
    deque(walk(_nothing(limits), held, limits), maxlen=0)  # a fault in it is the better message
    raise Refused(f"XML with the root {start.root[:100]!r}, which is no report", line=1, column=1, byte=0)


def _nothing(limits: Limits) -> Any:
    return XmlReader(limits)


def _json(name: str, held: Iterator[bytes], limits: Limits) -> tuple[formats.Format, Iterator[Any]]:
    value, problem = document(held, limits)
    row = formats.of_json(value) or (formats.by_name(name, formats.JSON) if problem else None)
    if not isinstance(row, formats.JsonFormat):
        if problem:
            raise Refused(problem.message, line=problem.line, column=problem.column, byte=problem.byte)
        raise Refused("JSON, but of no report format that is known here", line=1, column=1, byte=0)
    found = row.read(value, limits)
    return row, chain((Broken(problem),), found) if problem else found
