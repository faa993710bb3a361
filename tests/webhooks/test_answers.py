"""What each kind of request is answered, as DESIGN.md names it, and the line an operator finds in the log."""

import asyncio
import logging
from contextlib import asynccontextmanager
from urllib.parse import quote_plus

import httpx
import pytest
from fastapi import FastAPI, Request

from tests.builders_webhooks import APP, SECRET, as_json, headers, payload
from webhooks.app import PATH, Reception, router
from webhooks.body import MOST_BYTES, Intake, declared_length
from webhooks.signature import sign

BODY = as_json(payload(action="opened", number=7))
LARGE = as_json(payload(action="opened", number=7, padding="x" * 300_000))
FORM = b"payload=" + quote_plus(BODY).encode()
FORM_TYPE = "application/x-www-form-urlencoded"
ID = "72d3162e-cc78-11e3-81ab-4c9367dc0958"
NOT_JSON = b'{"action":'


class Notebook:
    """Records receipts by their delivery's id, or fails as told."""

    def __init__(self):
        self.receipts, self.failure, self.answers = [], None, []

    async def record(self, receipt):
        if self.failure is not None:
            raise self.failure
        self.receipts.append(receipt)


@asynccontextmanager
async def client_of(reception):
    app = FastAPI()
    app.include_router(router(reception))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        yield client


@pytest.fixture
def notebook():
    return Notebook()


@pytest.fixture
async def client(notebook, caplog):
    caplog.set_level(logging.INFO, "webhooks")
    reception = Reception(notebook.record, ["older secret", SECRET], APP, notebook.answers.append)
    async with client_of(reception) as client:
        yield client


@pytest.mark.parametrize(
    ("body", "changes", "status", "line"),
    [
        (BODY, {}, 202, f"delivery {ID} pull_request.opened octo/tower: 202 recorded, 1 target: i/5/r/42/pull/7"),
        (FORM, {"content_type": FORM_TYPE}, 202, f"delivery {ID} pull_request.opened octo/tower: 202 recorded, 1 target: i/5/r/42/pull/7"),
        (LARGE, {}, 202, f"delivery {ID} pull_request.opened octo/tower: 202 recorded, 1 target: i/5/r/42/pull/7"),
        (BODY, {"x_github_event": "star"}, 202, f"delivery {ID} star.opened octo/tower: 202 recorded, asks for nothing"),
        (BODY, {"x_hub_signature_256": "sha256=" + "0" * 64}, 401, f"delivery {ID} pull_request -: 401 signature wrong"),
        (LARGE, {"x_hub_signature_256": "sha256=" + "0" * 64}, 401, f"delivery {ID} pull_request -: 401 signature wrong"),
        (BODY, {"x_hub_signature_256": "sha256=zz"}, 401, f"delivery {ID} pull_request -: 401 signature malformed"),
        (BODY, {"x_hub_signature_256": None}, 401, f"delivery {ID} pull_request -: 401 signature missing"),
        (BODY, {"x_hub_signature_256": None, "x_hub_signature": "sha1=" + "0" * 40}, 401, f"delivery {ID} pull_request -: 401 only a sha1 signature"),
        (BODY, {"x_hub_signature_256": None, "x_github_event": "<b>\x7f"}, 401, f"delivery {ID} <b>? -: 401 signature missing"),
        (BODY, {"content_type": "text/plain"}, 400, f"delivery {ID} pull_request -: 400 content type is neither JSON nor a form"),
        (BODY, {"x_github_event": None}, 400, f"delivery {ID} - -: 400 X-GitHub-Event missing"),
        (BODY, {"x_github_delivery": None}, 400, "delivery - pull_request -: 400 X-GitHub-Delivery missing"),
        (NOT_JSON, {}, 400, f"delivery {ID} pull_request -: 400 broken JSON"),
        (b"[]", {}, 400, f"delivery {ID} pull_request -: 400 payload is not a JSON object"),
        (b"", {"content_length": str(MOST_BYTES + 1)}, 413, f"delivery {ID} pull_request -: 413 body over 25 MB, not read"),
    ],
)  # fmt: skip
async def test_what_is_answered_and_logged(  # noqa: PLR0917 - one argument a column
    client, notebook, caplog, body, changes, status, line
):
    answer = await client.post(
        PATH, content=body, headers=headers(body, **{"event": "pull_request"} | changes)
    )
    assert answer.status_code == status
    assert [record.getMessage() for record in caplog.records] == [line]
    assert [a.status for a in notebook.answers] == [status]
    assert len(notebook.receipts) == (status == 202)
    assert SECRET not in caplog.text


