import asyncio

from bot.web import probes
from bot.web.metrics import Metrics
from tests.builders_web import Shelf, StoredRepository, browser
from tests.builders_webhooks import SECRET, as_json, headers, payload
from webhooks.app import PATH, Reception


async def test_the_process_lives_even_when_the_database_is_away():
    async with browser(Shelf(away=True)) as client:
        assert (await client.get("/livez")).status_code == 200


async def test_ready_means_the_database_answers(monkeypatch):
    shelf = Shelf()
    async with browser(shelf) as client:
        assert (await client.get("/readyz")).text == "ok\n"
        shelf.away = True
        away = await client.get("/readyz")
    assert (away.status_code, away.text) == (503, "the database does not answer\n")


async def test_a_database_that_hangs_is_not_ready(monkeypatch):
    monkeypatch.setattr(probes, "_SECONDS", 0.01)

    class Stuck(Shelf):
        async def ready(self):
            await asyncio.Event().wait()

    async with browser(Stuck()) as client:
        assert (await client.get("/readyz")).status_code == 503


async def test_metrics_count_targets_and_name_no_repository():
    async with browser(Shelf(known=[StoredRepository()])) as client:
        text = (await client.get("/metrics")).text
    assert 'statusproof_targets{kind="pull",state="dead"} 5.0' in text
    assert 'statusproof_targets{kind="pull",state="waiting"} 1.0' in text
    assert 'statusproof_oldest_lag_seconds{kind="pull"} 6.5' in text
    assert "statusproof_database_up 1.0" in text
    assert "octo" not in text


async def test_metrics_say_that_the_database_is_away():
    shelf = Shelf()
    async with browser(shelf) as client:
        await client.get("/metrics")
        shelf.away = True
        text = (await client.get("/metrics")).text
    assert "statusproof_database_up 0.0" in text
    assert "statusproof_targets{" not in text


async def test_deliveries_are_counted_by_event_and_answer():
    """Whatever a stranger writes into a header makes no new series."""
    metrics = Metrics()

    async def record(receipt):
        if receipt.event == "issues":
            raise OSError("away")

    reception = Reception(record, [SECRET], answered=metrics.answered)
    body = as_json(payload())
    async with browser(Shelf(), reception=reception, metrics=metrics) as client:
        for event in ("push", "push", "star", "issues"):
            await client.post(PATH, content=body, headers=headers(body, event))
        await client.post(PATH, content=body, headers=headers(body, "forged", x_hub_signature_256=None))
        text = (await client.get("/metrics")).text
    series = sorted(line for line in text.splitlines() if line.startswith("statusproof_deliveries_total{"))
    assert series == [
        'statusproof_deliveries_total{answer="202",event="other"} 1.0',
        'statusproof_deliveries_total{answer="202",event="push"} 2.0',
        'statusproof_deliveries_total{answer="401",event="unverified"} 1.0',
        'statusproof_deliveries_total{answer="503",event="issues"} 1.0',
    ]
