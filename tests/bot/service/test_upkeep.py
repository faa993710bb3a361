import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from bot.service import rooms, upkeep
from tests.builders_service import settings
from tests.builders_webhooks import as_json, headers, payload
from webhooks.delivery import read

BODY = as_json(payload())


async def test_old_deliveries_go_and_new_ones_stay(database_url, tmp_path):
    async with rooms.opened(settings(database_url, tmp_path)) as opened:
        for id_ in ("old", "new"):
            await opened.ledger.deliveries.record(read(headers(BODY, x_github_delivery=id_), BODY, None))
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute(
                "UPDATE delivery SET received_at = %s WHERE id = 'old'", [datetime(2020, 1, 1, tzinfo=UTC)]
            )
        await upkeep.once(opened)
        assert [delivery.id for delivery in await opened.ledger.deliveries.recent()] == ["new"]


async def test_the_embedded_database_is_dumped_once_a_day():
    # Not pytest's own folder: the account that runs PostgreSQL for root cannot pass it.
    with tempfile.TemporaryDirectory(prefix="statusproof-upkeep-", ignore_cleanup_errors=True) as folder:
        async with rooms.opened(settings(None, Path(folder))) as opened:
            await upkeep.once(opened)
            await upkeep.once(opened)
            assert len([file for file in Path(folder).rglob("*") if file.suffix == ".dump"]) == 1


async def test_what_fails_is_logged_and_tried_again(monkeypatch, caplog):
    tries = asyncio.Semaphore(0)

    async def fail(_):
        tries.release()
        raise OSError("disk full")

    monkeypatch.setattr(upkeep, "once", fail)
    keeping = asyncio.create_task(upkeep.keep_house(None, every=0))
    async with asyncio.timeout(5):
        await tries.acquire()
        await tries.acquire()
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    assert "disk full" in caplog.text
