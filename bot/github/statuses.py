"""Commit statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.github.models import StatusAnswer, read_all

if TYPE_CHECKING:
    from bot.github.client import Client


async def statuses(github: Client, full_name: str, sha: str) -> list[StatusAnswer]:
    """The statuses of a commit, newest first (the combined answer would hide who set them)."""
    path = f"/repos/{full_name}/commits/{sha}/statuses"
    return read_all(StatusAnswer, await github.pages(path), f"GET {path}")
