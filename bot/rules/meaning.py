"""Claims whose subject means no part of the repository, or several: nothing is held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules.answers import named, unproven

if TYPE_CHECKING:
    from bot.rules.grounds import Case
    from bot.verdicts import Verdict


def unbound(rule: str, case: Case) -> Verdict | None:
    """The verdict for a claim without a component; None where it has one."""
    if case.match.component is not None:
        return None
    candidates = case.match.candidates
    if candidates:
        names = named(candidate.label for candidate in candidates)
        return unproven(rule, case, "ambiguous component", f"It could mean {names}.")
    return unproven(
        rule, case, "no component", f"No part of the repository is called {case.claim.subject!r}."
    )
