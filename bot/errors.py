"""The two ways a run ends that are neither success nor a bug: later, and never."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Later(Exception):  # noqa: N818 - reads as what it says: raise Later(60, "rate limit")
    """Put the job back until a time: not now, through no fault of the job.

    `until` is a moment with its time zone, or seconds from when the engine hears of it; `reason` is a
    sentence a person understands.
    """

    def __init__(self, until: datetime | float, reason: str) -> None:
        super().__init__(reason)
        self.until = until
        self.reason = reason


class Never(Exception):  # noqa: N818 - the other half of Later
    """Trying again cannot help (repository gone, permission missing): say so once and finish."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
