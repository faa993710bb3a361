"""Ingest: a delivery and the targets it requests, durable in one group commit before it is acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from bot.engine.timing import Timing

if TYPE_CHECKING:
    from types import TracebackType

    from webhooks.targets import Receipt


class NotRecorded(Exception):  # noqa: N818 - the web answers 503 to it
    """The delivery is not known to be durable: the database is away, too slow, or refused it."""


class Recorder:
    """Records receipts. `async with Recorder(url) as recorder:` starts its writers; one per process will do.

    Opening never fails when the database is away: then `record` raises NotRecorded until it is back.
    """

    def __init__(
        self,
        url: str,
        timing: Timing = Timing(),  # noqa: B008 - frozen
        *,
        writers: int = 2,
        patience: float = 5.0,
        queue_bytes: int = 64_000_000,
    ) -> None:
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        raise NotImplementedError

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError

    async def record(self, receipt: Receipt) -> None:
        """Return once the receipt and its requests are committed; a known delivery requests again.

        Raises NotRecorded after `patience` seconds, when the queue is full, or when the database refuses.
        """
        raise NotImplementedError
