"""How rules answer: the verdicts they share, and citations of their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.evidence import CheckOutcome, TestTotals
from bot.verdicts import Citation, Direction, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.components import Component
    from bot.evidence import Fact
    from bot.rules.grounds import Case, Grounds

MAX_NAMED = 3
"""Names in one sentence; the rest is counted."""


def holds(
    rule: str,
    case: Case,
    *,
    detail: str = "",
    measured: str | None = None,
    evidence: Iterable[Citation] = (),
) -> Verdict:
    """What is claimed is so."""
    return Verdict(
        status="holds",
        rule=rule,
        detail=detail,
        measured=measured,
        evidence=tuple(evidence),
        component=label_of(case),
        matched_by=case.match.matched_by,
    )


def drifted(  # noqa: PLR0913 - a verdict has that many parts
    rule: str,
    case: Case,
    direction: Direction,
    *,
    detail: str,
    measured: str,
    evidence: Iterable[Citation],
) -> Verdict:
    """The evidence says otherwise: the claim says more (`over`) or less (`under`) than is so."""
    return Verdict(
        status="drifted",
        rule=rule,
        direction=direction,
        detail=detail,
        measured=measured,
        evidence=tuple(evidence),
        component=label_of(case),
        matched_by=case.match.matched_by,
    )


def unproven(
    rule: str, case: Case, reason: Reason, detail: str = "", *, evidence: Iterable[Citation] = ()
) -> Verdict:
    """Nothing can be said, for one of the closed list of reasons."""
    return Verdict(
        status="unproven",
        rule=rule,
        reason=reason,
        detail=detail,
        evidence=tuple(evidence),
        component=label_of(case),
        matched_by=case.match.matched_by,
    )


def pending(rule: str, case: Case, detail: str) -> Verdict:
    """Evidence is still being made."""
    return Verdict(
        status="pending",
        rule=rule,
        detail=detail,
        component=label_of(case),
        matched_by=case.match.matched_by,
    )


def label_of(case: Case) -> str | None:
    """The component's name as it is shown; None where the subject has none."""
    return None if case.match.component is None else case.match.component.label


def named(names: Iterable[str]) -> str:
    """A few names as words: `a, b and c`, `a, b, c and 4 more`."""
    every = list(dict.fromkeys(names))
    shown, more = every[:MAX_NAMED], len(every) - MAX_NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def percent(value: float) -> str:
    """A percentage as people write it: `91.9 %`."""
    return f"{round(value, 2):g} %"


def counted(totals: TestTotals) -> str:
    """Totals in words short enough for a table cell: `36 of 38 passed, 2 skipped`."""
    if totals.passed is None:
        first = f"{totals.failed} failed" if totals.total is None else f"{totals.total} tests"
    else:
        first = (
            f"{totals.passed} passed" if totals.total is None else f"{totals.passed} of {totals.total} passed"
        )
    rest = ((totals.failed, "failed"), (totals.skipped, "skipped"))
    parts = [first, *(f"{number} {word}" for number, word in rest if number and word not in first)]
    return ", ".join(parts)


def cite(fact: Fact, component: Component | None) -> Citation:
    """A fact as evidence; what comes from a fork says so."""
    value = fact.value
    kind, said = "coverage", ""
    if isinstance(value, CheckOutcome):
        kind, said = "check", str(value.conclusion)
    elif isinstance(value, TestTotals):
        kind, said = "tests", counted(value)
    else:
        said = percent(value.percent)
    shown = f"{fact.name}: {said}" if fact.trusted else f"{fact.name}: {said} (from a fork)"
    return Citation(kind, component.label if component else None, shown, fact.source, fact.commit)


def cite_tree(grounds: Grounds, path: str, value: str) -> Citation:
    """A path of the judged commit as evidence."""
    snapshot = grounds.snapshot
    source = f"{snapshot.repository.html_url}/blob/{snapshot.head_sha}/{quote(path)}"
    return Citation("tree", None, value, source, snapshot.head_sha)
