"""Signs that mark a state, and signs that only decorate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.model import StateName

DONE = "✅✔☑✓🟩"
PARTIAL = "🔄🚧⏳🟨◐⚙◑◒◓🌓🌗"
TODO = "❌✗✘⬜☐🟥⭕✖🔲◻▢"
BLOCKED = "⏸🛑⛔"
WARNING = "⚠"
CIRCLES: dict[str, StateName] = {"🟢": "done", "🟡": "partial", "🟠": "partial", "🔴": "todo"}
NEUTRAL_CIRCLES = "🔵⚪⚫🟣🟤"

_SIGNS: tuple[tuple[str, StateName], ...] = (
    (DONE, "done"),
    (PARTIAL, "partial"),
    (TODO, "todo"),
    (BLOCKED, "blocked"),
)
STATE_OF: dict[str, StateName] = {sign: state for signs, state in _SIGNS for sign in signs}
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff\u3030\u303d\ufffd\u200d\u20e3"  # noqa: E501
MARKER = re.compile(f"[{''.join(STATE_OF)}{WARNING}{''.join(CIRCLES)}{NEUTRAL_CIRCLES}]")
"""Any sign that can mark a state somewhere."""
PICTURE = re.compile(f"[{_EMOJI}]+")
"""Any run of pictures and symbols, markers included; arrows too."""
LEADING = re.compile(f"(?:[{_EMOJI}]|[ \t])*")
BAR = re.compile(r"(?:[█▓▒░■□▰▱▪▫●○◼◻▌▍▎▏▐▋▊▉⣿⬛⬜🟩🟥🟨]{4,}|\[[#=\-.>\u2588\u2591 ]{4,60}\])")
"""A progress bar."""
FULL = "█▓■▰▪●◼▋▊▉▌⣿#=>🟩⬛"
EMPTY = "░▒□▱▫○◻-. ⬜▏▎▍"

BOX_STATES: dict[str, StateName] = {
    "x": "done",
    "✅": "done",
    "✓": "done",
    "✔": "done",
    "ok": "done",
    "done": "done",
    "": "todo",
    "❌": "todo",
    "todo": "todo",
    "fail": "todo",
    "~": "partial",
    "-": "partial",
    "/": "partial",
    ".": "partial",
    "o": "partial",
    "🔄": "partial",
    "🚧": "partial",
    "⏳": "partial",
    "wip": "partial",
    "⚠": "partial",
    "!": "blocked",
}
BOX = re.compile(
    r"\[( ?|[xX~\-/.!oO]|✅|✓|✔|❌|🔄|🚧|⏳|⚠|OK|ok|DONE|WIP|TODO|FAIL)\][ \t]+(?=\S)|\[( |[xX])\]$"
)
"""A checkbox at the start of an item."""
