"""What GitHub refuses in the bodies of writes.

https://docs.github.com/rest/checks/runs#create-a-check-run
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.sandbox.errors import invalid, unreadable

if TYPE_CHECKING:
    from bot.sandbox.model import Json

_BODY = 65536
_TITLE = 256
_OUTPUT = 65535
_ANNOTATIONS = 50
_ACTIONS = 3
_ACTION_LENGTHS = {"label": 20, "description": 40, "identifier": 20}
_STATUSES = ("queued", "in_progress", "completed")
_CONCLUSIONS = (
    "action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"
)  # fmt: skip
_LEVELS = ("notice", "warning", "failure")


def text(resource: str, body: Json, name: str, *, most: int, required: bool = False) -> None:
    """A string of at most `most` characters."""
    value = body.get(name)
    if value is None or value == "":
        if required:
            raise invalid(resource, name, "missing_field")
        return
    if not isinstance(value, str):
        raise unreadable(f"For 'properties/{name}', {value!r} is not a string.")
    if len(value) > most:
        raise invalid(resource, name, "custom", f"{name} is too long (maximum is {most} characters)")


def issue(body: Json, *, new: bool) -> None:
    """Title at most 256, body at most 65536 characters."""
    text("Issue", body, "title", most=_TITLE, required=new or "title" in body)
    text("Issue", body, "body", most=_BODY)
    for name in ("labels", "assignees"):
        if not isinstance(body.get(name, []), list):
            raise unreadable(f"For 'properties/{name}', {body[name]!r} is not an array.")
    if body.get("state") not in (None, "open", "closed"):
        raise invalid("Issue", "state", "invalid")
    if body.get("state_reason") not in (None, "completed", "not_planned", "duplicate", "reopened"):
        raise invalid("Issue", "state_reason", "invalid")


def comment(body: Json) -> None:
    """A body of 1 to 65536 characters."""
    text("IssueComment", body, "body", most=_BODY, required=True)


def check_run(body: Json, *, new: bool) -> Json:
    """A check run's body with its times read; 422 for what GitHub would not take."""
    if new:
        for name in ("name", "head_sha"):
            if not isinstance(body.get(name), str) or not body[name]:
                raise unreadable(f'"{name}" wasn\'t supplied.')
    if body.get("status") not in (None, *_STATUSES):
        raise unreadable("For 'properties/status', it is not a member of the list.")
    if body.get("conclusion") not in (None, *_CONCLUSIONS):
        raise unreadable("For 'properties/conclusion', it is not a member of the list.")
    finished = body.get("status") == "completed" or body.get("completed_at") is not None
    if finished and body.get("conclusion") is None:
        raise unreadable('"conclusion" wasn\'t supplied: it is required with a completed status.')
    if body.get("output") is not None:
        _output(body["output"])
    _actions(body.get("actions") or [])
    times = {name: _moment(body[name]) for name in ("started_at", "completed_at") if body.get(name)}
    return {**body, **times}


def status(body: Json) -> None:
    """A commit status: one of four states, a description of at most 140 characters."""
    if body.get("state") not in ("error", "failure", "pending", "success"):
        raise invalid("Status", "state", "invalid")
    text("Status", body, "description", most=140)
    text("Status", body, "context", most=255)


def label(body: Json, *, new: bool) -> None:
    """Name at most 50, description at most 100 characters, colour as six hex digits."""
    text("Label", body, "name", most=50, required=new)
    text("Label", body, "description", most=100)
    color = body.get("color")
    if color is not None and (len(color) != 6 or not set(color.lower()) <= set("0123456789abcdef")):
        raise invalid("Label", "color", "invalid")


def _output(output: Json) -> None:
    for name in ("title", "summary"):
        if not isinstance(output.get(name), str):
            raise unreadable(f'"{name}" wasn\'t supplied.')
    for name in ("summary", "text"):
        if len(output.get(name) or "") > _OUTPUT:
            raise unreadable(f"Only {_OUTPUT} characters are allowed in {name}.")
    annotations = output.get("annotations") or []
    if len(annotations) > _ANNOTATIONS:
        raise unreadable(
            f"No more than {_ANNOTATIONS} items are allowed in annotations; {len(annotations)} were supplied."
        )
    for one in annotations:
        missing = {"path", "start_line", "end_line", "annotation_level", "message"} - set(one)
        if missing:
            raise unreadable(f'"{min(missing)}" wasn\'t supplied in an annotation.')
        columns = one.get("start_column") is not None or one.get("end_column") is not None
        wrong = one["annotation_level"] not in _LEVELS or not 1 <= one["start_line"] <= one["end_line"]
        if wrong or (columns and one["start_line"] != one["end_line"]) or len(one.get("title") or "") > 255:
            raise unreadable("An annotation is not valid.")


def _actions(actions: list[Json]) -> None:
    if len(actions) > _ACTIONS:
        raise unreadable(
            f"No more than {_ACTIONS} items are allowed in actions; {len(actions)} were supplied."
        )
    for action in actions:
        for name, most in _ACTION_LENGTHS.items():
            value = action.get(name)
            if not isinstance(value, str) or len(value) > most:
                raise unreadable(f"Only {most} characters are allowed in an action's {name}.")


def _moment(value: object) -> datetime:
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC).replace(microsecond=0)
    except ValueError:
        raise unreadable(f"{value!r} is not a date-time.") from None
