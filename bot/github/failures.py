"""Turns a failed call into later or never, with a reason a person understands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import Later, Never
from bot.github.redaction import quotable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

AWAY = timedelta(seconds=30)
"""How long to leave GitHub alone after an error of its own."""

_NEEDED = (  # the longest fitting part of the path decides; the answer's own header goes first
    ("/check-runs", "checks"),
    ("/check-suites", "checks"),
    ("/statuses", "statuses"),
    ("/git/", "contents"),
    ("/compare/", "contents"),
    ("/pulls", "pull requests"),
    ("/comments", "issues"),
    ("/labels", "issues"),
    ("/issues", "issues"),
)


class Unknown(Later):
    """A create was sent and no answer came: it may or may not exist. Read the list again before a retry."""


class Missing(Never):
    """What was asked for is not there, or not for us to see (404, 410, an empty repository)."""


class Uninstalled(Never):
    """The App is no longer installed there."""


def later(reason: str, until: datetime) -> Later:
    """The run should come back at `until`."""
    return Later(until, reason)


def unknown(reason: str, until: datetime) -> Unknown:
    """The run should come back and look first whether its create was carried out."""
    return Unknown(until, reason)


def failure(  # noqa: PLR0911 - one line per kind of answer reads as the table it is
    call: str, status: int, message: str, headers: Mapping[str, str], now: datetime
) -> Exception:
    """The error for an answer of status 400 or more that is no rate limit.

    `call` is method and path, `message` GitHub's own words. Later for what heals by itself, else Never.
    """
    said = quotable(message) or "no reason given"
    if status >= 500:
        return later(f"GitHub failed on {call}: {status}", now + AWAY)
    if "suspended" in message.lower() and status == 403:
        return Never("This installation of the App is suspended; its owner can resume it in the settings")
    if status == 401:
        return Never(
            f"GitHub refused our credentials for {call}: check the App id and its private key ({said})"
        )
    if status == 403 and "not accessible by integration" in message.lower():
        return Never(f"The App lacks the permission {_permission(call, headers)}, needed for {call}")
    if status == 409:
        empty = "empty" in message.lower()
        return Missing("The repository is empty") if empty else later(f"GitHub is busy: {said}", now + AWAY)
    if status in (404, 410):
        return Missing(f"{call}: not there, or not open to the App ({said})")
    if status == 451:
        return Never(f"{call}: withheld for legal reasons")
    return Never(f"GitHub refused {call}: {status}, {said}")


def _permission(call: str, headers: Mapping[str, str]) -> str:
    method, _, path = call.partition(" ")
    accepted = headers.get("x-accepted-github-permissions")
    if accepted:
        return quotable(accepted, 100)
    noun = next((noun for part, noun in _NEEDED if part in path), "metadata")
    return f"{noun}: {'read' if method == 'GET' else 'write'}"


def said(body: object) -> str:
    """GitHub's own words in an error body: the message and, of a validation error, each field's complaint."""
    if not isinstance(body, dict):
        return ""
    errors = body.get("errors")
    details = [_complaint(error) for error in errors[:5]] if isinstance(errors, list) else []
    return "; ".join(part for part in (str(body.get("message") or ""), *details) if part)


def _complaint(error: object) -> str:
    if not isinstance(error, dict):
        return str(error)
    named = (error.get(key) for key in ("resource", "field", "code", "message"))
    return " ".join(str(part) for part in named if part)
