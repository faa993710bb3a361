"""One action, one write: what is sent to GitHub for each kind of action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import (
    Action,
    CreateCheck,
    CreateComment,
    CreateIssue,
    CreateLabel,
    DeleteComment,
    UpdateCheck,
    UpdateComment,
    UpdateIssue,
)
from bot.apply.bodies import check_bodies, issue_changes
from bot.errors import Never
from bot.github import checks, comments, issues, labels

if TYPE_CHECKING:
    from bot.github import Client


async def write(action: Action, full_name: str, github: Client) -> int:
    """Carry out one action; gives the id (of an issue: the number) of what was written, 0 for a label.

    Raises Later, Never, Unknown as the calls do.
    """
    match action:
        case CreateCheck() | UpdateCheck():
            return await _check(action, full_name, github)
        case CreateIssue() | UpdateIssue():
            return await _issue(action, full_name, github)
        case CreateLabel():
            return await _label(action, full_name, github)
        case _:
            return await _comment(action, full_name, github)


async def append(action: Action, id_: int, full_name: str, github: Client) -> None:
    """Send the annotations of a check run that did not fit into its first request."""
    if isinstance(action, CreateCheck | UpdateCheck):
        for body in check_bodies(action)[1:]:
            await checks.update(github, full_name, id_, body)


async def _check(action: CreateCheck | UpdateCheck, full_name: str, github: Client) -> int:
    first = check_bodies(action)[0]
    if isinstance(action, CreateCheck):
        return (await checks.create(github, full_name, first)).id
    return (await checks.update(github, full_name, action.id, first)).id


async def _comment(
    action: CreateComment | UpdateComment | DeleteComment, full_name: str, github: Client
) -> int:
    if isinstance(action, CreateComment):
        return (await comments.create(github, full_name, action.number, action.body)).id
    if isinstance(action, UpdateComment):
        return (await comments.update(github, full_name, action.id, action.body)).id
    await comments.delete(github, full_name, action.id)
    return action.id


async def _label(action: CreateLabel, full_name: str, github: Client) -> int:
    """A label somebody made meanwhile is as good as ours."""
    try:
        await labels.create(github, full_name, action.name, action.color, action.description)
    except Never as refused:
        if "already_exists" not in refused.reason:
            raise
    return 0


async def _issue(action: CreateIssue | UpdateIssue, full_name: str, github: Client) -> int:
    if isinstance(action, CreateIssue):
        parts = (action.title, action.body, action.labels)
        return (await issues.create(github, full_name, *parts)).number
    doubled = None
    if action.duplicate_of is not None:
        doubled = (await issues.issue(github, full_name, action.duplicate_of)).id or None
    changes = issue_changes(action, doubled)
    return (await issues.update(github, full_name, action.number, changes)).number
