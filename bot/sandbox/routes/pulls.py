"""/pulls: lists, one, its files and its commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.diff import changes
from bot.sandbox.shapes.commits import commit, files
from bot.sandbox.shapes.pulls import detailed, pull

if TYPE_CHECKING:
    from datetime import datetime

    from bot.sandbox.contents import Pull

_MOST_FILES = 3000
_MOST_COMMITS = 250


def _pulls(call: Call) -> Answer:
    """https://docs.github.com/rest/pulls/pulls#list-pull-requests: open ones, newest first, unless asked."""
    query = call.query
    state, base, head = query.get("state", "open"), query.get("base"), query.get("head", "")
    rows = [one for one in call.repository.pulls.values() if state in ("all", one.issue.state)]
    if base:
        rows = [one for one in rows if one.base_ref == base]
    if ":" in head:  # only OWNER:BRANCH filters; anything else is ignored
        rows = [one for one in rows if one.head and f"{one.head.owner.login}:{one.head_ref}" == head]
    sort = query.get("sort", "created")
    newest = query.get("direction", "desc" if "sort" not in query or sort == "created" else "asc") == "desc"
    rows.sort(key=lambda one: _order(one, sort), reverse=newest)
    return call.page(rows, lambda one: pull(call.world, call.repository, one))


def _order(pull: Pull, sort: str) -> tuple[datetime, int]:
    return (pull.issue.updated_at if sort == "updated" else pull.issue.created_at), pull.number


def _pull(call: Call) -> Answer:
    return Answer(detailed(call.world, call.repository, call.pull()))


def _files(call: Call) -> Answer:
    shown, git = call.pull(), call.repository.git
    touched = changes(git, git.merge_base(shown.base_sha, shown.head_sha), shown.head_sha)[:_MOST_FILES]
    return call.page(touched, lambda one: files(call.world, call.repository, shown.head_sha, [one])[0])


def _commits(call: Call) -> Answer:
    shown, git = call.pull(), call.repository.git
    listed = list(reversed(git.commits(shown.head_sha, f"^{shown.base_sha}")))[:_MOST_COMMITS]
    return call.page(listed, lambda one: commit(call.world, call.repository, one))


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}/pulls", "pull_requests:read", _pulls),
    Route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}", "pull_requests:read", _pull),
    Route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", "pull_requests:read", _files),
    Route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/commits", "pull_requests:read", _commits),
)
