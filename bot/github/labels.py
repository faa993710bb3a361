"""Labels of a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.github.models import LabelAnswer, read_all

if TYPE_CHECKING:
    from bot.github.client import Client


async def names(github: Client, full_name: str) -> frozenset[str]:
    """The names of all labels (up to 1 000)."""
    path = f"/repos/{full_name}/labels"
    return frozenset(label.name for label in read_all(LabelAnswer, await github.pages(path), f"GET {path}"))


async def create(github: Client, full_name: str, name: str, color: str, description: str) -> None:
    """Create a label: colour as six hex digits. Twice is refused (422), so nothing is left unknown."""
    body = {"name": name, "color": color, "description": description}
    await github.post(f"/repos/{full_name}/labels", body, creates=False)
