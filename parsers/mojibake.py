"""UTF-8 that was read as an old one-byte encoding, found and undone within a line, run by run."""

from __future__ import annotations

import re

_NAMES = ("cp1252", "cp1254", "mac_roman", "cp1251")
_SUSPECT = re.compile("[ÂÃâãåæçèéêëìíîïðñ¬√‚„‰ÊÁËÈÍÎÏ\uf8ffğРСвгдежзийЂ][^\x00-\x7f]")
_RUN = re.compile("[^\x00-\x7f]{2,}(?: [^\x00-\x7f]{2,})*")
# A pair of Western letters is a damaged one only after these leads; elsewhere three pairs in a row are asked for.  # noqa: E501
_SEQUENCE = re.compile(
    "[\xc2-\xc5][\x80-\xbf]"
    "|(?:[\xc2-\xdf][\x80-\xbf]){3,}"
    "|(?:[\xe1-\xef][\x80-\xbf]|\xe0[\xa0-\xbf])[\x80-\xbf]"
    "|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    "|\xf0\x9f[\x80-\xbf]?|\xef\xb8|\xe2[\x8c-\x8f\x94-\x9e\xac\xad]"
)
_CYRILLIC_SEQUENCE = re.compile(
    "(?:[\xd0\xd1][\x80-\xbf]){3,}|\xe2[\x80-\xbf]{2}|\xf0\x9f[\x80-\xbf]{2}|\xef\xb8\x8f"
)


def _table(name: str) -> dict[int, str]:
    """From each character of the encoding to the character with its byte's number; holes stand for themselves."""  # noqa: E501
    table: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        try:
            table[ord(bytes([byte]).decode(name))] = chr(byte)
        except UnicodeDecodeError:
            table[byte] = chr(byte)
    if name != "mac_roman":
        table.update({byte: chr(byte) for byte in range(0x80, 0xA0)})
    return table


_TABLES = [(_table(name), _CYRILLIC_SEQUENCE if name == "cp1251" else _SEQUENCE) for name in _NAMES]


def repaired(line: str) -> list[tuple[int, int, str]]:
    """Start, end and right spelling of each damaged stretch of the line; U+FFFD where a byte is lost for good."""  # noqa: E501
    if not _SUSPECT.search(line):
        return []
    return [change for run in _RUN.finditer(line) for change in _best(run.group(), run.start())]


def _best(run: str, offset: int) -> list[tuple[int, int, str]]:
    best: list[tuple[int, int, str]] = []
    score = 0
    for table, sequence in _TABLES:
        found = [
            (m.start() + offset, m.end() + offset, _spelling(m.group()))
            for m in sequence.finditer(run.translate(table))
        ]
        weight = sum((end - start) * (1 if "\ufffd" in new else 3) for start, end, new in found)
        if weight > score:
            best, score = found, weight
    return best


def _spelling(sequence: str) -> str:
    decoded = sequence.encode("latin-1").decode("utf-8", "replace")
    return "" if sequence.startswith("\xef\xb8") else decoded if "\ufffd" not in decoded else "\ufffd"
