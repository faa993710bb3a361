"""Small deliveries of our own writing, signed or not, for tests."""

from __future__ import annotations

import json
from typing import Any

from webhooks.signature import sign

SECRET = "the shared secret"
APP = 77
INSTALLATION = 5
REPOSITORY = 42


def payload(**fields: Any) -> dict[str, Any]:
    """What every delivery of an installed repository says, with more fields."""
    return {
        "installation": {"id": INSTALLATION, "node_id": "MDI="},
        "repository": {
            "id": REPOSITORY,
            "full_name": "octo/tower",
            "private": False,
            "default_branch": "main",
        },
        "sender": {"id": 9, "login": "ada", "type": "User"},
    } | fields


def pull_entry(number: int, base_repository: int = REPOSITORY) -> dict[str, Any]:
    """One entry of a check's `pull_requests`."""
    return {"id": 1000 + number, "number": number, "base": {"ref": "main", "repo": {"id": base_repository}}}


def by_bot(**fields: Any) -> dict[str, Any]:
    """An issue or comment our own app wrote."""
    return {"user": {"id": 1, "type": "Bot"}, "performed_via_github_app": {"id": APP}} | fields


def headers(body: bytes, event: str = "push", **changes: str | None) -> dict[str, str]:
    """The headers of a delivery of `body`, signed; underscores in names stand for dashes, None leaves one out."""
    given = {
        "content-type": "application/json",
        "x-github-event": event,
        "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "x-hub-signature-256": sign(body, SECRET),
    }
    changed = given | {name.replace("_", "-"): value for name, value in changes.items()}
    return {name: value for name, value in changed.items() if value is not None}


def as_json(document: Any) -> bytes:
    return json.dumps(document).encode()
