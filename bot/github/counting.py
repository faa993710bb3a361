"""Counts what we ask of GitHub: for tests, benchmarks and metrics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Requests:
    """Requests since the start. `charged` ones count against the hourly limit: every answer but a 304."""

    total: int = 0
    not_modified: int = 0
    charged: int = 0

    def count(self, status: int) -> None:
        """Note one answered request."""
        self.total += 1
        if status == 304:
            self.not_modified += 1
        else:
            self.charged += 1
