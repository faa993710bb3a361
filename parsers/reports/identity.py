"""Which test a case is, as a number that stays the same over shards, platforms and runs.

It is made of the class (the suite where there is none), the name, and the file where its path is relative:
absolute paths and suites' names (`windows-latest`, `tests.exe`) belong to a machine.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from parsers.reports.model import OUTCOMES, Case, Outcome
from parsers.reports.paths import is_absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

_RANK = {outcome: rank for rank, outcome in enumerate(OUTCOMES)}


def packed_case(case: Case) -> int:
    """62 bits of who, 2 of how it ended: the order of numbers is by test, then by strength of outcome."""
    name, outcome, suite, class_name, file, _ = case
    key = f"{class_name or suite}\0{name}\0{_portable(file) if file else ''}"
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") & ~3 | _RANK[outcome]


@lru_cache(maxsize=1024)
def _portable(file: str) -> str:
    return "" if is_absolute(file) else file


def packed(numbers: array[int]) -> bytes:
    """Sorted, as a report keeps them."""
    return array("Q", sorted(numbers)).tobytes()


def unpacked(identities: bytes) -> Iterator[tuple[int, Outcome]]:
    """Test and outcome, by test."""
    numbers = array("Q")
    numbers.frombytes(identities)
    for number in numbers:
        yield number >> 2, OUTCOMES[number & 3]
