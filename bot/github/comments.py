"""Comments on pull requests and issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.github.models import CommentAnswer, read, read_all

if TYPE_CHECKING:
    from bot.github.client import Client

PAGES = 20
"""2 000 comments: one that far down a thread is not looked for."""


async def comments(
    github: Client, full_name: str, number: int, *, fresh: bool = False
) -> list[CommentAnswer]:
    """The comments of a pull request or issue, oldest first."""
    path = f"/repos/{full_name}/issues/{number}/comments"
    return read_all(CommentAnswer, await github.pages(path, at_most=PAGES, fresh=fresh), f"GET {path}")


async def comment(github: Client, full_name: str, id_: int) -> CommentAnswer:
    """One comment. Raises Missing when it was deleted."""
    path = f"/repos/{full_name}/issues/comments/{id_}"
    return read(CommentAnswer, await github.get(path), f"GET {path}")


async def create(github: Client, full_name: str, number: int, body: str) -> CommentAnswer:
    """Write a comment. Raises Unknown when it may or may not have been."""
    path = f"/repos/{full_name}/issues/{number}/comments"
    return read(CommentAnswer, await github.post(path, {"body": body}), f"POST {path}")


async def update(github: Client, full_name: str, id_: int, body: str) -> CommentAnswer:
    """Edit a comment in place. Raises Missing when it was deleted."""
    path = f"/repos/{full_name}/issues/comments/{id_}"
    return read(CommentAnswer, await github.patch(path, {"body": body}), f"PATCH {path}")


async def delete(github: Client, full_name: str, id_: int) -> None:
    """Remove a comment; one that is gone already is fine."""
    await github.delete(f"/repos/{full_name}/issues/comments/{id_}")
