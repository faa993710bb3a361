"""Repositories as GitHub shows them: minimal inside other things, whole on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.shapes.accounts import organisation, user
from bot.sandbox.world import at, node

if TYPE_CHECKING:
    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Json
    from bot.sandbox.world import World

_URLS = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}


def api(world: World, repository: Repository) -> str:
    """The API address of a repository."""
    return f"{world.url}/repos/{repository.full_name}"


def html(world: World, repository: Repository) -> str:
    """The address a person looks at."""
    return f"{world.url}/{repository.full_name}"


def minimal(world: World, repository: Repository) -> Json:
    """minimal-repository."""
    url = api(world, repository)
    return {
        "id": repository.id,
        "node_id": node("Repository", repository.id),
        "name": repository.name,
        "full_name": repository.full_name,
        "private": repository.private,
        "owner": user(world, repository.owner),
        "html_url": html(world, repository),
        "description": repository.description,
        "fork": repository.parent is not None,
        "url": url,
        **{name: url + tail for name, tail in _URLS.items()},
    }


def short(repository: Repository) -> Json:
    """The five fields installation events give."""
    return {
        "id": repository.id,
        "node_id": node("Repository", repository.id),
        "name": repository.name,
        "full_name": repository.full_name,
        "private": repository.private,
    }


def whole(world: World, repository: Repository) -> Json:
    """repository, as in lists, pull requests and payloads."""
    page = html(world, repository)
    issues = sum(1 for issue in repository.issues.values() if issue.state == "open" and not issue.deleted)
    forks = len(world.forks(repository))
    return {
        **minimal(world, repository),
        "git_url": page.replace("http", "git", 1) + ".git",
        "ssh_url": f"git@127.0.0.1:{repository.full_name}.git",
        "clone_url": page + ".git",
        "svn_url": page,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        "size": 0,
        "forks": forks,
        "forks_count": forks,
        "stargazers_count": 0,
        "watchers": 0,
        "watchers_count": 0,
        "open_issues": issues,
        "open_issues_count": issues,
        "default_branch": repository.default_branch,
        "has_issues": repository.has_issues,
        "has_projects": False,
        "has_wiki": False,
        "has_pages": False,
        "has_downloads": False,
        "has_discussions": False,
        "is_template": False,
        "topics": [],
        "archived": repository.archived,
        "disabled": False,
        "visibility": "private" if repository.private else "public",
        "allow_forking": True,
        "web_commit_signoff_required": False,
        "pushed_at": at(repository.pushed_at or repository.created_at),
        "created_at": at(repository.created_at),
        "updated_at": at(repository.updated_at),
    }


def full(world: World, repository: Repository) -> Json:
    """full-repository."""
    shown = {
        **whole(world, repository),
        "subscribers_count": 0,
        "network_count": len(world.forks(repository)),
    }
    if repository.owner.kind == "Organization":
        shown["organization"] = user(world, repository.owner)
    if repository.parent is not None:
        shown["parent"] = shown["source"] = whole(world, repository.parent)
    return shown


def in_payload(world: World, repository: Repository) -> Json:
    """The parts every repository event carries: repository, organization, installation."""
    parts: Json = {"repository": whole(world, repository)}
    if repository.owner.kind == "Organization":
        parts["organization"] = organisation(world, repository.owner)
    installation = world.installation_of(repository)
    if installation is not None:
        number = installation.id
        parts["installation"] = {"id": number, "node_id": node("IntegrationInstallation", number)}
    return parts
