"""The parts of the ledger that reading and writing GitHub need, in memory, as the ledger has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ledger import Intent, Look, Post, Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime


@dataclass
class Blobs:
    """Blobs by hash."""

    held: dict[tuple[int, str], bytes] = field(default_factory=dict)

    async def get(self, repository: int, shas: Iterable[str]) -> dict[str, bytes]:
        return {sha: self.held[repository, sha] for sha in shas if (repository, sha) in self.held}

    async def put(self, repository: int, blobs: Mapping[str, bytes]) -> None:
        for sha, content in blobs.items():
            self.held.setdefault((repository, sha), content)


@dataclass
class Answers:
    """Answers by key; the first to write one wins."""

    held: dict[tuple[int, str], bytes] = field(default_factory=dict)

    async def get(self, repository: int, key: str) -> bytes | None:
        return self.held.get((repository, key))

    async def put(self, repository: int, key: str, answer: bytes) -> None:
        self.held.setdefault((repository, key), answer)


@dataclass
class Repositories:
    """Repositories as last seen."""

    held: dict[int, Repository] = field(default_factory=dict)

    async def get(self, repository: int) -> Repository | None:
        return self.held.get(repository)

    async def save(self, repository: Repository) -> None:
        self.held[repository.id] = repository


@dataclass
class Posts:
    """What was posted, by target, kind and marker."""

    held: dict[tuple[str, str, str], Post] = field(default_factory=dict)

    async def of(self, target_key: str) -> tuple[Post, ...]:
        return tuple(post for post in self.held.values() if post.target == target_key)

    async def save(self, post: Post) -> None:
        self.held[post.target, post.kind, post.marker] = post

    async def forget(self, target_key: str, kind: str, marker: str) -> None:
        self.held.pop((target_key, kind, marker), None)


@dataclass
class Looks:
    """The looks at each target, newest last."""

    held: list[Look] = field(default_factory=list)

    async def last(self, target_key: str, *, settled: bool = False) -> Look | None:
        fitting = [look for look in self.held if look.target == target_key and (look.settled or not settled)]
        return fitting[-1] if fitting else None

    async def save(self, look: Look) -> None:
        self.held.append(look)


@dataclass
class Intents:
    """Creations begun and not known to be done; `now` stands for the database's clock."""

    now: Callable[[], datetime]
    held: dict[tuple[str, str, str], Intent] = field(default_factory=dict)

    async def open(self, target_key: str) -> tuple[Intent, ...]:
        return tuple(intent for intent in self.held.values() if intent.target == target_key)

    async def record(self, target_key: str, kind: str, marker: str, run: int) -> None:
        self.held[target_key, kind, marker] = Intent(target_key, kind, marker, run, self.now())

    async def settle(self, target_key: str, kind: str, marker: str) -> None:
        self.held.pop((target_key, kind, marker), None)


class Stores:
    """A ledger in memory."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.blobs, self.immutable = Blobs(), Answers()
        self.repositories, self.posted, self.looks = Repositories(), Posts(), Looks()
        self.intents = Intents(now)
