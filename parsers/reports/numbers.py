"""Numbers of reports: only what a count, a time or a percentage can be; nothing negative, NaN or huge."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from parsers.reports.model import Refused

MOST = 1_000_000_000
"""More tests, lines or branches than that are nobody's."""
MOST_HITS = 1 << 64
LONGEST = 1e10
"""Seconds: three hundred years."""
_COUNT = re.compile(r"\+?[0-9]{1,20}(?:\.0+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SHOWN = 40


def count(value: object, what: str, most: int = MOST) -> int:
    """A whole number from 0 to `most`, from JSON or from an attribute's text; Refused for anything else."""
    number: int | None
    if isinstance(value, str):
        number = _written(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        number = value
    elif isinstance(value, float) and value.is_integer():
        number = int(value)
    else:
        number = None
    if number is None:
        raise Refused(f"{what} is {shown(value)}, not a count", where=what)
    if not 0 <= number <= most:
        raise Refused(f"{what} is {shown(value)}, not a count from 0 to {most:,}", where=what)
    return number


@lru_cache(maxsize=16_384)
def _written(text: str) -> int | None:
    """A count as text; remembered, because line numbers and small counts come again and again."""
    return int(text.strip().split(".")[0]) if len(text) < _SHOWN and _COUNT.fullmatch(text.strip()) else None


def hits(value: object, what: str) -> int:
    """How often something ran: a count that may be far larger than any number of lines."""
    return count(value, what, MOST_HITS)


def percent(value: object, what: str) -> float:
    """A percentage from 0 to 100; Refused for anything else."""
    number = real(value)
    if number is None or not 0 <= number <= 100.000001:
        raise Refused(f"{what} is {shown(value)}, not a percentage from 0 to 100", where=what)
    return min(number, 100.0)


def share(value: object, what: str) -> float:
    """A share from 0 to 1, as percent."""
    number = real(value)
    if number is None or not 0 <= number <= 1.00000001:
        raise Refused(f"{what} is {shown(value)}, not a share from 0 to 1", where=what)
    return min(100 * number, 100.0)


def seconds(value: object, scale: float = 1.0) -> float | None:
    """A duration from a number or text ("1,234.5" too), times `scale`; None for anything else."""
    if isinstance(value, str) and _GROUPED.fullmatch(value):
        value = value.replace(",", "")
    number = real(value)
    if number is None or not 0 <= number * scale <= LONGEST:
        return None
    return number * scale


def real(value: object) -> float | None:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def shown(value: object) -> str:
    """The value as a message may hold it: short and on one line."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > MOST_HITS:
        return "a number too large to write"
    written = (
        value if isinstance(value, str) else str(value) if not isinstance(value, dict | list) else "a list"
    )
    return repr(written[:_SHOWN] + ("…" if len(written) > _SHOWN else ""))
