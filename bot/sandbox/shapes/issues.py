"""Issues, comments, labels and reactions as GitHub shows them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.sandbox.shapes.accounts import app, maybe_user, user
from bot.sandbox.shapes.repositories import api, html
from bot.sandbox.world import at, node, stamp

if TYPE_CHECKING:
    from bot.sandbox.contents import Comment, Issue, Label, Reaction, Repository
    from bot.sandbox.model import Account, Json
    from bot.sandbox.world import World

REACTIONS = ("+1", "-1", "laugh", "confused", "heart", "hooray", "eyes", "rocket")


def association(repository: Repository, account: Account) -> str:
    """author_association: how the author stands to the repository."""
    if account is repository.owner:
        return "OWNER"
    role = repository.roles.get(account.login.lower())
    return "NONE" if role is None else "MEMBER" if repository.owner.kind == "Organization" else "COLLABORATOR"


def label(world: World, repository: Repository, shown: Label) -> Json:
    """label."""
    return {
        "id": shown.id,
        "node_id": node("Label", shown.id),
        "url": f"{api(world, repository)}/labels/{quote(shown.name)}",
        "name": shown.name,
        "description": shown.description,
        "color": shown.color,
        "default": shown.default,
        "archived_at": None,
        "archived_by": None,
    }


def rollup(url: str, given: list[Reaction]) -> Json:
    """reaction-rollup."""
    counts = Counter(reaction.content for reaction in given)
    return {"url": url, "total_count": len(given), **{name: counts[name] for name in REACTIONS}}


def reaction(world: World, shown: Reaction) -> Json:
    """reaction."""
    return {
        "id": shown.id,
        "node_id": node("Reaction", shown.id),
        "user": user(world, shown.author),
        "content": shown.content,
        "created_at": at(shown.created_at),
    }


def issue(world: World, repository: Repository, shown: Issue) -> Json:
    """issue; one that is a pull request says so with `pull_request`."""
    url = f"{api(world, repository)}/issues/{shown.number}"
    pull = repository.pulls.get(shown.number)
    page = f"{html(world, repository)}/{'pull' if pull else 'issues'}/{shown.number}"
    body: Json = {
        "id": shown.id,
        "node_id": node("Issue", shown.id),
        "url": url,
        "repository_url": api(world, repository),
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": page,
        "number": shown.number,
        "state": shown.state,
        "state_reason": shown.state_reason,
        "title": shown.title,
        "body": shown.body,
        "user": user(world, shown.author),
        "labels": [label(world, repository, one) for one in shown.labels],
        "assignee": maybe_user(world, shown.assignees[0] if shown.assignees else None),
        "assignees": [user(world, one) for one in shown.assignees],
        "milestone": None,
        "locked": False,
        "active_lock_reason": None,
        "comments": sum(1 for one in repository.comments.values() if one.number == shown.number),
        "created_at": at(shown.created_at),
        "updated_at": at(shown.updated_at),
        "closed_at": stamp(shown.closed_at),
        "closed_by": maybe_user(world, shown.closed_by),
        "author_association": association(repository, shown.author),
        "reactions": rollup(f"{url}/reactions", []),
        "performed_via_github_app": None if shown.app is None else app(world, shown.app),
    }
    if pull is not None:
        body["draft"] = pull.draft
        body["pull_request"] = {
            "url": f"{api(world, repository)}/pulls/{shown.number}",
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            "merged_at": stamp(pull.merged_at),
        }
    return body


def comment(world: World, repository: Repository, shown: Comment) -> Json:
    """issue-comment."""
    url = f"{api(world, repository)}/issues"
    kind = "pull" if shown.number in repository.pulls else "issues"
    return {
        "id": shown.id,
        "node_id": node("IssueComment", shown.id),
        "url": f"{url}/comments/{shown.id}",
        "html_url": f"{html(world, repository)}/{kind}/{shown.number}#issuecomment-{shown.id}",
        "issue_url": f"{url}/{shown.number}",
        "user": user(world, shown.author),
        "created_at": at(shown.created_at),
        "updated_at": at(shown.updated_at),
        "author_association": association(repository, shown.author),
        "body": shown.body,
        "reactions": rollup(f"{url}/comments/{shown.id}/reactions", shown.reactions),
        "performed_via_github_app": None if shown.app is None else app(world, shown.app),
    }
