"""How a run may end other than well: later, or never, each with a reason a person understands."""

from __future__ import annotations

from datetime import datetime


class Later(Exception):  # noqa: N818 - it names what happens, as the engine's vocabulary does
    """The run cannot finish now and should come back at `until` (rate limit, GitHub away, head moved)."""

    def __init__(self, reason: str, until: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.until = until


class Never(Exception):  # noqa: N818 - as above
    """Coming back cannot help (repository gone, permission missing); said once where the admin looks."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
