"""Pull requests and the lines they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.github.models import PullAnswer, PullFile, read, read_all

if TYPE_CHECKING:
    from bot.github.client import Client


async def pull(github: Client, full_name: str, number: int, *, fresh: bool = False) -> PullAnswer:
    """One pull request. Raises Missing."""
    path = f"/repos/{full_name}/pulls/{number}"
    return read(PullAnswer, await github.get(path, fresh=fresh), f"GET {path}")


async def files(github: Client, full_name: str, number: int) -> list[PullFile]:
    """The changed files with their hunks; GitHub ends the list at 3 000."""
    path = f"/repos/{full_name}/pulls/{number}/files"
    return read_all(PullFile, await github.pages(path, at_most=30), f"GET {path}")
