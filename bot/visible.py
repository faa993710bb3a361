"""Text of theirs as a person sees it: one line, nothing hidden, never cut inside a character."""

from __future__ import annotations

import unicodedata

_READ_AHEAD = 100  # characters read for one shown, as most of them may be unseen
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_EMOJI_OR_TEXT = "\ufe0e\ufe0f"
_MOST_MARKS = 4  # more combining marks on one character are no language, only a tower over the lines above

# Characters that show nothing, beside the format controls (category Cf): the default-ignorable ones of the
# Unicode Character Database, https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
_UNSEEN = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0D),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),
)
_BRAILLE_BLANK = "\u2800"


def visible(text: str, limit: int) -> str:
    """`text` on one line, as it is seen, in at most `limit` code points ("…" stands for what is cut)."""
    kept = text[: limit * _READ_AHEAD + _READ_AHEAD]
    if not (kept.isascii() and kept.isprintable()):
        kept = "".join(_seen(kept.replace(_BRAILLE_BLANK, " ")))
    return cut(" ".join(kept.split()), limit)


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` code points, never cut inside what a reader takes for one character."""
    if len(text) <= limit:
        return text
    end = max(limit - 1, 0)
    # Bounded: a run of 64 joined characters is cut wherever it falls.
    for place in range(end, max(end - 64, 0), -1):
        if not _joined(text, place):
            end = place
            break
    return (text[:end].rstrip() + "…")[:limit]


def _seen(text: str) -> list[str]:
    kept: list[str] = []
    marks = 0
    for place, character in enumerate(text):
        shown = _shown(text, place, character)
        if character in _EMOJI_OR_TEXT or unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
            shown = shown if marks <= _MOST_MARKS else ""
        elif shown:
            marks = 0
        kept.append(shown)
    return kept


def _shown(text: str, place: int, character: str) -> str:
    """What to show for one character: itself, a space, the replacement character, or nothing."""
    if character.isspace():
        return " "
    if " " < character < "\x7f":
        return character
    if character in (_ZWNJ, _ZWJ):
        return character if _between_letters(text, place) else ""
    number = ord(character)
    if unicodedata.category(character) in ("Cc", "Cf") or any(low <= number <= high for low, high in _UNSEEN):
        return ""
    if (
        unicodedata.category(character) in ("Cs", "Co")
        or number & 0xFFFE == 0xFFFE
        or 0xFDD0 <= number <= 0xFDEF
    ):
        return "\ufffd"
    return character


def _between_letters(text: str, place: int) -> bool:
    """Whether a joiner does its work here: Persian, Indic scripts and emoji need it, ASCII never does."""
    around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return len(around) == 2 and all(
        c > "\x7f" and not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")
        for c in around
    )


def _joined(text: str, place: int) -> bool:
    """Whether the characters on both sides of `place` belong together (the common rules of UAX 29)."""
    before, after = text[place - 1], text[place]
    if unicodedata.category(after).startswith("M") or after in (_ZWJ, _ZWNJ) or before == _ZWJ:
        return True
    if (
        "\U0001f3fb" <= after <= "\U0001f3ff" or "\u1160" <= after <= "\u11ff"
    ):  # skin tones, Hangul vowels and finals
        return True
    return _is_flag_half(before) and _is_flag_half(after) and _halves_before(text, place) % 2 == 1


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _halves_before(text: str, place: int) -> int:
    start = place
    while start > max(place - 64, 0) and _is_flag_half(text[start - 1]):
        start -= 1
    return place - start
