"""/repos/{owner}/{repo}: the repository, its branches and who may do what."""

from __future__ import annotations

from urllib.parse import quote

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused, not_found
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.commits import commit
from bot.sandbox.shapes.repositories import api, full, html

# role_name is exact; `permission` knows four words: maintain reads as write, triage as read
_LEGACY = {"maintain": "write", "triage": "read"}


def _show(call: Call) -> Answer:
    return Answer(full(call.world, call.repository))


def _branch(call: Call) -> Answer:
    repository, name = call.repository, call.params["branch"]
    sha = repository.git.branches().get(name)
    if sha is None:
        raise Refused(404, "Branch not found")
    url = f"{api(call.world, repository)}/branches/{quote(name)}"
    return Answer(
        {
            "name": name,
            "commit": commit(call.world, repository, repository.git.commit(sha)),
            "_links": {"self": url, "html": f"{html(call.world, repository)}/tree/{quote(name)}"},
            "protected": False,
            "protection": {
                "enabled": False,
                "required_status_checks": {"enforcement_level": "off", "contexts": [], "checks": []},
            },
            "protection_url": f"{url}/protection",
        }
    )


def _permission(call: Call) -> Answer:
    """https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user."""
    account = call.world.accounts.get(call.params["username"].lower())
    if account is None:
        raise not_found()
    role = call.repository.roles.get(account.login.lower())
    if role is None:
        role = "none" if call.repository.private else "read"
    shown = {**user(call.world, account), "role_name": role}
    return Answer({"permission": _LEGACY.get(role, role), "role_name": role, "user": shown})


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}", "metadata:read", _show),
    Route("GET", "/repos/{owner}/{repo}/branches/{branch}", "contents:read", _branch),
    Route("GET", "/repos/{owner}/{repo}/collaborators/{username}/permission", "metadata:read", _permission),
)
