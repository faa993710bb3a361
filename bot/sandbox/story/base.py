"""A repository in a person's hands: what all parts of a story share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.scene import Scene

if TYPE_CHECKING:
    from bot.sandbox.contents import Repository
    from bot.sandbox.world import World


class Place:
    """A repository and its world. Logins name accounts; who is new gets one."""

    def __init__(self, world: World, repository: Repository) -> None:
        self.world = world
        self.it = repository

    @property
    def id(self) -> int:
        """GitHub's number for it."""
        return self.it.id

    @property
    def full_name(self) -> str:
        """OWNER/NAME."""
        return self.it.full_name

    def scene(self, login: str) -> Scene:
        """A person acting here."""
        kind = "Bot" if login.endswith("[bot]") else "User"
        return Scene(self.world, self.it, self.world.account(login, kind))
