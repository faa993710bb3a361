"""Pull requests as GitHub shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.diff import changes
from bot.sandbox.shapes.accounts import maybe_user, user
from bot.sandbox.shapes.issues import association, label
from bot.sandbox.shapes.repositories import api, html, whole
from bot.sandbox.world import at, node, stamp

if TYPE_CHECKING:
    from bot.sandbox.contents import Pull, Repository
    from bot.sandbox.model import Json
    from bot.sandbox.world import World


def pull(world: World, repository: Repository, shown: Pull) -> Json:
    """pull-request-simple, as lists give it."""
    issue = shown.issue
    url, page = api(world, repository), html(world, repository)
    here, talk = f"{url}/pulls/{shown.number}", f"{url}/issues/{shown.number}"
    statuses = f"{url}/statuses/{shown.head_sha}"
    links = {
        "self": here,
        "html": f"{page}/pull/{shown.number}",
        "issue": talk,
        "comments": f"{talk}/comments",
        "review_comments": f"{here}/comments",
        "review_comment": f"{url}/pulls/comments{{/number}}",
        "commits": f"{here}/commits",
        "statuses": statuses,
    }
    return {
        "id": shown.id,
        "node_id": node("PullRequest", shown.id),
        "url": here,
        "html_url": links["html"],
        "diff_url": f"{links['html']}.diff",
        "patch_url": f"{links['html']}.patch",
        "issue_url": talk,
        "commits_url": links["commits"],
        "review_comments_url": links["review_comments"],
        "review_comment_url": links["review_comment"],
        "comments_url": links["comments"],
        "statuses_url": statuses,
        "number": shown.number,
        "state": issue.state,
        "locked": False,
        "title": issue.title,
        "user": user(world, issue.author),
        "body": issue.body,
        "labels": [label(world, repository, one) for one in issue.labels],
        "milestone": None,
        "created_at": at(issue.created_at),
        "updated_at": at(issue.updated_at),
        "closed_at": stamp(issue.closed_at),
        "merged_at": stamp(shown.merged_at),
        "merge_commit_sha": shown.merge_sha,
        "assignee": maybe_user(world, issue.assignees[0] if issue.assignees else None),
        "assignees": [user(world, one) for one in issue.assignees],
        "requested_reviewers": [],
        "requested_teams": [],
        "head": _side(world, shown.head, shown.head_ref, shown.head_sha),
        "base": _side(world, repository, shown.base_ref, shown.base_sha),
        "_links": {name: {"href": link} for name, link in links.items()},
        "author_association": association(repository, issue.author),
        "auto_merge": None,
        "active_lock_reason": None,
        "draft": shown.draft,
    }


def detailed(world: World, repository: Repository, shown: Pull) -> Json:
    """pull-request: with what has to be counted."""
    git = repository.git
    base = git.merge_base(shown.base_sha, shown.head_sha)
    touched = changes(git, base, shown.head_sha)
    ahead, _ = git.apart(shown.base_sha, shown.head_sha)
    return {
        **pull(world, repository, shown),
        "merged": shown.merged_at is not None,
        "mergeable": None if shown.merged_at else True,
        "rebaseable": None,
        "mergeable_state": "unknown" if shown.merged_at else "clean",
        "merged_by": maybe_user(world, shown.merged_by),
        "comments": sum(1 for one in repository.comments.values() if one.number == shown.number),
        "review_comments": 0,
        "maintainer_can_modify": False,
        "commits": ahead,
        "additions": sum(change.additions for change in touched),
        "deletions": sum(change.deletions for change in touched),
        "changed_files": len(touched),
    }


def brief(world: World, repository: Repository, shown: Pull) -> Json:
    """pull-request-minimal, as checks and workflow runs name it."""
    head = shown.head or repository
    return {
        "id": shown.id,
        "number": shown.number,
        "url": f"{api(world, repository)}/pulls/{shown.number}",
        "head": {"ref": shown.head_ref, "sha": shown.head_sha, "repo": _named(world, head)},
        "base": {"ref": shown.base_ref, "sha": shown.base_sha, "repo": _named(world, repository)},
    }


def naming(world: World, repository: Repository, sha: str, branch: str | None) -> list[Json]:
    """`pull_requests` of a check: open ones from here with that head or branch; never one from a fork.

    https://docs.github.com/webhooks/webhook-events-and-payloads#check_run
    """
    return [
        brief(world, repository, pull)
        for pull in repository.open_pulls()
        if pull.head is repository
        and (pull.head_sha == sha or (branch is not None and pull.head_ref == branch))
    ]


def _side(world: World, repository: Repository | None, ref: str, sha: str) -> Json:
    if repository is None:  # the fork is gone
        return {"label": f"unknown:{ref}", "ref": ref, "sha": sha, "user": None, "repo": None}
    return {
        "label": f"{repository.owner.login}:{ref}",
        "ref": ref,
        "sha": sha,
        "user": user(world, repository.owner),
        "repo": whole(world, repository),
    }


def _named(world: World, repository: Repository) -> Json:
    return {"id": repository.id, "url": api(world, repository), "name": repository.name}
