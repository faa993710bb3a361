"""The two ways a run ends that are neither success nor a bug: later, and never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Later(Exception):  # noqa: N818 - reads as what it says: raise Later(60, "rate limit")
    """Put the job back until a time: not now, through no fault of the job.

    Takes seconds from now, or a moment with its time zone; `reason` is a sentence a person understands.
    """

    def __init__(self, when: float | datetime, reason: str) -> None:
        super().__init__(reason)
        self.until = when if isinstance(when, datetime) else datetime.now(UTC) + timedelta(seconds=when)
        self.reason = reason


class Never(Exception):  # noqa: N818 - the other half of Later
    """Trying again cannot help (repository gone, permission missing): say so once and finish."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
