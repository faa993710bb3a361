"""What people, CI and other apps do on the small GitHub: the Python side of stories and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts import installing
from bot.sandbox.story.checks import Checks
from bot.sandbox.story.code import Code
from bot.sandbox.story.pulls import Pulls
from bot.sandbox.story.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sandbox.model import Account, Installation
    from bot.sandbox.world import World


class Repo(Code, Pulls, Checks, Talk):
    """A repository in a person's hands. `author` and `user` are logins."""


class Organisation:
    """An organisation (or a person's account) and its repositories."""

    def __init__(self, world: World, account: Account) -> None:
        self.world = world
        self.account = account

    def repository(self, name: str, *, private: bool = False) -> Repo:
        """The repository of that name, made empty when new."""
        found = self.world.find_repository(f"{self.account.login}/{name}")
        if found is None:
            found = self.world.add_repository(self.account, name, private=private, source=None)
        return Repo(self.world, found)

    def installation(self) -> Installation:
        """The installation of the app under test here. ValueError without one."""
        found = next((i for i in self.world.installations.values() if i.account is self.account), None)
        if found is None:
            raise ValueError(f"the app is not installed on {self.account.login}")
        return found

    def install(self, repositories: Sequence[Repo] | None = None, user: str = "ada") -> Installation:
        """Installs the app under test: on all repositories, or on these."""
        app = self.world.ours()
        if app is None:
            raise ValueError("there is no app to install")
        chosen = None if repositories is None else {one.id for one in repositories}
        return installing.install(self.world, app, self.account, chosen, self.world.account(user))

    def uninstall(self, user: str = "ada") -> None:
        """Removes the app."""
        installing.uninstall(self.world, self.installation(), self.world.account(user))

    def suspend(self, user: str = "ada") -> None:
        """Suspends the app."""
        installing.suspend(self.world, self.installation(), self.world.account(user))

    def unsuspend(self, user: str = "ada") -> None:
        """Ends the suspension."""
        installing.unsuspend(self.world, self.installation(), self.world.account(user))

    def grant(self, user: str = "ada", **permissions: str) -> None:
        """Accepts these permissions instead of the app's own. Tokens minted before keep what they had."""
        installing.grant(self.world, self.installation(), permissions, self.world.account(user))

    def select(self, repository: Repo, *, added: bool = True, user: str = "ada") -> None:
        """Adds a repository to the installation's selection, or takes it out."""
        by = self.world.account(user)
        installing.change_selection(self.world, self.installation(), repository.it, by, added=added)
