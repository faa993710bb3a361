"""The hidden lines by which we know our own comments and issues again; authorship counts with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMENT = "<!-- statusproof:comment -->"
END = "<!-- /statusproof -->"
"""Closes our part of an issue: what people write below it is theirs and stays."""

_ID = re.compile(r"[a-z0-9]{6,40}")
_MOST_SAID = 200
_SAID = re.compile(r"<!-- statusproof:said ([a-z0-9 ]{6,9000}) -->")
_ISSUE = re.compile(r"<!-- statusproof:issue ([a-z0-9]{6,40}) -->")


def issue_marker(fingerprint: str) -> str:
    """The first line of the issue of one finding. Raises ValueError for what is no fingerprint."""
    marker = f"<!-- statusproof:issue {fingerprint} -->"
    if _ISSUE.fullmatch(marker) is None:
        raise ValueError(f"not a fingerprint: {fingerprint!r}")
    return marker


def is_comment(body: str) -> bool:
    """Whether a comment's first line is the comment marker."""
    return _first_line(body) == COMMENT


def fingerprint_in(body: str) -> str | None:
    """The fingerprint an issue's first line names; None where the first line is no issue marker."""
    match = _ISSUE.fullmatch(_first_line(body))
    return None if match is None else match.group(1)


def said_line(ids: Iterable[str]) -> str:
    """A hidden line of the ids (letters and digits) a comment speaks of, the first 200; empty without any."""
    known = [known for known in ids if _ID.fullmatch(known)][:_MOST_SAID]
    return f"<!-- statusproof:said {' '.join(known)} -->" if known else ""


def said_in(body: str) -> frozenset[str]:
    """The ids that the second line of a comment names."""
    lines = body.split("\n", 2)
    match = _SAID.fullmatch(lines[1].strip()) if len(lines) > 1 else None
    return frozenset(match.group(1).split()) if match else frozenset()


def same(one: str | None, other: str | None) -> bool:
    """Whether two texts are equal but for line ends and trailing white space, which GitHub may change."""
    return _normal(one) == _normal(other)


def spliced(existing: str, section: str) -> str | None:
    """An existing body with our part replaced by `section` (which ends with END), the rest kept.

    None where our part can no longer be told from what people wrote: then the body is theirs.
    """
    _, end, below = existing.partition(END)
    return section + below if end else None


def _first_line(body: str) -> str:
    return body.removeprefix("\ufeff").partition("\n")[0].strip()


def _normal(text: str | None) -> str:
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
