"""Identity across looks: assigned by recognising what was seen before, not computed from what changes."""

from bot.identity.identify import identified, identify
from bot.identity.looks import ENGINE, GONE, look_from_json, look_json, look_of, seen_from_json, seen_json
from bot.identity.remembered import Remembered, brief, memory_line, remembered_in
from bot.identity.traits import words

__all__ = [
    "ENGINE",
    "GONE",
    "Remembered",
    "brief",
    "identified",
    "identify",
    "look_from_json",
    "look_json",
    "look_of",
    "memory_line",
    "remembered_in",
    "seen_from_json",
    "seen_json",
    "words",
]
