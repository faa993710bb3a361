"""At most one comment on a pull request: created with a reason, then edited in place; doubles are removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import CreateComment, DeleteComment, UpdateComment
from bot.markers import COMMENT, same
from bot.messages import is_folded

if TYPE_CHECKING:
    from bot.actions import Action
    from bot.plan.desired import Desired
    from bot.snapshot import Snapshot


def comment_actions(wanted: Desired, snapshot: Snapshot) -> tuple[Action, ...]:
    """Create, edit, or nothing; the oldest comment stays, younger doubles of it go."""
    body = wanted.comment
    if body is None or snapshot.pull is None:
        return ()
    if not snapshot.posted.comments:
        return (CreateComment(snapshot.pull.number, COMMENT, body),) if wanted.speak else ()
    oldest, *doubles = snapshot.posted.comments
    edits = () if _stands(oldest.body, body) else (UpdateComment(oldest.id, body),)
    return (*edits, *(DeleteComment(double.id) for double in doubles))


def _stands(existing: str, body: str) -> bool:
    """Whether the comment may stay. One that is settled stays as it is, whatever is pushed after it."""
    return same(existing, body) or (is_folded(existing) and is_folded(body))
