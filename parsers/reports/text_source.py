"""Text reports line by line: decoded strictly, bounded, numbered."""

from __future__ import annotations

import codecs
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from parsers.reports.model import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.reports.limits import Limits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


Item = TypeVar("Item")
_NOT_TEXT = "not text in its encoding (UTF-8 unless it is marked otherwise)"


def encoding_of(beginning: bytes) -> tuple[str, int]:
    """The encoding by its byte order mark, and the mark's length; UTF-8 without one."""
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return name, len(mark)
    return "utf-8", 0


def decoded(held: bytes) -> str:
    """The whole as text; Refused with the byte where it is not in its encoding."""
    encoding, skipped = encoding_of(held)
    try:
        return held[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            f"not {encoding.upper()} text",
            line=held.count(b"\n", 0, error.start + skipped) + 1,
            byte=error.start + skipped,
        ) from None


def lines(blocks: Iterable[bytes], limits: Limits) -> Iterator[tuple[int, str]]:
    """Number (from 1) and text of each line, less its line break; Refused where it is no text any more."""
    decoder: codecs.IncrementalDecoder | None = None
    rest, number, given = "", 0, 0
    for block in chain(blocks, (None,)):
        skipped = 0
        if decoder is None and block is not None:
            encoding, skipped = encoding_of(block)
            decoder = codecs.getincrementaldecoder(encoding)()
        text, broken_at = _text(decoder, block, skipped)
        *whole, rest = (rest + text).split("\n")
        for line in whole:
            number += 1
            yield number, line.removesuffix("\r")
        if broken_at is not None:
            raise Refused(_NOT_TEXT, line=number + 1, column=len(rest) + 1, byte=given + broken_at)
        if len(rest) > limits.text:
            raise Refused(f"a line is longer than {limits.text:,} characters", line=number + 1, column=1)
        given += len(block or b"")
    if rest:
        yield number + 1, rest.removesuffix("\r")


class Tracked:
    """Lines that remember where reading stands, so that a refusal can name the line."""

    def __init__(self, numbered: Iterator[tuple[int, str]]) -> None:
        self._numbered = numbered
        self.line = 0

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for number, text in self._numbered:
            self.line = number
            yield number, text


def located(items: Iterator[Item], lines: Tracked) -> Iterator[Item]:
    """The same items; a refusal that names no place gets the line that was read last."""
    try:
        yield from items
    except Refused as refused:
        problem = refused.problem
        if not problem.line:
            raise Refused(problem.message, line=lines.line, column=1, byte=problem.byte) from None
        raise


def _text(
    decoder: codecs.IncrementalDecoder | None, block: bytes | None, skipped: int
) -> tuple[str, int | None]:
    """What a block adds, and its byte where it stops being text; None for the block is the end."""
    if decoder is None:
        return "", None
    kept = len(decoder.getstate()[0])
    held = (block or b"")[skipped:]
    try:
        return decoder.decode(held, block is None), None
    except UnicodeDecodeError as error:
        sound = error.object[: error.start].decode(error.encoding)
        return sound, max(error.start - kept, 0) + skipped
