"""Which of the head's lines a pull request adds or edits, from the hunks of its changed files."""

from __future__ import annotations

import re

_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")


def touched_lines(patch: str | None) -> frozenset[int]:
    """The numbers (1-based, in the head's file) of the lines a patch adds.

    GitHub gives no patch for binary and very large changes: then no line counts as touched.
    """
    found: set[int] = set()
    number = 0
    for line in (patch or "").split("\n"):
        hunk = _HUNK.match(line)
        if hunk:
            number = int(hunk.group(1))
        elif line.startswith("+"):
            found.add(number)
            number += 1
        elif line.startswith(" ") or not line:
            number += 1
    return frozenset(found)
