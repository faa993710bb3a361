"""Ingest: a delivery and the targets it requests, durable in one group commit before it is acknowledged."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import psycopg

from bot.engine import statements
from bot.engine.ending import end
from bot.engine.targets import request_arguments
from bot.engine.timing import Timing
from bot.ledger import storable
from bot.ledger.address import CONNECT_TIMEOUT, SESSION, for_psycopg

if TYPE_CHECKING:
    from types import TracebackType

    from webhooks.targets import Receipt

LOG = logging.getLogger(__name__)

_PATIENCE = 1.0  # for a writer to end
_BATCH = 128  # receipts per commit
_BATCH_BYTES = 8_000_000
_SESSION = f"{SESSION} -c statement_timeout=10s"  # a writer must not hang where its callers gave up
_LARGE = 256_000  # bodies from here on are compressed off the event loop

_DELIVERIES = """
INSERT INTO delivery (id, event, action, installation, repository, body, size)
SELECT * FROM unnest(
    %(ids)s::text[], %(events)s::text[], %(actions)s::text[], %(installations)s::bigint[],
    %(repositories)s::bigint[], %(bodies)b::bytea[], %(sizes)s::bigint[])
ORDER BY 1
ON CONFLICT (id) DO NOTHING
"""

_REPOSITORIES = """
INSERT INTO repository AS r (id, installation, full_name, private, default_branch)
SELECT * FROM unnest(
    %(ids)s::bigint[], %(installations)s::bigint[], %(names)s::text[], %(private)s::bool[],
    %(branches)s::text[])
ORDER BY 1
ON CONFLICT (id) DO UPDATE SET
    installation = excluded.installation, full_name = excluded.full_name, private = excluded.private,
    default_branch = coalesce(excluded.default_branch, r.default_branch), seen_at = now()
WHERE (r.installation, r.full_name, r.private, r.default_branch) IS DISTINCT FROM (
    excluded.installation, excluded.full_name, excluded.private,
    coalesce(excluded.default_branch, r.default_branch)) OR r.seen_at < now() - interval '1 hour'
