"""Bytes become numbered lines; what a wrong decoding damaged is repaired run by run, and columns find their way back."""  # noqa: E501

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from parsers.model import Encoding
from parsers.mojibake import repaired

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ESCAPE = "\x1b\\[[0-9;?]{0,20}[A-Za-z]"
_INVISIBLE = re.compile(
    f"{_ESCAPE}|[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]"
)
_PLAIN = re.compile(r"[\t\x20-\x7e]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line made readable; `shifts` says from which column on the original is how far away."""

    text: str
    shifts: tuple[tuple[int, int], ...] = ()
    repaired: bool = False

    def original(self, column: int) -> int:
        """The column, in the line decoded without repair, of `column` in `text`."""
        at = bisect_right(self.shifts, (column, 1 << 40)) - 1
        return column + self.shifts[at][1] if at >= 0 else column


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; never fails, undecodable bytes become U+FFFD or Latin letters."""  # noqa: E501
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    head = data[:4096]
    if head.count(b"\x00") * 3 > len(head):
        name = "utf-16-le" if head[1::2].count(b"\x00") >= head[::2].count(b"\x00") else "utf-16-be"
        return data.decode(name, "replace"), name
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        lossy = data.decode("utf-8", "replace")
    high = sum(character > "\x7f" for character in lossy)
    if lossy.count("\ufffd") * 2 <= high:
        return lossy, "utf-8"
    return data.decode("cp1252", "replace"), "cp1252"


def split_lines(text: str) -> list[str]:
    """Lines as a version control system counts them: by LF, and by lone CR only where there is no LF at all."""  # noqa: E501
    lines = text.split("\n" if "\n" in text else "\r")
    return [line.removesuffix("\r") for line in lines]


def clean(line: str) -> Line:
    """The line without invisible characters and with damaged runs repaired."""
    if _PLAIN.fullmatch(line):
        return Line(line)
    replacements = [(found.start(), found.end(), "") for found in _INVISIBLE.finditer(line)]
    damage = [] if line.isascii() else repaired(line)
    if damage:
        taken = [(start, end) for start, end, _ in damage]
        replacements = [r for r in replacements if not any(start <= r[0] < end for start, end in taken)]
        replacements = sorted([*replacements, *damage])
    if not replacements:
        return Line(line)
    return _replace(line, replacements, bool(damage))


def _replace(line: str, replacements: list[tuple[int, int, str]], damaged: bool) -> Line:  # noqa: FBT001
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    length = position = 0
    for start, end, new in replacements:
        parts += (line[position:start], new)
        length += start - position + len(new)
        shifts.append((length, end - length))
        position = end
    parts.append(line[position:])
    return Line("".join(parts), tuple(shifts), damaged)


def read_lines(data: bytes) -> tuple[list[str], list[Line], Encoding]:
    """The lines as decoded, the same lines made readable, and how they were decoded."""
    text, name = decode(data)
    originals = split_lines(text)
    lines = [clean(line) for line in originals]
    return originals, lines, Encoding(name, any(line.repaired for line in lines))
