"""Reads GitHub's rate limit answers into a moment to come back.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST = timedelta(seconds=60)
"""The wait GitHub asks for where it names none; doubled with each further refusal."""
LONGEST = timedelta(minutes=65)
"""No documented window is longer than an hour, so no header is believed beyond it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that was met: no calls until then. `whole` when it stops every call of the installation."""

    until: datetime
    reason: str
    whole: bool = True


def limit_of(
    status: int, headers: Mapping[str, str], message: str, now: datetime, strikes: int = 0
) -> Limit | None:
    """The limit an answer speaks of, or None.

    Takes lower-case header names and how many refusals without a named time came just before. Refusals are
    403 or 429; a good answer that used the last request of its window counts too: nobody need run into it.
    """
    refused = status in (403, 429)
    after = _whole_number(headers.get("retry-after"))
    if refused and after is not None:
        until = now + timedelta(seconds=after)
        return Limit(min(until, now + LONGEST), "GitHub's secondary rate limit was met")
    if headers.get("x-ratelimit-remaining") == "0" and (refused or status < 400):
        resource = headers.get("x-ratelimit-resource", "core")
        reset = _whole_number(headers.get("x-ratelimit-reset"))
        until = now + SHORTEST if reset is None else datetime.fromtimestamp(min(reset, 2**40 // 10), UTC)
        until = min(max(until, now + timedelta(seconds=1)), now + LONGEST)
        return Limit(
            until, f"GitHub's hourly rate limit ({resource[:20]}) is used up", whole=resource == "core"
        )
    if refused and (status == 429 or "rate limit" in message.lower() or "abuse detection" in message.lower()):
        wait = min(SHORTEST * 2 ** min(strikes, 4), timedelta(minutes=15))
        return Limit(now + wait, "GitHub's secondary rate limit was met")
    return None


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 13 else None
