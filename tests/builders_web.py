"""A web application over stored values in memory, and a client of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from bot.engine.values import Counts
from bot.web import Site, create_app

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class StoredLook:
    target: str = "i/5/r/42/branch/main"
    head_sha: str = "4f2c1aa0b6d9e8c7f6a5b4c3d2e1f0a9b8c7d6e5"
    settled: bool = True
    taken_at: datetime = AT
    body: Any = None


@dataclass
class StoredRepository:
    id: int = 42
    installation: int = 5
    full_name: str = "octo/tower"
    private: bool = False
    default_branch: str | None = "main"


@dataclass
class Shelf:
    """The stored history as two lists; `away` makes every read fail."""

    found: list[Any] = field(default_factory=list)
    known: list[Any] = field(default_factory=list)
    away: bool = False

    @property
    def looks(self):
        return self

    @property
    def repositories(self):
        return self

    async def ready(self):
        return not self._check()

    async def last(self, target_key, *, settled=False):
        of_target = (look for look in self.found if look.target == target_key)
        return next((look for look in of_target if look.settled or not settled), None)

    async def recent(self, limit=50):
        self._check()
        return self.found[:limit]

    async def named(self, full_name):
        self._check()
        return next((r for r in self.known if r.full_name.lower() == full_name.lower()), None)

    async def all(self):
        self._check()
        return self.known

    async def counts(self):
        self._check()
        return (Counts("pull", waiting=1, due=2, running=3, retrying=4, dead=5, oldest_lag=6.5),)

    def _check(self):
        if self.away:
            raise OSError("connection refused")


def claims(**counts: int) -> dict[str, Any]:
    """The stored body of a look with so many claims of each status."""
    row = {
        "path": "STATUS.md",
        "line": 3,
        "kind": "tests",
        "subject": "Auth",
        "text": "36/38",
        "direction": "over",
    }
    return {"claims": [row | {"status": status} for status, number in counts.items() for _ in range(number)]}


@asynccontextmanager
async def browser(shelf: Shelf, host: str = "127.0.0.1:8000", **site: Any):
    """A client of the application over a shelf; errors of ours come as answers, as over the wire."""
    app = create_app(Site(shelf, shelf.counts, **site))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
        yield client
