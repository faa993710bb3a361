"""JSON reports, held whole: size, depth and number of values are checked before anything is built."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from parsers.reports.model import Problem, Refused
from parsers.reports.text_source import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.reports.limits import Limits

_PIECE = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},"]|-?Infinity|NaN', re.DOTALL)
_CLOSERS = {"[": "]", "{": "}"}
_NOT_NUMBERS = {"NaN", "Infinity", "-Infinity"}


class Outline:
    """What one pass over the text shows: how it nests, where it may be cut, where it stops being sound."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.open: list[str] = []
        self.cut: tuple[int, str] | None = None
        """The last comma outside strings, and what closes everything open there."""
        self.problem: Problem | None = None
        self.sound_to = len(text)
        values = 0
        for piece in _PIECE.finditer(text):
            first = piece[0][0]
            if first == '"' and len(piece[0]) > 1:
                continue
            values += first in "[{,"
            message = self._take(piece[0], piece.start())
            if len(self.open) > limits.depth:
                message = f"values stand more than {limits.depth} deep"
            if values > limits.json_values:
                message = f"there are more than {limits.json_values:,} values"
            if message:
                self.sound_to = piece.start()
                self.problem = _at(text, self.sound_to, message)
                return
        if self.open:
            self.problem = _at(text, len(text), "the file ends too early")

    def _take(self, piece: str, at: int) -> str:
        """Follow one piece; what is wrong with it, or nothing."""
        if piece in _CLOSERS:
            self.open.append(piece)
        elif piece == ",":
            self.cut = at, "".join(_CLOSERS[opened] for opened in reversed(self.open))
        elif piece in _NOT_NUMBERS:
            return f"{piece} is not a number that JSON or a report can hold"
        elif piece == '"':
            return "the file ends too early, inside a string"
        elif not self.open or _CLOSERS[self.open.pop()] != piece:
            return f"a {piece!r} closes nothing"
        return ""


def document(blocks: Iterable[bytes], limits: Limits) -> tuple[Any, Problem | None]:
    """The value, and what is wrong with it: then the value holds what stands soundly before that place.

    Refused where not even a beginning can be read, or where the file is too large to be held.
    """
    held = bytearray()
    for block in blocks:
        held += block
        if len(held) > limits.json_bytes:
            raise Refused(f"a JSON report larger than {limits.json_bytes:,} bytes", byte=limits.json_bytes)
    text = decoded(bytes(held))
    outline = Outline(text, limits)
    if outline.problem is None:
        try:
            return load(text), None
        except json.JSONDecodeError as error:
            outline = Outline(text[: error.pos], limits)
            outline.problem = _at(text, error.pos, f"not JSON: {error.msg}")
    return _salvaged(text, outline), outline.problem


def load(text: str) -> Any:
    """A JSON value; a name given twice in one object, and NaN, are errors (json.JSONDecodeError)."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; lines nest unchecked
        raise json.JSONDecodeError(str(error).split(":")[0], text, 0) from None


def _salvaged(text: str, outline: Outline) -> Any:
    assert outline.problem is not None
    if outline.cut is None:
        raise _refusal(outline.problem)
    at, closers = outline.cut
    try:
        return load(text[:at] + closers)
    except json.JSONDecodeError:
        raise _refusal(outline.problem) from None


def _refusal(problem: Problem) -> Refused:
    return Refused(problem.message, line=problem.line, column=problem.column, byte=problem.byte)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return made


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _at(text: str, position: int, message: str) -> Problem:
    """A problem at a place of the text; bytes as in UTF-8."""
    before = text[:position]
    line = before.count("\n") + 1
    return Problem(
        message, line, position - (before.rfind("\n") + 1) + 1, len(before.encode(errors="replace"))
    )
