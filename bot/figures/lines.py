"""Text of a check or status → plain lines of bounded length, without markup, cut lines left out."""

from __future__ import annotations

import re

MAX_TEXT = 20_000
MAX_LINE = 300
STATUS_LIMIT = 140
"""A status description ends here: https://docs.github.com/en/rest/commits/statuses (cut by most senders)."""

_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MARKS = re.compile(r"[*`_]{1,3}(?=\S)|(?<=\S)[*`_]{1,3}|^[\s>#=-]+|[\s=]+$")
_GROUPED = re.compile(r"(?<=\d)[\u2007\u2008\u2009\u202f\u00a0,'’](?=\d{3}(?!\d))")
_SPACE = re.compile(r"\s+")


def lines_of(text: str) -> list[str]:
    """The lines that say something, each plain; a line that was cut says nothing."""
    whole = text[:MAX_TEXT].splitlines()
    if len(text) > MAX_TEXT:
        whole = whole[:-1]
    if len(text) == STATUS_LIMIT and len(whole) == 1:
        return []
    plain = (_plain(line) for line in whole if len(line) <= MAX_LINE)
    return [line for line in plain if line and not line.endswith(("…", "..."))]


def _plain(line: str) -> str:
    line = _TAG.sub(" ", _LINK.sub(r"\1", line))
    line = _GROUPED.sub("", line)
    return _SPACE.sub(" ", _MARKS.sub("", line)).strip()
