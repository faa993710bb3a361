"""Remembers answers for conditional requests: a 304 is not charged, and holds for one token only."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer with what makes the next request for it conditional."""

    content: bytes
    etag: str | None
    last_modified: str | None
    link: str | None = None

    @property
    def size(self) -> int:
        """Bytes held, roughly."""
        return len(self.content) + 512

    def condition(self) -> dict[str, str]:
        """The request headers that ask "only if changed"."""
        if self.etag:
            return {"If-None-Match": self.etag}
        return {"If-Modified-Since": self.last_modified} if self.last_modified else {}


class ETags:
    """Answers by (token, URL), least recently used ones dropped beyond `limit` bytes."""

    def __init__(self, limit: int = 64_000_000) -> None:
        self._limit, self._held = limit, 0
        self._answers: OrderedDict[tuple[str, str], Remembered] = OrderedDict()

    @property
    def held(self) -> int:
        """Bytes held now."""
        return self._held

    def get(self, token: str, url: str) -> Remembered | None:
        """The answer remembered for this URL under this token (its fingerprint, not the secret)."""
        answer = self._answers.get((token, url))
        if answer is not None:
            self._answers.move_to_end((token, url))
        return answer

    def put(self, token: str, url: str, answer: Remembered) -> None:
        """Remember an answer, unless it can never be asked for conditionally or is too large to keep."""
        self.drop(token, url)
        if not answer.condition() or answer.size > self._limit // 4:
            return
        self._answers[token, url] = answer
        self._held += answer.size
        while self._held > self._limit:
            self._held -= self._answers.popitem(last=False)[1].size

    def drop(self, token: str, url: str) -> None:
        """Forget one answer."""
        answer = self._answers.pop((token, url), None)
        if answer is not None:
            self._held -= answer.size
