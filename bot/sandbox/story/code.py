"""Commits, branches and forks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from bot.sandbox.acts import installing, pushes
from bot.sandbox.story.base import Place

if TYPE_CHECKING:
    from collections.abc import Mapping


class Code(Place):
    """What people do with a repository and its branches."""

    def collaborator(self, login: str, role: str = "write") -> None:
        """Gives a person a role: admin, maintain, write, triage or read."""
        self.it.roles[self.scene(login).by.login.lower()] = role

    def commit(  # noqa: PLR0913 - what a commit and its push consist of
        self,
        branch: str,
        files: Mapping[str, str | bytes | None],
        message: str,
        author: str = "ada",
        *,
        start: str | None = None,
        force: bool = False,
    ) -> str:
        """Commits and pushes files (None removes one) to a branch, made from the default branch (or `start`)
        when new; with `force` the branch is put on `start` first. Answers the sha.
        """
        return pushes.commit(self.scene(author), branch, files, message, start=start, force=force)

    def delete_branch(self, branch: str, user: str = "ada") -> None:
        """Removes a branch."""
        pushes.push(self.scene(user), branch, None)

    def tip(self, branch: str) -> str:
        """The sha a branch points at. ValueError without the branch."""
        sha = self.it.git.resolve(f"refs/heads/{branch}")
        if sha is None:
            raise ValueError(f"{self.full_name} has no branch {branch}")
        return sha

    def fork(self, login: str) -> Self:
        """A fork in a person's account."""
        owner, name, private = self.scene(login).by, self.it.name, self.it.private
        return type(self)(self.world, self.world.add_repository(owner, name, private=private, source=self.it))

    def rename(self, name: str, user: str = "ada") -> None:
        """A new name; the old one answers 301."""
        installing.rename(self.scene(user), name)

    def configure(self, **settings: object) -> None:
        """Sets has_issues, archived, private, description or default_branch. ValueError for anything else."""
        unknown = settings.keys() - {"has_issues", "archived", "private", "description", "default_branch"}
        if unknown:
            raise ValueError(f"no setting {min(unknown)}")
        for name, value in settings.items():
            setattr(self.it, name, value)
