"""Issues and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts import issues
from bot.sandbox.story.base import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sandbox.contents import Comment, Issue


class Talk(Place):
    """What people say."""

    def issue(self, number: int) -> Issue:
        """The issue (or talk half of a pull request) of that number."""
        return self.it.issues[number]

    def issues(self, state: str | None = "open") -> list[Issue]:
        """Issues that are no pull requests: of one state, or (None) all."""
        return [
            one
            for one in self.it.issues.values()
            if one.number not in self.it.pulls and not one.deleted and state in (None, one.state)
        ]

    def open_issue(
        self, title: str, body: str | None = None, user: str = "ada", labels: Sequence[str] = ()
    ) -> int:
        """A person opens an issue; answers its number."""
        return issues.open_issue(self.scene(user), title, body, labels=tuple(labels)).number

    def edit_issue(self, number: int, user: str = "ada", **changes: object) -> None:
        """Changes title, body, labels or assignees."""
        issues.edit_issue(self.scene(user), self.issue(number), dict(changes))

    def close_issue(self, number: int, user: str = "ada", reason: str = "completed") -> None:
        """Closes as completed, not_planned or duplicate."""
        self.edit_issue(number, user, state="closed", state_reason=reason)

    def reopen_issue(self, number: int, user: str = "ada") -> None:
        """Opens again."""
        self.edit_issue(number, user, state="open", state_reason="reopened")

    def delete_issue(self, number: int, user: str = "ada") -> None:
        """Deleted: answers 410 from now on."""
        self.issue(number).deleted = True
        issues.tell(self.scene(user), self.issue(number), "deleted")

    def comment(self, number: int, user: str, text: str) -> int:
        """A person comments; answers the comment's id."""
        return issues.comment(self.scene(user), self.issue(number), text).id

    def comments(self, number: int) -> list[Comment]:
        """Comments of an issue or pull request, oldest first."""
        return [one for one in self.it.comments.values() if one.number == number]

    def edit_comment(self, comment: int, user: str, text: str) -> None:
        """Somebody edits a comment."""
        issues.edit_comment(self.scene(user), self.it.comments[comment], text)

    def delete_comment(self, comment: int, user: str = "ada") -> None:
        """Somebody deletes a comment."""
        issues.delete_comment(self.scene(user), self.it.comments[comment])
