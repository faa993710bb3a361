"""A blocker is its author's statement: it holds while nothing contradicts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules.answers import holds
from parsers.model import Blocker

if TYPE_CHECKING:
    from bot.rules.grounds import Case, Grounds
    from bot.verdicts import Verdict

RULE = "blocker"


def judge(case: Case, grounds: Grounds) -> Verdict | None:  # noqa: ARG001 - rules share one signature
    """Holds for every blocker of a living document."""
    if not isinstance(case.claim.value, Blocker):
        return None
    return holds(RULE, case, detail="The author's statement; nothing here contradicts it.")
