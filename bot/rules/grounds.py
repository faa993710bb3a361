"""What rules judge from: one claim with its meaning, and the snapshot's evidence bound to components."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.components import (
    Binding,
    Component,
    Match,
    Place,
    bound,
    discover,
    match,
    place_of,
    repository_words,
)
from bot.evidence import CheckOutcome, Expected, Fact
from bot.outline import headings_by_line, title_of
from bot.rules.listing import Listing
from bot.subject_words import words
from parsers.model import Blocker, Claim, Coverage, Goal, Progress, State, Tests, Value

if TYPE_CHECKING:
    from bot.snapshot import Snapshot, StatusDocument


_BADGE = "Overall"
"""What a figure without a subject (a badge) speaks of, where no heading says otherwise."""


@dataclass(frozen=True, slots=True)
class Case:
    """One claim to judge: where it stands, how its document is held, and what its subject means."""

    claim: Claim
    place: Place
    match: Match
    headings: tuple[str, ...] = ()
    record: bool = False
    touched: bool = False
    """The pull request being judged adds or edits its line."""
    beside_open: bool = False
    """Its line also states a blocker, a goal or something not done."""


@dataclass(frozen=True, slots=True)
class BoundFact:
    """A fact with what its source's name says it speaks of."""

    fact: Fact
    binding: Binding


@dataclass(frozen=True, slots=True)
class BoundExpected:
    """Evidence that should come, with what it would speak of."""

    expected: Expected
    binding: Binding


@dataclass(frozen=True, slots=True)
class OpenBlocker:
    """A labelled blocker of a living document, with what its subject means."""

    path: str
    claim: Claim
    component: Component


@dataclass(frozen=True, slots=True)
class Grounds:
    """A snapshot's evidence, made ready for rules."""

    snapshot: Snapshot
    components: tuple[Component, ...]
    facts: tuple[BoundFact, ...]
    expected: tuple[BoundExpected, ...]
    blockers: tuple[OpenBlocker, ...]
    listing: Listing

    def figures(self, meaning: Match) -> list[BoundFact]:
        """Facts other than outcomes that speak of exactly what the claim speaks of."""
        return [
            one
            for one in self.facts
            if not isinstance(one.fact.value, CheckOutcome)
            and one.binding == Binding(meaning.component, meaning.kinds)
            and meaning.component is not None
        ]


def grounds_of(snapshot: Snapshot) -> tuple[Grounds, tuple[Case, ...]]:
    """The snapshot's evidence at its head, and its claims in document order, each with its meaning."""
    repository = repository_words(snapshot.repository.full_name)
    here = [fact for fact in snapshot.evidence.facts if fact.commit == snapshot.head_sha]
    names = [fact.name for fact in here] + [one.name for one in snapshot.evidence.expected]
    components = discover(snapshot.policy, snapshot.tree.entries, names, snapshot.repository.full_name)
    cases = tuple(
        case for document in snapshot.documents for case in _cases(document, snapshot, components, repository)
    )
    grounds = Grounds(
        snapshot,
        components,
        tuple(BoundFact(fact, bound(fact.name, components, repository)) for fact in here),
        tuple(
            BoundExpected(one, bound(one.name, components, repository)) for one in snapshot.evidence.expected
        ),
        tuple(
            OpenBlocker(case.place.path, case.claim, case.match.component)
            for case in cases
            if isinstance(case.claim.value, Blocker)
            and case.claim.labelled
            and not case.record
            and case.match.component is not None
        ),
        Listing.of(snapshot.tree.entries),
    )
    return grounds, cases


def _cases(
    document: StatusDocument,
    snapshot: Snapshot,
    components: tuple[Component, ...],
    repository: frozenset[str],
) -> list[Case]:
    read = document.document
    place = place_of(read.path, title_of(read.lines), components, repository)
    touched = snapshot.pull.touched.get(read.path, frozenset()) if snapshot.pull else frozenset()
    headings = headings_by_line(read.lines)
    open_lines = {claim.line for claim in read.claims if _is_open(claim)}
    cases = []
    for claim in read.claims:
        known = claim.headings or (headings[claim.line - 1] if 0 < claim.line <= len(headings) else ())
        subject = claim.subject or (_BADGE if isinstance(claim.value, Tests | Coverage) else "")
        case = Case(
            claim,
            place,
            match(subject, known, components, place, repository),
            headings=known,
            record=document.kind == "record",
            touched=claim.line in touched,
            beside_open=claim.line in open_lines,
        )
        cases.append(case)
    several = _said_differently(cases)
    return [replace(case, match=Match()) if _statement(case) in several else case for case in cases]


def _is_open(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Blocker | Goal) or (isinstance(value, State) and value.state != "done")


def _statement(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """What a figure of a scope claims to be the figure of; None where a name or `overall` says it."""
    said = words(case.claim.subject)
    by_place = case.match.component is not None and case.match.component == case.place.scope.component
    a_figure = isinstance(case.claim.value, Tests | Coverage | Progress)
    return (case.claim.kind, said) if by_place and a_figure and "overall" not in said else None


def _said_differently(cases: list[Case]) -> set[tuple[str, tuple[str, ...]] | None]:
    """Figures such as `Total` that a document gives twice with different values: each is some section's."""
    values: dict[tuple[str, tuple[str, ...]] | None, set[Value]] = {}
    for case in cases:
        values.setdefault(_statement(case), set()).add(case.claim.value)
    return {statement for statement, said in values.items() if statement is not None and len(said) > 1}
