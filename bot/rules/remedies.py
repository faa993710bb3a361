"""What a person can do about each reason for which a claim stays unproven."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.verdicts import Reason

REMEDIES: dict[Reason, str] = {
    "no evidence": "Let CI publish the figure: a test or coverage report, or a check that states it.",
    "no component": "Name the part under `components` in the policy, with paths and checks.",
    "ambiguous component": "Say which part is meant: give it this name under `components` in the policy.",
    "several reports": "Publish one merged report, or name each part's checks under `components`.",
    "partial run": "Let every job of the run complete, then ask for a recheck.",
    "evidence late": "Ask for a recheck once CI is through, or raise `evidence.wait` in the policy.",
    "waiting for approval": "Approve the workflow run on the pull request's page.",
    "unknown condition": "Let CI show the missing condition, or leave it out of `done` in the policy.",
    "no basis": "State a ratio or a checklist beside the percentage, so that there is something to count.",
    "record": "Nothing to do: a record is judged by its own time only.",
    "not judged": "Nothing to do: this statement is read, but not held against evidence yet.",
}


def remedy(reason: Reason) -> str:
    """One sentence: what settles a claim that is unproven for this reason."""
    return REMEDIES[reason]
