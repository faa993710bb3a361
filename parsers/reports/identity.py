"""Which test a case is, as a number that stays the same over shards, platforms and runs.

It is made of the class (the suite where there is none), the name, and the file where its path is relative: absolute
paths and suites' names (`windows-latest`, `tests.exe`) belong to a machine.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from hashlib import blake2b

from parsers.reports.model import OUTCOMES, Case, Outcome
from parsers.reports.paths import is_absolute

_RANK = {outcome: rank for rank, outcome in enumerate(OUTCOMES)}


def packed_case(case: Case) -> int:
    """62 bits of who, 2 of how it ended: the order of numbers is by test, then by strength of outcome."""
    file = case.file
    key = f"{case.class_name or case.suite}\0{case.name}\0{'' if not file or is_absolute(file) else file}"
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") & ~3 | _RANK[case.outcome]


def packed(numbers: array[int]) -> bytes:
    """Sorted, as a report keeps them."""
    return array("Q", sorted(numbers)).tobytes()


def unpacked(identities: bytes) -> Iterator[tuple[int, Outcome]]:
    """Test and outcome, by test."""
    numbers = array("Q")
    numbers.frombytes(identities)
    for number in numbers:
        yield number >> 2, OUTCOMES[number & 3]
