"""What a run works with: the doors to GitHub, the database, the engine and the reader, and the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.engine import Engine
    from bot.github import App
    from bot.ledger import Ledger
    from bot.policy import Mode
    from parsers.model import Document, Limits


_MOST_SAID = 10_000


class Read(Protocol):
    """Reads one document, somewhere it can do no harm."""

    async def __call__(self, path: str, data: bytes, limits: Limits) -> Document:
        """The document; a hopeless one with its problem."""


@dataclass(frozen=True, slots=True)
class Room:
    """Everything a run may reach, and nothing it may decide."""

    app: App
    ledger: Ledger
    engine: Engine
    read: Read
    now: Callable[[], datetime]
    default_mode: Mode = "observe"
    github_url: str = "https://github.com"
    base_url: str | None = None
    """Where people reach our own pages; None where there are none to link to."""
    _said: set[str] = field(default_factory=set)

    def said_before(self, what: str) -> bool:
        """Whether this process said so already: what is refused again at every look is told once."""
        if what in self._said:
            return True
        if len(self._said) >= _MOST_SAID:
            self._said.clear()
        self._said.add(what)
        return False
