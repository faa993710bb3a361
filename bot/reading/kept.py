"""What was read lately, by what it was read from: the same document is looked at again on every push."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from bot.reading.worker import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_LITTLE = 1000
"""Bytes an entry counts at least: its key and the book-keeping take room too."""


class Kept:
    """Packed documents up to so many bytes in all, the least recently used going first.

    Failures are kept for `patience` seconds: a slow document may not take a process on every look, and one
    that was only unlucky on a busy machine gets another attempt.
    """

    def __init__(self, most: int, patience: float, clock: Callable[[], float]) -> None:
        self._most, self._patience, self._clock = most, patience, clock
        self._entries: OrderedDict[Hashable, tuple[bytes | Failure, float]] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable) -> bytes | Failure | None:
        """What was kept under this key, unless it is a failure grown old."""
        found = self._entries.get(key)
        if found is None:
            return None
        answer, since = found
        if isinstance(answer, Failure) and self._clock() - since >= self._patience:
            return None
        self._entries.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: bytes | Failure) -> None:
        """Keep an answer, and let go of old ones beyond the bound."""
        self._drop(key)
        self._entries[key] = answer, self._clock()
        self._size += _size(answer)
        while self._size > self._most:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: Hashable) -> None:
        if key in self._entries:
            self._size -= _size(self._entries.pop(key)[0])


def _size(answer: bytes | Failure) -> int:
    return _LITTLE + (len(answer) if isinstance(answer, bytes) else len(answer.reason))
