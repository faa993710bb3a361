"""Every kind of delivery through the running service with its real database: answer, log line, what is kept."""

import logging
from urllib.parse import quote_plus

from bot.ledger import open_ledger
from tests.builders_service import Looker, serving, settings
from tests.builders_webhooks import as_json, headers, payload
from webhooks.app import PATH

BODY = as_json(payload(action="opened", number=7))
FORM = b"payload=" + quote_plus(BODY).encode()
HUGE = b" " * 26_000_000
FORM_TYPE = "application/x-www-form-urlencoded"
LOOKED = "pull_request.opened octo/tower: 202 recorded, 1 target: i/5/r/42/pull/7"

STORY = [
    ("good", BODY, {}, 202, LOOKED),
    ("good", BODY, {}, 202, LOOKED),  # replayed: the same id again
    ("form", FORM, {"content_type": FORM_TYPE}, 202, LOOKED),
    ("unknown", BODY, {"event": "an_event_of_next_year"}, 202, "an_event_of_next_year.opened octo/tower: 202 recorded, asks for nothing"),
    ("forged", BODY, {"x_hub_signature_256": "sha256=" + "f" * 64}, 401, "pull_request -: 401 signature wrong"),
    ("missing", BODY, {"x_hub_signature_256": None}, 401, "pull_request -: 401 signature missing"),
    ("sha1", BODY, {"x_hub_signature_256": None, "x_hub_signature": "sha1=" + "f" * 40}, 401, "pull_request -: 401 only a sha1 signature"),
    ("text", BODY, {"content_type": "text/plain"}, 400, "pull_request -: 400 content type is neither JSON nor a form"),
    ("broken", BODY[:-1], {}, 400, "pull_request -: 400 broken JSON"),
    ("no-event", BODY, {"x_github_event": None}, 400, "- -: 400 X-GitHub-Event missing"),
    ("huge", HUGE, {}, 413, "pull_request -: 413 body over 25 MB, not read"),
]  # fmt: skip
"""Delivery id, body, changed headers, answer, log line after the id; in this order, in one service."""


async def test_each_delivery_has_its_answer_its_line_and_its_place(database_url, tmp_path, caplog):
    caplog.set_level(logging.INFO, "webhooks")
    async with serving(settings(database_url, tmp_path), Looker()) as client:
        answers = [
            await client.post(PATH, content=body, headers=_headers(id_, body, changes))
            for id_, body, changes, _, _ in STORY
        ]
    assert [answer.status_code for answer in answers] == [status for *_, status, _ in STORY]
    lines = [record.getMessage() for record in caplog.records if record.name == "webhooks.app"]
    assert lines == [f"delivery {id_} {line}" for id_, *_, line in STORY]
    async with await open_ledger(database_url) as ledger:
        kept = {
            delivery.id: await ledger.deliveries.body(delivery.id)
            for delivery in await ledger.deliveries.recent()
        }
    assert kept == {"good": BODY, "form": BODY, "unknown": BODY}


def _headers(id_, body, changes):
    return headers(body, **{"event": "pull_request", "x_github_delivery": id_} | changes)
