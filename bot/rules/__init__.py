"""The rules: one per file, same signature, asked in order; the first that answers has judged the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules import blocker, coverage, done, path, record, target, tests, unjudged
from bot.rules.remedies import REMEDIES, remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.rules.grounds import Case, Grounds
    from bot.verdicts import Verdict

    Rule = Callable[[Case, Grounds], Verdict | None]

__all__ = ["REMEDIES", "RULES", "judge_case", "remedy"]

RULES: tuple[tuple[str, Rule], ...] = (
    ("record", record.judge),
    ("tests", tests.judge),
    ("coverage", coverage.judge),
    ("done", done.judge),
    ("target", target.judge),
    ("blocker", blocker.judge),
    ("path", path.judge),
)
"""By name and order; what none of them answers is `unjudged`."""


def judge_case(case: Case, grounds: Grounds) -> Verdict:
    """The one verdict of a claim."""
    for _, judge in RULES:
        verdict = judge(case, grounds)
        if verdict is not None:
            return verdict
    return unjudged.judge(case, grounds)
