"""What a look needs around it, and what it may find instead of a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.github import Client, Identity
    from bot.github.contents import AnswerStore, BlobStore
    from bot.ledger import Look, Post
    from bot.ledger import Repository as KnownRepository
    from bot.policy import Mode
    from bot.room import Read, Room
    from bot.snapshot import Repository
    from webhooks.targets import Target


class KnownRepositories(Protocol):
    """Repositories as last seen."""

    async def get(self, repository: int) -> KnownRepository | None: ...

    async def save(self, repository: KnownRepository) -> None: ...


class Posts(Protocol):
    """What we posted, by target."""

    async def of(self, target_key: str) -> tuple[Post, ...]: ...


class Looks(Protocol):
    """Earlier looks."""

    async def last(self, target_key: str, *, settled: bool = False) -> Look | None: ...


class Memory(Protocol):
    """The parts of the ledger a look reads."""

    @property
    def repositories(self) -> KnownRepositories: ...

    @property
    def blobs(self) -> BlobStore: ...

    @property
    def immutable(self) -> AnswerStore: ...

    @property
    def posted(self) -> Posts: ...

    @property
    def looks(self) -> Looks: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """GitHub and the ledger as one look sees them; `html_url`: GitHub's pages, `base_url`: our own."""

    github: Client
    who: Identity
    ledger: Memory
    read: Read
    now: Callable[[], datetime]
    default_mode: Mode = "observe"
    html_url: str = "https://github.com"
    base_url: str | None = None

    def page_of(self, repository: Repository) -> str | None:
        """Our own page about a repository, where there is one: of private ones our pages answer 404."""
        if self.base_url is None or repository.private:
            return None
        return f"{self.base_url.rstrip('/')}/repositories/{repository.full_name}"


async def view_from(target: Target, room: Room) -> View:
    """The room as this target's installation sees it. Raises Later or Never."""
    github = room.app.installation(target.installation)
    return View(
        github=github,
        who=await room.app.identity(github),
        ledger=room.ledger,
        read=room.read,
        now=room.now,
        default_mode=room.default_mode,
        html_url=room.github_url,
        base_url=room.base_url,
    )


@dataclass(frozen=True, slots=True)
class Gone:
    """There is nothing to look at (any more); `reason` is a sentence for the log."""

    reason: str
