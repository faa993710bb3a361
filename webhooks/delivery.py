"""A verified request to a receipt: headers, content type, JSON, and what it says about where to look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from pydantic import ValidationError

from webhooks.jobs import targets_of
from webhooks.payloads import Payload, RepositoryPart
from webhooks.targets import Receipt, RepositoryName

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVENT = re.compile(r"[a-z][a-z_]{0,63}")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class NotADelivery:
    """Why a signed request is not a delivery, in words for the log and the answer."""

    why: str


def read(headers: Mapping[str, str], body: bytes, own_app: int | None) -> Receipt | NotADelivery:
    """The receipt of a verified request, or why it is none.

    `headers` has lower-case names. What the payload holds beyond the fields we read is kept, not looked at.
    """
    event, id_ = headers.get("x-github-event"), headers.get("x-github-delivery")
    if event is None or id_ is None:
        return NotADelivery("X-GitHub-Event missing" if event is None else "X-GitHub-Delivery missing")
    if not _EVENT.fullmatch(event):
        return NotADelivery("X-GitHub-Event malformed")
    if not _ID.fullmatch(id_):
        return NotADelivery("X-GitHub-Delivery malformed")
    document = _document(headers.get("content-type", ""), body)
    if isinstance(document, NotADelivery):
        return document
    try:
        payload = Payload.model_validate_json(document)
    except ValidationError as error:
        return NotADelivery(_reason(error))
    return _receipt(id_, event, document, payload, own_app)


def _document(content_type: str, body: bytes) -> bytes | NotADelivery:
    """The JSON text of a body in either of the two content types a webhook can have.

    https://docs.github.com/en/webhooks/using-webhooks/creating-webhooks#choosing-a-content-type
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return body
    if kind != _FORM:
        return NotADelivery("content type is neither JSON nor a form")
    for field in body.split(b"&"):
        name, _, value = field.partition(b"=")
        if name == b"payload":
            return unquote_to_bytes(value.replace(b"+", b" "))
    return NotADelivery("form without a payload field")


def _reason(error: ValidationError) -> str:
    """What is wrong with a body, without quoting it."""
    kind = error.errors(include_url=False, include_context=True, include_input=False)[0]
    if kind["type"] != "json_invalid":
        return "payload is not a JSON object"
    deep = "recursion" in str(kind.get("ctx", {}).get("error", ""))
    return "JSON nested too deeply" if deep else "broken JSON"


def _receipt(id_: str, event: str, document: bytes, payload: Payload, own_app: int | None) -> Receipt:
    return Receipt(
        id=id_,
        event=event,
        action=payload.action,
        body=document,
        installation=payload.installation.id if payload.installation else None,
        repository=_named(payload.repository),
        targets=targets_of(event, payload, own_app),
    )


def _named(part: RepositoryPart | None) -> RepositoryName | None:
    """The repository's name; one that does not say it is public counts as private."""
    if part is None or part.id is None or part.full_name is None:
        return None
    return RepositoryName(part.id, part.full_name, part.private is not False, part.default_branch)
