"""What a look at a target found, kept so that the next look can recognise it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read back by its type at run time


@dataclass(frozen=True, slots=True)
class Seen:
    """One claim as the last look saw it; enough to find it again after edits."""

    id: str
    path: str
    line: int
    kind: str
    subject: str
    text: str
    headings: tuple[str, ...]
    status: str
    direction: str | None = None
    since: str | None = None
    """When (ISO) the present status was first seen."""


@dataclass(frozen=True, slots=True)
class Look:
    """The last look at a target: at which head, when, whether all evidence was in, and what was seen."""

    head_sha: str
    taken_at: datetime
    settled: bool
    claims: tuple[Seen, ...] = ()
    engine: str = ""
    """Version of the reading rules; a claim only a new version stops reading changes nothing."""
