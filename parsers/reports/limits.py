"""How much of a report is read: bounds on size, depth, counts and lengths, chosen well above real reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one report. What exceeds one is refused, and what was read before stays."""

    bytes: int = 256_000_000
    json_bytes: int = 32_000_000
    """Of a JSON document, which is held as a whole; reports of a JSON object a line are streamed."""
    json_values: int = 2_000_000
    depth: int = 100
    attributes: int = 256
    text: int = 1_000_000
    """Characters of one line, one tag with its attributes, or one comment."""
    name: int = 4_000
    """Characters kept of a name or path; longer ones are cut."""
    cases: int = 2_000_000
    kept_cases: int = 20_000
    """Cases given out one by one in a report; all are counted."""
    suites: int = 100_000
    files: int = 100_000
    line_number: int = 2_000_000
    lines: int = 20_000_000
    """Sum of the highest line numbers of all files."""
    problems: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """Bounds for one archive."""

    bytes: int = 500_000_000
    entries: int = 20_000
    directory_bytes: int = 16_000_000
    """Of the archive's table of contents."""
    path: int = 1_000
    ratio: int = 200
    """Times an entry may grow when it is unpacked."""
    small: int = 1_000_000
    """Bytes unpacked below which the ratio does not matter: short repetitive files shrink a lot."""
    unpacked: int = 1_000_000_000
    """Bytes unpacked over all entries that are opened."""
    reports: int = 5_000
    problems: int = 100
