"""What went over the wire, in words for a terminal: Markdown, deliveries, writes. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\]\([^()\s]*\)")
_MARKS = re.compile(r"\*\*|`|\u200b|\\(?=[^\w\s]|_)")
_MOST_ROWS = 10
_WRITES = (
    (re.compile(r"POST .*/issues/\d+/comments$"), "comment"),
    (re.compile(r"PATCH .*/issues/comments/\d+$"), "edit of the comment"),
    (re.compile(r"POST .*/issues$"), "issue"),
    (re.compile(r"PATCH .*/issues/\d+$"), "edit of an issue"),
    (re.compile(r"POST .*/check-runs$"), "check run"),
    (re.compile(r"PATCH .*/check-runs/\d+$"), "update of the check run"),
    (re.compile(r"POST .*/labels$"), "label"),
)


def spoken(body: str) -> list[str]:
    """What a reader sees of a comment of ours: its sentence, then each row as one line."""
    lines = [line for line in body.splitlines() if line and not line.startswith("<!--")]
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]
    told = [f"{row[0]} says {row[1]}; measured: {row[2]}" for row in rows[:_MOST_ROWS] if len(row) > 2]
    return [words(line) for line in (*lines[:1], *told)]


def words(markdown: str) -> str:
    """Markdown of ours without its marks."""
    return _MARKS.sub("", _LINK.sub(r"\1", markdown))


def received(events: Iterable[str]) -> str:
    """ "9 deliveries: check_run ×6, push, status ×2", by name."""
    counts = Counter(events)
    if not counts:
        return "nothing"
    named = ", ".join(f"{name} ×{count}" if count > 1 else name for name, count in sorted(counts.items()))
    total = counts.total()
    return f"{total} {'delivery' if total == 1 else 'deliveries'}: {named}"


def written(requests: Iterable[Mapping[str, Any]]) -> str:
    """ "1 check run, 2 labels, 1 issue": the writes to repositories that GitHub took, in order."""
    counts: Counter[str] = Counter()
    for row in requests:
        path, method = str(row["path"]), str(row["method"])
        if method != "GET" and path.startswith("/repos/") and int(row["status"]) < 400:
            counts[_named(f"{method} {path}")] += 1
    return (
        ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for what, count in counts.items()) or "nothing"
    )


def _named(request: str) -> str:
    return next((what for pattern, what in _WRITES if pattern.match(request)), request)
