"""How much reading one document may cost, and how long a reading process is kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """`seconds` of wall time and `megabytes` (2**20 bytes) of further address space for one document.

    `documents`: so many are read by one process before another takes its place. The memory bound holds on
    Linux, which alone says how large a process is and keeps it from growing; elsewhere time is the bound.
    """

    seconds: float = 5.0
    megabytes: int = 512
    documents: int = 500
