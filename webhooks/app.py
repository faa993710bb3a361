"""POST /webhooks/github: verify, decode, record durably, answer; one log line each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from webhooks import lines
from webhooks.body import MOST_BYTES, Busy, Intake, TooLarge, Unread, declared_length
from webhooks.delivery import NotADelivery, read
from webhooks.lines import Answer
from webhooks.signature import refused, refused_unread
from webhooks.targets import Receipt

log = logging.getLogger(__name__)

PATH = "/webhooks/github"
SECONDS = 9.0
"""GitHub cuts the connection after 10 s: what is not durable by then must not be acknowledged.

https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks
"""
_LARGE = 256 * 1024
"""Bodies above this are hashed and decoded off the event loop."""

Record = Callable[[Receipt], Awaitable[object]]
"""Makes a receipt durable together with the targets it requests; returns after the commit."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What receiving needs: where to record, the shared secrets (several while rotating), our app's id.

    `answered` is told of every answer, for the metrics. `seconds` bounds reading and recording together.
    """

    record: Record
    secrets: Sequence[str]
    own_app: int | None = None
    answered: Callable[[Answer], None] = lambda _: None
    seconds: float = SECONDS
    intake: Intake = field(default_factory=Intake)


def router(reception: Reception) -> APIRouter:
    """The route that receives deliveries."""
    routes = APIRouter()

    @routes.post(PATH, summary="Receive a webhook delivery", tags=["webhooks"], status_code=202)
    async def receive(request: Request) -> Response:
        answer = await _answer(request, reception)
        log.log(_level(answer.status), "%s", answer.line, extra={"fields": answer.fields})
        reception.answered(answer)
        return _response(answer)

    return routes


async def _answer(request: Request, reception: Reception) -> Answer:
    """What is to be answered, and why."""
    headers = request.headers
    if declared_length(request) > MOST_BYTES:
        return lines.unverified(headers, 413, "body over 25 MB, not read", unread=True)
    signature = headers.get("x-hub-signature-256")
    reason = refused_unread(signature, headers.get("x-hub-signature"))
    if reason or signature is None:
        return lines.unverified(headers, 401, reason or "signature missing", unread=True)
    deadline = asyncio.get_running_loop().time() + reception.seconds
    try:
        async with asyncio.timeout_at(deadline):
            body = await reception.intake.read(request)
    except TooLarge:
        return lines.unverified(headers, 413, "body over 25 MB", unread=True)
    except Busy:
        return lines.unverified(headers, 503, "too many large bodies at once", unread=True)
    except (TimeoutError, ClientDisconnect):
        return lines.unverified(headers, 400, "body did not arrive whole", unread=True)
    if len(body) > _LARGE:
        receipt = await asyncio.to_thread(_receipt, headers, body, signature, reception)
    else:
        receipt = _receipt(headers, body, signature, reception)
    return receipt if isinstance(receipt, Answer) else await _record(receipt, reception, deadline)


def _receipt(
    headers: Mapping[str, str], body: bytes, signature: str, reception: Reception
) -> Receipt | Answer:
    """The receipt of a body that is signed and a delivery, or the answer to one that is not."""
    reason = refused(body, signature, reception.secrets)
    if reason:
        return lines.unverified(headers, 401, reason)
    receipt = read(headers, body, reception.own_app)
    if isinstance(receipt, NotADelivery):
        return lines.unverified(headers, 400, receipt.why)
    return receipt


async def _record(receipt: Receipt, reception: Reception, deadline: float) -> Answer:
    """202 only for what is durable. Whatever goes wrong, GitHub keeps the delivery and can send it again."""
    try:
        async with asyncio.timeout_at(deadline):
            await reception.record(receipt)
    except TimeoutError:
        return lines.verified(receipt, 503, f"cannot record: the database took over {reception.seconds:g} s")
    except Exception as error:  # noqa: BLE001 - whatever it is, the delivery is not durable
        return lines.verified(receipt, 503, f"cannot record: {type(error).__name__}: {error}")
    return lines.verified(receipt, 202, lines.recorded(receipt))


def _level(status: int) -> int:
    return logging.INFO if status < 400 else logging.WARNING if status < 500 else logging.ERROR


def _response(answer: Answer) -> Response:
    """The words go back only where they say nothing of our inside."""
    word = _WORDS[answer.status]
    if answer.status == 202:
        return JSONResponse({"status": word, "delivery": answer.delivery}, 202)
    content = {"status": word} if answer.status == 503 else {"status": word, "reason": answer.why}
    return Unread(content, answer.status) if answer.unread else JSONResponse(content, answer.status)


_WORDS = {
    202: "recorded",
    400: "not a delivery",
    401: "not signed by us",
    413: "too large",
    503: "cannot record",
}