async def test_the_reason_of_a_refusal_is_in_the_answer_and_nothing_else_is(client):
    answer = await client.post(
        PATH, content=BODY, headers=headers(BODY, x_hub_signature_256="sha256=" + "0" * 64)
    )
    assert answer.json() == {"status": "not signed by us", "reason": "signature wrong"}


async def test_a_replayed_delivery_is_recorded_again(client, notebook):
    """The recorder knows the id already; whether it does is none of the sender's business."""
    for _ in range(2):
        assert (
            await client.post(PATH, content=BODY, headers=headers(BODY, "pull_request"))
        ).status_code == 202
    assert notebook.receipts[0] == notebook.receipts[1]


async def test_what_is_signed_with_an_older_secret_is_good_while_rotating(client):
    signed = headers(BODY, x_hub_signature_256=sign(BODY, "older secret"))
    assert (await client.post(PATH, content=BODY, headers=signed)).status_code == 202


async def test_nothing_is_acknowledged_that_could_not_be_recorded(client, notebook, caplog):
    notebook.failure = OSError("connection refused\nby 127.0.0.1")
    answer = await client.post(PATH, content=BODY, headers=headers(BODY, "pull_request"))
    assert (answer.status_code, answer.json()) == (503, {"status": "cannot record"})
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [
        ("ERROR", f"delivery {ID} pull_request.opened octo/tower: 503 cannot record: OSError: connection refused?by 127.0.0.1")
    ]  # fmt: skip


async def test_a_database_that_does_not_answer_in_time_is_no_acknowledgement(caplog):
    async def record(_):
        await asyncio.Event().wait()

    async with client_of(Reception(record, [SECRET], seconds=0.05)) as client:
        answer = await client.post(PATH, content=BODY, headers=headers(BODY))
    assert answer.status_code == 503
    assert "503 cannot record: the database took over 0.05 s" in caplog.text


async def test_a_body_without_a_length_is_counted_while_it_is_read(client, notebook, caplog):
    sent = 0

    async def endless():
        nonlocal sent
        while True:
            sent += 1_000_000
            yield b"x" * 1_000_000

    answer = await client.post(PATH, content=_until(endless(), 90), headers=headers(BODY))
    assert answer.status_code == 413
    assert "413 body over 25 MB" in caplog.text
    assert sent < 100_000_000
    assert notebook.receipts == []


async def _until(chunks, most):
    for _ in range(most):
        yield await anext(chunks)


async def test_a_body_that_does_not_arrive_is_not_a_delivery(notebook, caplog):
    async def stuck():
        yield b"{"
        await asyncio.sleep(0.2)
        yield b"}"

    async with client_of(Reception(notebook.record, [SECRET], seconds=0.05)) as client:
        answer = await client.post(PATH, content=stuck(), headers=headers(b"{}"))
    assert answer.status_code == 400
    assert "400 body did not arrive whole" in caplog.text


async def test_bodies_in_flight_together_are_bounded_and_their_room_is_given_back(notebook, caplog):
    reception = Reception(notebook.record, [SECRET], intake=Intake(most_held=len(BODY)))
    async with client_of(reception) as client:
        too_much = await client.post(PATH, content=LARGE, headers=headers(LARGE))
        fits = [await client.post(PATH, content=BODY, headers=headers(BODY)) for _ in range(3)]
    assert too_much.status_code == 503
    assert "503 too many large bodies at once" in caplog.text
    assert [answer.status_code for answer in fits] == [202, 202, 202]


@pytest.mark.parametrize("length", ["", "many", "1" * 30, "٣"])
def test_a_length_that_is_no_number_is_none(length):
    request = Request({"type": "http", "headers": [(b"content-length", length.encode())]})
    assert declared_length(request) == 0
