"""The service as it runs: real server, real database."""

import asyncio
import logging
import os
import signal
import socket

import psycopg
import pytest

from bot import log, service
from bot.engine import Recorder
from bot.ledger import open_ledger
from bot.service import ServiceError, rooms
from tests.builders_service import Looker, serving, settings
from tests.builders_webhooks import as_json, headers, payload
from webhooks.app import PATH
from webhooks.delivery import read

BODY = as_json(payload(action="opened", number=7))
PULL = "i/5/r/42/pull/7"


async def stored(url):
    async with await open_ledger(url) as ledger:
        return [(d.id, d.event, d.action) for d in await ledger.deliveries.recent()]


async def test_a_delivery_is_recorded_and_its_target_looked_at(database_url, tmp_path):
    looker = Looker()
    async with serving(settings(database_url, tmp_path), looker) as client:
        answer = await client.post(PATH, content=BODY, headers=headers(BODY, "pull_request"))
        assert answer.status_code == 202
        async with asyncio.timeout(20):
            await looker.looked.wait()
        assert (await client.get("/readyz")).status_code == 200
        assert (
            'statusproof_deliveries_total{answer="202",event="pull_request"} 1.0'
            in (await client.get("/metrics")).text
        )
        assert "<h1>Repositories</h1>" in (await client.get("/")).text
    assert looker.keys == [PULL]
    assert await stored(database_url) == [(headers(BODY)["x-github-delivery"], "pull_request", "opened")]


async def test_a_replayed_delivery_asks_for_its_targets_again(database_url, tmp_path):
    looker = Looker()
    async with serving(settings(database_url, tmp_path), looker) as client:
        for _ in range(2):
            looker.looked.clear()
            answer = await client.post(PATH, content=BODY, headers=headers(BODY, "pull_request"))
            assert answer.status_code == 202
            async with asyncio.timeout(20):
                await looker.looked.wait()
    assert looker.keys == [PULL, PULL]
    assert len(await stored(database_url)) == 1


async def test_what_is_refused_is_not_recorded(database_url, tmp_path):
    unsigned = headers(BODY, x_hub_signature_256=None)
    forged = headers(BODY, x_hub_signature_256="sha256=" + "0" * 64)
    async with serving(settings(database_url, tmp_path), Looker()) as client:
        answers = [await client.post(PATH, content=BODY, headers=given) for given in (unsigned, forged)]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert await stored(database_url) == []


async def test_without_its_database_the_service_stays_and_says_503(database_url, tmp_path, caplog):
    """And once the database is back, so is the service, without a restart."""
    caplog.set_level(logging.INFO)
    name = database_url.partition("@/")[2].partition("?")[0]
    server = database_url.replace(f"@/{name}?", "@/statusproof?")

    def administer(*statements):
        with psycopg.connect(server, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    looker = Looker()
    async with serving(settings(database_url, tmp_path), looker) as client:
        administer(
            f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        )
        away = await client.post(PATH, content=BODY, headers=headers(BODY, "pull_request"))
        ready = await client.get("/readyz")
        administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        async with asyncio.timeout(30):
            while (
                await client.post(PATH, content=BODY, headers=headers(BODY, "pull_request"))
            ).status_code != 202:
                await asyncio.sleep(0.1)
            await looker.looked.wait()
    assert (away.status_code, away.json()) == (503, {"status": "cannot record"})
    assert ready.status_code == 503
    lines = [r.getMessage() for r in caplog.records if r.name == "webhooks.app" and r.levelname == "ERROR"]
    assert "pull_request.opened octo/tower: 503 cannot record" in lines[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_accepting_and_lets_a_running_look_finish(database_url, tmp_path, number):
    looker = Looker(hold=asyncio.Event())
    address = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(
        service.serve(settings(database_url, tmp_path), looker.compose, port=0, started=address.set_result)
    )
    port = int((await address).rpartition(":")[2])
    async with Recorder(database_url) as recorder:
        await recorder.record(_receipt())
    async with asyncio.timeout(20):
        await looker.looked.wait()
        os.kill(os.getpid(), number)
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                break
            writer.close()
            await asyncio.sleep(0.02)
    assert not running.done()
    looker.hold.set()
    async with asyncio.timeout(20):
        await running
    assert looker.ended == [PULL]


def _receipt():
    return read(headers(BODY, "pull_request"), BODY, None)


async def test_a_worker_takes_over_what_the_web_recorded(database_url, tmp_path):
    looker, stop, started = Looker(), asyncio.Event(), asyncio.Event()
    async with Recorder(database_url) as recorder:
        await recorder.record(_receipt())
    running = asyncio.create_task(
        service.worker(settings(database_url, tmp_path), looker.compose, stop=stop, started=started.set)
    )
    async with asyncio.timeout(20):
        await started.wait()
        await looker.looked.wait()
        stop.set()
        await running
    assert looker.ended == [PULL]


async def test_records_of_a_look_name_its_target(database_url, tmp_path, caplog):
    class Speaking(Looker):
        async def body(self, target, fence):
            self.keys.append(log._target.get())
            self.looked.set()

    looker = Speaking()
    async with serving(settings(database_url, tmp_path), looker) as client:
        await client.post(PATH, content=BODY, headers=headers(BODY, "pull_request"))
        async with asyncio.timeout(20):
            await looker.looked.wait()
    assert looker.keys == [PULL]


async def test_a_taken_port_is_one_line_that_says_what_to_do(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            ServiceError, match=rf"cannot listen on 127.0.0.1 port {port}: .*; choose another --port"
        ):
            await service.serve(settings("postgresql://x/y", tmp_path), Looker().compose, port=port)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://x/y", "STATUSPROOF_DATABASE_URL: the database must be PostgreSQL"),
        ("postgresql://me:hunter2@127.0.0.1:1/x", "the database cannot be reached"),
    ],
)
async def test_a_database_that_cannot_be_had_is_one_line(tmp_path, url, said):
    with pytest.raises(ServiceError) as caught:
        async with rooms.opened(settings(url, tmp_path), patience=0):
            pass
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


async def test_a_database_that_comes_up_late_is_waited_for(tmp_path, monkeypatch, caplog, database_url):
    found = rooms.open_ledger
    tries = iter([False, True])

    async def open_late(url):
        return await found(url if next(tries) else "postgresql://127.0.0.1:1/x")

    monkeypatch.setattr(rooms, "open_ledger", open_late)
    monkeypatch.setattr(rooms, "PAUSE", 0)
    async with rooms.opened(settings(database_url, tmp_path)) as opened:
        assert await opened.ledger.ready()
    assert "the database cannot be reached yet" in caplog.text


async def test_ipv6_addresses_are_written_as_such(database_url, tmp_path):
    try:
        async with serving(settings(database_url, tmp_path), Looker(), host="::1") as client:
            assert str(client.base_url).startswith("http://[::1]:")
            assert (await client.get("/livez")).status_code == 200
    except ServiceError as error:
        pytest.skip(f"no IPv6 here: {error}")


async def test_without_a_url_the_embedded_database_is_used(database_server, caplog):
    caplog.set_level(logging.INFO)
    async with rooms.opened(settings(None, database_server.data_dir)) as opened:
        assert opened.server is not None
        assert await opened.ledger.ready()
    assert "PostgreSQL" in caplog.text