"""


class NotRecorded(Exception):  # noqa: N818 - the web answers 503 to it
    """The delivery is not known to be durable: the database is away, too slow, or refused it."""


@dataclass(frozen=True, slots=True)
class _Item:
    receipt: Receipt
    packed: bytes
    done: asyncio.Future[None]


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
        self._url = for_psycopg(url)
        self._timing = timing
        self._writers = writers
        self._patience = patience
        self._queue_bytes = queue_bytes
        self._queued = 0
        self._queue: asyncio.Queue[_Item] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._keep_writing()) for _ in range(self._writers)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*(end(task, _PATIENCE) for task in self._tasks))
        while not self._queue.empty():
            _tell([self._queue.get_nowait()], NotRecorded("the service is stopping"))

    async def record(self, receipt: Receipt) -> None:
        """Return once the receipt and its requests are committed; a known delivery requests again.

        Raises NotRecorded after `patience` seconds, when the queue is full, or when the database refuses.
        """
        large = len(receipt.body) >= _LARGE
        pack = asyncio.to_thread(storable.pack, receipt.body) if large else None
        packed = storable.pack(receipt.body) if pack is None else await pack
        if self._queued + len(packed) > self._queue_bytes:
            raise NotRecorded("too many deliveries wait to be recorded")
        item = _Item(receipt, packed, asyncio.get_running_loop().create_future())
        self._queued += len(packed)  # until a writer is through with it, even if its caller gives up before
        self._queue.put_nowait(item)
        try:
            async with asyncio.timeout(self._patience):
                await item.done
        except TimeoutError:
            raise NotRecorded("the database is too slow or away") from None

    async def _keep_writing(self) -> None:
        connection: psycopg.AsyncConnection[Any] | None = None
        try:
            while True:
                batch = await self._next_batch()
                try:
                    connection = await self._write(connection, batch)
                except asyncio.CancelledError:
                    _tell(batch, NotRecorded("the service is stopping"))
                    raise
                except Exception:  # a bug must cost these deliveries a 503, not all later ones
                    LOG.exception("cannot record %d deliveries", len(batch))
                    connection = None
                    _tell(batch, NotRecorded("they cannot be recorded"))
                self._queued -= sum(len(item.packed) for item in batch)
        finally:
            if connection is not None:
                await connection.close()

    async def _next_batch(self) -> list[_Item]:
        """Whatever waits by now, within bounds; callers who gave up are left out."""
        batch: list[_Item] = []
        size = 0
        while not batch or (len(batch) < _BATCH and size < _BATCH_BYTES and not self._queue.empty()):
            item = await self._queue.get()
            if item.done.done():
                self._queued -= len(item.packed)
                continue
            batch.append(item)
            size += len(item.packed)
        return batch

    async def _write(
        self, connection: psycopg.AsyncConnection[Any] | None, batch: list[_Item]
    ) -> psycopg.AsyncConnection[Any] | None:
        """Commit the batch and tell its callers. Gives back the connection to go on with."""
        fresh = connection is None
        try:
            if connection is None:
                connection = await psycopg.AsyncConnection.connect(
                    self._url, options=_SESSION, connect_timeout=CONNECT_TIMEOUT
                )
            await _commit(connection, batch, self._timing)
        except BaseException as error:
            if connection is not None:
                await connection.close()
            if not isinstance(error, psycopg.Error):
                raise
            return await self._recover(batch, error, fresh=fresh)
        _tell(batch, None)
        return connection

    async def _recover(
        self, batch: list[_Item], error: psycopg.Error, *, fresh: bool
    ) -> psycopg.AsyncConnection[Any] | None:
        """A broken connection is tried anew once; a receipt that is refused must not take others with it."""
        if isinstance(error, psycopg.OperationalError):
            if not fresh:
                return await self._write(None, batch)
            LOG.error("cannot record %d deliveries: %s", len(batch), type(error).__name__)
        elif len(batch) > 1:
            connection = None
            for item in batch:
                connection = await self._write(connection, [item])
            return connection
        else:
            LOG.error("the database refuses delivery %.60r: %s", batch[0].receipt.id, type(error).__name__)
        _tell(batch, NotRecorded("the database cannot record it"))
        return None


def _tell(batch: list[_Item], error: NotRecorded | None) -> None:
    for item in batch:
        if item.done.done():
            continue
        if error is None:
            item.done.set_result(None)
        else:
            item.done.set_exception(error)


async def _commit(connection: psycopg.AsyncConnection[Any], batch: list[_Item], timing: Timing) -> None:
    """One transaction, one round trip: deliveries, repositories, targets, each in the order of its keys."""
    repositories = _repositories(batch)
    requests = request_arguments((target for item in batch for target in item.receipt.targets), timing)
    async with connection.pipeline(), connection.transaction():
        await connection.execute(_DELIVERIES, _deliveries(batch))
        if repositories["ids"]:
            await connection.execute(_REPOSITORIES, repositories)
        if requests["keys"]:
            await connection.execute(statements.REQUEST, requests)


def _deliveries(batch: list[_Item]) -> dict[str, list[Any]]:
    receipts = [item.receipt for item in batch]
    return {
        "ids": [storable.text(receipt.id) for receipt in receipts],
        "events": [storable.text(receipt.event) for receipt in receipts],
        "actions": [storable.maybe(receipt.action) for receipt in receipts],
        "installations": [receipt.installation for receipt in receipts],
        "repositories": [receipt.repository and receipt.repository.id for receipt in receipts],
        "bodies": [item.packed for item in batch],
        "sizes": [len(receipt.body) for receipt in receipts],
    }


def _repositories(batch: list[_Item]) -> dict[str, list[Any]]:
    seen = {
        item.receipt.repository.id: (item.receipt.installation, item.receipt.repository)
        for item in batch
        if item.receipt.repository is not None and item.receipt.installation is not None
    }
    return {
        "ids": list(seen),
        "installations": [installation for installation, _ in seen.values()],
        "names": [storable.text(name.full_name) for _, name in seen.values()],
        "private": [name.private for _, name in seen.values()],
        "branches": [storable.maybe(name.default_branch) for _, name in seen.values()],
    }
