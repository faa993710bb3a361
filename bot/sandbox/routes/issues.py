"""/issues: listed, opened, read, changed. Pull requests are issues here too, as on GitHub."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.sandbox.acts.issues import edit_issue, open_issue
from bot.sandbox.acts.pulls import close_pull, edit_pull, reopen_pull
from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused, invalid
from bot.sandbox.routes import bodies
from bot.sandbox.shapes.issues import issue as issue_shape

if TYPE_CHECKING:
    from bot.sandbox.contents import Issue
    from bot.sandbox.model import Json

ANY = "issues:read|pull_requests:read"
ANY_WRITE = "issues:write|pull_requests:write"


def need_issues(call: Call) -> None:
    """410 where the repository has its issues turned off."""
    if not call.repository.has_issues:
        raise Refused(410, "Issues are disabled for this repo", "https://docs.github.com/v3/issues/")


def _listed(call: Call) -> Answer:
    """https://docs.github.com/rest/issues/issues#list-repository-issues: open, newest first, unless asked."""
    need_issues(call)
    query = call.query
    state, since = query.get("state", "open"), query.get("since")
    rows = [one for one in call.repository.issues.values() if not one.deleted and state in ("all", one.state)]
    for name in filter(None, query.get("labels", "").split(",")):
        rows = [one for one in rows if any(label.name.lower() == name.lower() for label in one.labels)]
    if "creator" in query:
        rows = [one for one in rows if one.author.login.lower() == query["creator"].lower()]
    if since:
        rows = [one for one in rows if one.updated_at >= _since(since)]
    rows.sort(
        key=lambda one: _key(one, query.get("sort", "created")), reverse=query.get("direction") != "asc"
    )
    return call.page(rows, lambda one: issue_shape(call.world, call.repository, one))


def _since(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise invalid("Issue", "since", "invalid") from None


def _key(issue: Issue, sort: str) -> tuple[datetime, int]:
    return (issue.updated_at if sort == "updated" else issue.created_at), issue.number


def _create(call: Call) -> Answer:
    need_issues(call)
    body = call.json()
    bodies.issue(body, new=True)
    names = label_names(body)
    made = open_issue(call.scene, body["title"], body.get("body"), tuple(names))
    return Answer(issue_shape(call.world, call.repository, made), 201)


def _show(call: Call) -> Answer:
    found = call.issue()
    if found.number not in call.repository.pulls:
        need_issues(call)
    return Answer(issue_shape(call.world, call.repository, found))


def _edit(call: Call) -> Answer:
    found, body = call.issue(), call.json()
    bodies.issue(body, new=False)
    if "labels" in body:
        body["labels"] = label_names(body)
    pull = call.repository.pulls.get(found.number)
    if pull is None:
        need_issues(call)
    else:  # title, body and state of a pull request are told as its own events
        edit_pull(call.scene, pull, body)
        state = body.pop("state", found.state)
        if state != found.state and pull.merged_at is None:
            turn = close_pull if state == "closed" else reopen_pull
            turn(call.scene, pull)
    edit_issue(call.scene, found, body)
    return Answer(issue_shape(call.world, call.repository, found))


def label_names(body: Json) -> list[str]:
    """The labels of a body: names, or objects with a name; each at most 50 characters."""
    names = [one["name"] if isinstance(one, dict) else one for one in body.get("labels", [])]
    for name in names:
        bodies.label({"name": name}, new=True)
    if len(set(names)) > 100:
        raise invalid("Issue", "labels", "invalid")
    return names


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}/issues", "issues:read", _listed),
    Route("POST", "/repos/{owner}/{repo}/issues", "issues:write", _create),
    Route("GET", "/repos/{owner}/{repo}/issues/{issue_number}", ANY, _show),
    Route("PATCH", "/repos/{owner}/{repo}/issues/{issue_number}", ANY_WRITE, _edit),
)
