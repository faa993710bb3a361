"""Issues; never by search, whose answers lag behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.github.models import IssueAnswer, read, read_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.github.client import Client

RECENT_PAGES = 2
LABELLED_PAGES = 10


async def issue(github: Client, full_name: str, number: int) -> IssueAnswer:
    """One issue; a transferred one answers from where it is now (its `url` tells). Raises Missing."""
    path = f"/repos/{full_name}/issues/{number}"
    return read(IssueAnswer, await github.get(path), f"GET {path}")


async def labelled(github: Client, full_name: str, label: str, *, fresh: bool = False) -> list[IssueAnswer]:
    """Issues (and pull requests) under a label, open and closed. Raises Missing where issues are disabled."""
    return await _listed(github, full_name, LABELLED_PAGES, fresh=fresh, params={"labels": label})


async def recent(github: Client, full_name: str, *, fresh: bool = False) -> list[IssueAnswer]:
    """The issues (and pull requests) changed last. Raises Missing where issues are disabled."""
    return await _listed(
        github, full_name, RECENT_PAGES, fresh=fresh, params={"sort": "updated", "direction": "desc"}
    )


async def create(
    github: Client, full_name: str, title: str, body: str, labels: tuple[str, ...]
) -> IssueAnswer:
    """Open an issue. Raises Unknown when it may or may not have been."""
    path = f"/repos/{full_name}/issues"
    sent = {"title": title, "body": body, "labels": list(labels)}
    return read(IssueAnswer, await github.post(path, sent), f"POST {path}")


async def update(github: Client, full_name: str, number: int, changes: Mapping[str, Any]) -> IssueAnswer:
    """Change parts of an issue. Raises Missing when it was deleted."""
    path = f"/repos/{full_name}/issues/{number}"
    return read(IssueAnswer, await github.patch(path, changes), f"PATCH {path}")


async def _listed(
    github: Client, full_name: str, at_most: int, *, fresh: bool, params: dict[str, str]
) -> list[IssueAnswer]:
    path = f"/repos/{full_name}/issues"
    found = await github.pages(path, {"state": "all", **params}, at_most=at_most, fresh=fresh)
    return read_all(IssueAnswer, found, f"GET {path}")
