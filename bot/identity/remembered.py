"""What an issue of ours remembers of its claim in a hidden line: identity that outlives the ledger."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.identity.looks import seen_from_json, seen_json

if TYPE_CHECKING:
    from bot.looks import Seen

_LINE = re.compile(r"<!-- statusproof:seen ([0-9a-f]{40,64}) (\[[^\]]{0,2000}\]) (\{.{1,30000}\}) -->")
_SUBJECT, _TEXT, _HEADING = 200, 1000, 200
_MOST_HEADINGS, _MOST_ALSO = 10, 50


@dataclass(frozen=True, slots=True)
class Remembered:
    """A claim as first seen at `commit`; `also` are the ids of other places that say the same."""

    commit: str
    seen: Seen
    also: tuple[str, ...] = ()


def brief(seen: Seen) -> Seen:
    """The claim cut to what an issue has room for, without what changes by itself."""
    return replace(
        seen,
        subject=seen.subject[:_SUBJECT],
        text=seen.text[:_TEXT],
        headings=tuple(heading[:_HEADING] for heading in seen.headings[-_MOST_HEADINGS:]),
        since=None,
    )


def memory_line(memory: Remembered) -> str:
    """The hidden line. Nothing in it can end the comment or be taken for a mention or reference."""
    also = json.dumps(sorted(memory.also)[:_MOST_ALSO], separators=(",", ":"))
    known = {name: value for name, value in seen_json(memory.seen).items() if value is not None}
    text = json.dumps(known, sort_keys=True, separators=(",", ":"))
    for live in "<>-@#":
        text = text.replace(live, f"\\u{ord(live):04x}")
    return f"<!-- statusproof:seen {memory.commit} {also} {text} -->"


def remembered_in(body: str) -> Remembered | None:
    """What the second line of an issue's body remembers; None where it is not as we left it."""
    lines = body.replace("\r\n", "\n").split("\n", 2)
    match = _LINE.fullmatch(lines[1].strip()) if len(lines) > 1 else None
    if match is None:
        return None
    try:
        also, seen = json.loads(match[2]), seen_from_json(json.loads(match[3]))
    except (ValueError, RecursionError):
        return None
    return Remembered(match[1], seen, tuple(known for known in also if isinstance(known, str)))
