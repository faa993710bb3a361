"""GitHub's request limits, small enough for a test to reach.

https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.errors import Refused

_DOCS = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api"
_HOUR = 3600.0
_MINUTE = 60.0


@dataclass(slots=True)
class Limits:
    """What a caller may do. Points: 1 for a read, 5 for a write; content: writes that create something."""

    per_hour: int = 5000
    points_per_minute: int = 900
    content_per_minute: int = 80
    content_per_hour: int = 500
    concurrent: int = 100
    tree_entries: int = 100_000
    payload_bytes: int = 25_000_000
    exceeded_status: int = 403
    retry_after: int | None = 60


@dataclass(slots=True)
class Budget:
    """What one installation (or app) has used."""

    used: int = 0
    reset_at: float = 0.0
    points: list[tuple[float, int]] = field(default_factory=list)
    content: list[float] = field(default_factory=list)

    def headers(self, limits: Limits) -> dict[str, str]:
        """The x-ratelimit-* headers of an answer."""
        return {
            "x-ratelimit-limit": str(limits.per_hour),
            "x-ratelimit-remaining": str(max(0, limits.per_hour - self.used)),
            "x-ratelimit-used": str(self.used),
            "x-ratelimit-reset": str(int(self.reset_at)),
            "x-ratelimit-resource": "core",
        }

    def admit(  # noqa: PLR0913 - what a limit may look at
        self, limits: Limits, now: float, *, writes: bool, creates: bool, at_once: int, who: str
    ) -> None:
        """Counts a request in, or raises Refused with what a client must obey. `at_once` counts it."""
        if now >= self.reset_at:
            self.used, self.reset_at = 0, now + _HOUR
        if self.used >= limits.per_hour:
            raise Refused(limits.exceeded_status, f"API rate limit exceeded for {who}.", _DOCS)
        self.points = [(when, cost) for when, cost in self.points if when > now - _MINUTE]
        self.content = [when for when in self.content if when > now - _HOUR]
        cost = 5 if writes else 1
        recent = sum(1 for when in self.content if when > now - _MINUTE)
        if (
            at_once > limits.concurrent
            or sum(cost for _, cost in self.points) + cost > limits.points_per_minute
            or (creates and recent >= limits.content_per_minute)
            or (creates and len(self.content) >= limits.content_per_hour)
        ):
            wait = {} if limits.retry_after is None else {"retry-after": str(limits.retry_after)}
            message = (
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
            )
            raise Refused(
                limits.exceeded_status, message, f"{_DOCS}#about-secondary-rate-limits", headers=wait
            )
        self.used += 1
        self.points.append((now, cost))
        if creates:
            self.content.append(now)
