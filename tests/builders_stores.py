"""The parts of the ledger that reading and writing GitHub need, in memory, as the ledger has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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
