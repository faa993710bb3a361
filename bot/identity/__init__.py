"""Identity across looks: assigned by recognising what was seen before, not computed from what changes."""

from bot.identity.identify import identified, identify
from bot.identity.looks import ENGINE, GONE, look_from_json, look_json, look_of, seen_from_json, seen_json

__all__ = [
    "ENGINE",
    "GONE",
    "identified",
    "identify",
    "look_from_json",
    "look_json",
    "look_of",
    "seen_from_json",
    "seen_json",
]
