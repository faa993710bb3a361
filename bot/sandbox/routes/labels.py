"""Labels of a repository and of an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts.issues import label_named, set_labels
from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import invalid, not_found
from bot.sandbox.routes import bodies
from bot.sandbox.routes.issues import ANY, ANY_WRITE, label_names
from bot.sandbox.shapes.issues import label

if TYPE_CHECKING:
    from bot.sandbox.contents import Issue, Label
    from bot.sandbox.model import Json


def _listed(call: Call) -> Answer:
    return call.page(call.repository.labels, lambda one: label(call.world, call.repository, one))


def _create(call: Call) -> Answer:
    body = call.json()
    bodies.label(body, new=True)
    if any(known.name.lower() == body["name"].lower() for known in call.repository.labels):
        raise invalid("Label", "name", "already_exists")
    made = label_named(call.scene, body["name"])
    _paint(made, body)
    return Answer(label(call.world, call.repository, made), 201)


def _paint(made: Label, body: Json) -> None:
    made.color = body.get("color") or made.color
    made.description = body.get("description", made.description)


def _found(call: Call) -> Label:
    name = call.params["name"].lower()
    found = next((known for known in call.repository.labels if known.name.lower() == name), None)
    if found is None:
        raise not_found()
    return found


def _show(call: Call) -> Answer:
    return Answer(label(call.world, call.repository, _found(call)))


def _edit(call: Call) -> Answer:
    found, body = _found(call), call.json()
    bodies.label(body, new=False)
    found.name = body.get("new_name") or found.name
    _paint(found, body)
    return Answer(label(call.world, call.repository, found))


def _shown(call: Call, issue: Issue) -> Answer:
    return Answer([label(call.world, call.repository, one) for one in issue.labels])


def _of_issue(call: Call) -> Answer:
    return call.page(call.issue().labels, lambda one: label(call.world, call.repository, one))


def _add(call: Call) -> Answer:
    issue, names = call.issue(), label_names(call.json())
    kept = [one.name for one in issue.labels]
    set_labels(call.scene, issue, [*kept, *names])
    return _shown(call, issue)


def _replace(call: Call) -> Answer:
    issue, names = call.issue(), label_names(call.json())
    set_labels(call.scene, issue, names)
    return _shown(call, issue)


def _remove(call: Call) -> Answer:
    issue, name = call.issue(), call.params["name"].lower()
    kept = [one.name for one in issue.labels if one.name.lower() != name]
    if len(kept) == len(issue.labels):
        raise not_found()
    set_labels(call.scene, issue, kept)
    return _shown(call, issue)


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}/labels", ANY, _listed),
    Route("POST", "/repos/{owner}/{repo}/labels", ANY_WRITE, _create),
    Route("GET", "/repos/{owner}/{repo}/labels/{name}", ANY, _show),
    Route("PATCH", "/repos/{owner}/{repo}/labels/{name}", ANY_WRITE, _edit),
    Route("GET", "/repos/{owner}/{repo}/issues/{issue_number}/labels", ANY, _of_issue),
    Route("POST", "/repos/{owner}/{repo}/issues/{issue_number}/labels", ANY_WRITE, _add),
    Route("PUT", "/repos/{owner}/{repo}/issues/{issue_number}/labels", ANY_WRITE, _replace),
    Route("DELETE", "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", ANY_WRITE, _remove),
)
