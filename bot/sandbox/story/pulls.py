"""Pull requests and the merge queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts import pulls
from bot.sandbox.story.base import Place

if TYPE_CHECKING:
    from bot.sandbox.contents import Pull


class Pulls(Place):
    """What people do with pull requests."""

    def open_pull(  # noqa: PLR0913 - what a pull request consists of
        self,
        head: str,
        base: str = "main",
        title: str = "A change",
        body: str | None = None,
        author: str = "ada",
        *,
        draft: bool = False,
        fork: Place | None = None,
    ) -> int:
        """Opens a pull request from a branch here or of a fork; answers its number."""
        source = self.it if fork is None else fork.it
        return pulls.open_pull(self.scene(author), (source, head), base, title, body, draft=draft).number

    def pull(self, number: int) -> Pull:
        """The pull request of that number."""
        return self.it.pulls[number]

    def edit_pull(self, number: int, user: str = "ada", **changes: str) -> None:
        """Changes title, body or base."""
        pulls.edit_pull(self.scene(user), self.pull(number), dict(changes))

    def ready(self, number: int, user: str = "ada", *, draft: bool = False) -> None:
        """Marks a draft as ready for review, or back."""
        pulls.set_draft(self.scene(user), self.pull(number), draft=draft)

    def close_pull(self, number: int, user: str = "ada") -> None:
        """Closes without merging."""
        pulls.close_pull(self.scene(user), self.pull(number))

    def reopen_pull(self, number: int, user: str = "ada") -> None:
        """Opens again."""
        pulls.reopen_pull(self.scene(user), self.pull(number))

    def merge_pull(self, number: int, user: str = "ada") -> str:
        """Merges; answers the merge commit's sha. GitError on conflicts."""
        return pulls.merge_pull(self.scene(user), self.pull(number))

    def enqueue(self, number: int, user: str = "ada") -> str:
        """Puts a pull request into the merge queue; answers the sha checks are wanted for."""
        return pulls.enqueue(self.scene(user), self.pull(number))

    def leave_queue(self, number: int, reason: str = "dequeued", user: str = "ada") -> None:
        """Takes it out: dequeued, invalidated or merged."""
        pulls.leave_queue(self.scene(user), self.pull(number), reason)
