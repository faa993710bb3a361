"""Repositories and their branches."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.github.failures import Missing
from bot.github.models import Answer, RepositoryAnswer, read, read_all

if TYPE_CHECKING:
    from bot.github.client import Client


class _Object(Answer):
    sha: str


class _Reference(Answer):
    ref: str
    object: _Object


async def repository(github: Client, full_name: str) -> RepositoryAnswer:
    """The repository of that name, or where it was renamed to. Raises Missing."""
    path = f"/repos/{full_name}"
    return read(RepositoryAnswer, await github.get(path), f"GET {path}")


async def repository_by_id(github: Client, id_: int, hint: str | None) -> RepositoryAnswer:
    """The repository of that id. `hint` is the name it had last; without or with a stale one, all are listed.

    There is no documented call by id. Raises Missing where the installation does not reach it.
    """
    if hint is not None:
        try:
            found = await repository(github, hint)
        except Missing:
            found = None
        if found is not None and found.id == id_:
            return found
    for found in await reachable(github):
        if found.id == id_:
            return found
    raise Missing("The repository is gone, or the App is no longer installed on it")


async def reachable(github: Client) -> list[RepositoryAnswer]:
    """Every repository of the installation (up to 10 000)."""
    path = "/installation/repositories"
    found = await github.pages(path, items="repositories", at_most=100)
    return read_all(RepositoryAnswer, found, f"GET {path}")


async def branch_head(github: Client, full_name: str, branch: str, *, fresh: bool = False) -> str:
    """The commit a branch stands at. Raises Missing."""
    path = f"/repos/{full_name}/git/ref/heads/{quote(branch, safe='/')}"
    return read(_Reference, await github.get(path, fresh=fresh), f"GET {path}").object.sha
