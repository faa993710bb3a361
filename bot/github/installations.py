"""Installations of the App."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.github.models import InstallationAnswer, read, read_all

if TYPE_CHECKING:
    from bot.github.client import Client


async def installations(app: Client) -> list[InstallationAnswer]:
    """All installations (up to 10 000). Takes the App's own client."""
    path = "/app/installations"
    return read_all(InstallationAnswer, await app.pages(path, at_most=100), f"GET {path}")


async def installation(app: Client, id_: int) -> InstallationAnswer:
    """One installation. Raises Missing once the App was removed there."""
    path = f"/app/installations/{id_}"
    return read(InstallationAnswer, await app.get(path), f"GET {path}")
