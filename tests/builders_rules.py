"""Shorthand for tests of rules: a claim beside evidence → its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.judge import judge_all
from tests.builders import COMMIT, document, evidence, fact, snapshot, tree

if TYPE_CHECKING:
    from bot.evidence import Fact
    from bot.verdicts import Verdict
    from parsers.model import Claim

SHOP = ("README.md", "STATUS.md", "packages/auth-service/a.py", "packages/payments/b.py", "packages/web/c.py")


def verdicts_of(*claims: Claim, facts: tuple[Fact, ...] = (), **overrides: Any) -> list[Verdict]:
    """The verdicts of claims in STATUS.md of a repository with three packages, at one commit."""
    path = overrides.pop("path", "STATUS.md")
    kind = overrides.pop("kind", "living")
    lines = overrides.pop("lines", ("# Shop Status",))
    expected = overrides.pop("expected", ())
    waited = overrides.pop("waited", False)
    overrides.setdefault("tree", tree(*SHOP))
    overrides.setdefault("evidence", evidence(*facts, expected=expected, waited=waited))
    documents = (document(*claims, path=path, kind=kind, lines=lines),)
    return [item.verdict for item in judge_all(snapshot(documents=documents, **overrides))]


def verdict_of(claim: Claim, *facts: Fact, **overrides: Any) -> Verdict:
    """The verdict of one claim beside these facts."""
    (verdict,) = verdicts_of(claim, facts=facts, **overrides)
    return verdict


def short(verdict: Verdict) -> str:
    """A verdict in two words: `drifted over`, `unproven partial run`, `holds`."""
    more = verdict.direction or verdict.reason
    return verdict.status if more is None else f"{verdict.status} {more}"


__all__ = ["COMMIT", "SHOP", "fact", "short", "verdict_of", "verdicts_of"]
