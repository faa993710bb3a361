"""/issues/…/comments: written, edited, deleted, reacted to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts.issues import comment, delete_comment, edit_comment, react
from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import invalid, not_found
from bot.sandbox.routes import bodies
from bot.sandbox.routes.issues import ANY, ANY_WRITE, need_issues
from bot.sandbox.shapes.issues import REACTIONS, reaction
from bot.sandbox.shapes.issues import comment as comment_shape

if TYPE_CHECKING:
    from bot.sandbox.contents import Comment, Issue


def _talk(call: Call) -> Issue:
    issue = call.issue()
    if issue.number not in call.repository.pulls:
        need_issues(call)
    return issue


def _listed(call: Call) -> Answer:
    issue, since = _talk(call), call.query.get("since", "")
    rows = [one for one in call.repository.comments.values() if one.number == issue.number]
    rows = [one for one in rows if one.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ") >= since]
    return call.page(rows, lambda one: comment_shape(call.world, call.repository, one))


def _create(call: Call) -> Answer:
    issue, body = _talk(call), call.json()
    bodies.comment(body)
    made = comment(call.scene, issue, body["body"])
    return Answer(comment_shape(call.world, call.repository, made), 201)


def _found(call: Call) -> Comment:
    found = call.repository.comments.get(call.number("comment_id"))
    if found is None:
        raise not_found()
    return found


def _show(call: Call) -> Answer:
    return Answer(comment_shape(call.world, call.repository, _found(call)))


def _edit(call: Call) -> Answer:
    found, body = _found(call), call.json()
    bodies.comment(body)
    edit_comment(call.scene, found, body["body"])
    return Answer(comment_shape(call.world, call.repository, found))


def _delete(call: Call) -> Answer:
    delete_comment(call.scene, _found(call))
    return Answer(None, 204)


def _react(call: Call) -> Answer:
    """200 says the reaction was there already.

    https://docs.github.com/rest/reactions/reactions#create-reaction-for-an-issue-comment
    """
    found, content = _found(call), call.json().get("content")
    if content not in REACTIONS:
        raise invalid("Reaction", "content", "invalid")
    made, new = react(call.scene, found, content)
    return Answer(reaction(call.world, made), 201 if new else 200)


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}/issues/comments/{comment_id}", ANY, _show),
    Route("PATCH", "/repos/{owner}/{repo}/issues/comments/{comment_id}", ANY_WRITE, _edit),
    Route("DELETE", "/repos/{owner}/{repo}/issues/comments/{comment_id}", ANY_WRITE, _delete),
    Route("POST", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", "issues:write", _react),
    Route("GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments", ANY, _listed),
    Route("POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", ANY_WRITE, _create),
)
