"""Small counts kept as bytes: per key (a line, a statement) how many of how many were reached, by key."""

from __future__ import annotations

from array import array
from itertools import groupby
from typing import TYPE_CHECKING

from parsers.reports.model import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MOST = 0xFFFF
"""Of one key: more branches on one line are refused."""


def pack(counts: Mapping[int, tuple[int, int]]) -> bytes:
    """(covered, total) by key; the caller keeps keys below 2**32 and totals to 65,535."""
    return array(
        "Q", (key << 32 | total << 16 | covered for key, (covered, total) in sorted(counts.items()))
    ).tobytes()


def unpack(packed: bytes) -> Iterator[tuple[int, int, int]]:
    """Key, covered, total, by rising key."""
    numbers = array("Q")
    numbers.frombytes(packed)
    for number in numbers:
        yield number >> 32, number & MOST, number >> 16 & MOST


def joined(several: Iterable[bytes]) -> bytes:
    """The most that any one of them reached, per key: at least so many, since which ones is not written."""
    rows = sorted(row for packed in several for row in unpack(packed))
    return pack(
        {
            key: (max(row[1] for row in same), max(row[2] for row in same))
            for key, same in ((key, list(group)) for key, group in groupby(rows, key=lambda row: row[0]))
        }
    )


def ratio(packed: bytes) -> Ratio:
    """Added up over all keys."""
    covered = total = 0
    for _, some, all_of_it in unpack(packed):
        covered += some
        total += all_of_it
    return Ratio(covered, total)
