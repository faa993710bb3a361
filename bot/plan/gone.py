"""Whether the statement behind an issue is gone from the documents or marked done there; in doubt not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.identity import remembered_in, words

if TYPE_CHECKING:
    from bot.looks import Seen
    from bot.snapshot import OurIssue, Snapshot
    from parsers.model import Document

_ADDRESS = re.compile(r"\]\([^()]{0,2000}\)|<[^<>]{0,2000}>")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_ENOUGH = 3
_DONE_MARKS = ("~~", "[x]", "✅", "✔", "☑", "✓")


def is_gone(snapshot: Snapshot, issue: OurIssue) -> bool:
    """Whether what the issue speaks of is no longer said anywhere.

    Never because it is not *read* any more: a line that stands there unchanged keeps its issue, whatever a
    new version of the reading rules makes of it.
    """
    seen = _seen(snapshot, issue)
    if seen is None or not words(seen.text) or not _looked_at(snapshot, seen.path):
        return False
    return not any(_says_still(status.document, seen) for status in snapshot.documents)


def _seen(snapshot: Snapshot, issue: OurIssue) -> Seen | None:
    """The statement as the last look saw it, else as the issue remembers it."""
    looked = snapshot.previous.claims if snapshot.previous else ()
    known = next((seen for seen in looked if seen.id == issue.fingerprint), None)
    memory = remembered_in(issue.body)
    return known or (memory.seen if memory else None)


def _looked_at(snapshot: Snapshot, path: str) -> bool:
    """Whether the document was read as a whole, or is known not to exist."""
    document = next((s.document for s in snapshot.documents if s.document.path == path), None)
    if document is None:
        return snapshot.tree.complete and path not in snapshot.tree.entries
    return bool(document.lines) or not document.problems


def _says_still(document: Document, seen: Seen) -> bool:
    # A claim's text is repaired and without links, the lines are as they stand: letters that damage cannot
    # touch are compared where there are enough of them.
    plain = len(_PLAIN_WORD.findall(seen.text.casefold())) >= _ENOUGH
    said = _spaced(seen.text, plain=plain)
    lines = [_spaced(_ADDRESS.sub("]", line), plain=plain) for line in document.lines]
    standing = [raw for raw, line in zip(document.lines, lines, strict=True) if said in line]
    if standing:
        return not all(_marked_done(raw, seen.text) for raw in standing)
    # A statement may run over several lines.
    return said in "".join(lines).replace("  ", " ")


def _spaced(text: str, *, plain: bool) -> str:
    return f" {' '.join(_PLAIN_WORD.findall(text.casefold()) if plain else words(text))} "


def _marked_done(line: str, before: str) -> bool:
    return any(mark in line.lower() and mark not in before.lower() for mark in _DONE_MARKS)
