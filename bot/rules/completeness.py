"""Whether the run behind a figure was complete, still goes on, or will never be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.components import WHOLE, Binding
from bot.evidence import CheckOutcome, CoveragePercent, TestTotals
from bot.rules.answers import named, pending, unproven
from bot.subject_words import KINDS_OF_TEST, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rules.grounds import BoundFact, Case, Grounds
    from bot.verdicts import Verdict

_INCOMPLETE = frozenset({"cancelled", "timed_out", "skipped", "action_required", "stale", "pending", "error"})
_TESTS = KINDS_OF_TEST | frozenset(
    {
        "test",
        "testing",
        "spec",
        "coverage",
        "cov",
        "codecov",
        "coverall",
        "pytest",
        "jest",
        "vitest",
        "junit",
        "tox",
    }
)
_AFTERWARDS = frozenset(
    {"release", "publish", "deploy", "deployment", "docs", "doc", "stale", "label", "preview"}
)
"""Jobs that make something of a tested commit; that they did not run says nothing about the tests."""


def waiting(rule: str, case: Case, grounds: Grounds) -> Verdict | None:
    """The verdict while evidence is being made; None when all is in or waiting is over."""
    evidence = grounds.snapshot.evidence
    if evidence.settled:
        return None
    names = named(one.name for one in evidence.expected)
    if all(one.state == "waiting for approval" for one in evidence.expected):
        return unproven(rule, case, "waiting for approval", f"{names} waits for a person's approval.")
    return pending(rule, case, f"Waiting for {names}.")


def not_complete(rule: str, case: Case, grounds: Grounds, used: Sequence[BoundFact] = ()) -> Verdict | None:
    """The verdict where a run that bears on the claim did not complete or did not come; None if all did."""
    late = [one for one in grounds.expected if _bears(one.expected.name, one.binding, case, used)]
    approval = [one for one in late if one.expected.state == "waiting for approval"]
    if approval:
        names = named(one.expected.name for one in approval)
        return unproven(rule, case, "waiting for approval", f"{names} waits for a person's approval.")
    broken = [f"{one.fact.name} ({_ending(one)})" for one in grounds.facts if _broken(one, case, used)]
    absent = [one.expected.name for one in late if one.expected.state == "missing"]
    without = _silent_siblings(grounds, used)
    if broken or absent or without:
        said = [
            *broken,
            *(f"{name} (missing)" for name in absent),
            *(f"{name} (no figures)" for name in without),
        ]
        return unproven(rule, case, "partial run", f"Not complete: {named(said)}.")
    if late:
        names = named(one.expected.name for one in late)
        return unproven(rule, case, "evidence late", f"{names} did not come in time.")
    return None


def about_tests(name: str) -> bool:
    """Whether a check's name says that it tests."""
    return not _TESTS.isdisjoint(words(name))


def _broken(one: BoundFact, case: Case, used: Sequence[BoundFact]) -> bool:
    value = one.fact.value
    incomplete = isinstance(value, CheckOutcome) and value.conclusion in _INCOMPLETE
    return incomplete and _bears(one.fact.name, one.binding, case, used)


def _ending(one: BoundFact) -> str:
    return one.fact.value.conclusion if isinstance(one.fact.value, CheckOutcome) else ""


def _bears(name: str, binding: Binding, case: Case, used: Sequence[BoundFact]) -> bool:
    """Whether a run bears on a claim: its component's, the figures' own, or one that tests the whole."""
    related = binding.component in (None, WHOLE, case.match.component)
    if related and _base(name) in {_base(one.fact.name) for one in used}:
        return True
    if not _AFTERWARDS.isdisjoint(words(name)):
        return False
    if binding.component is not None and binding.component == case.match.component:
        return True
    return about_tests(name) and WHOLE in (binding.component, case.match.component)


def _silent_siblings(grounds: Grounds, used: Sequence[BoundFact]) -> list[str]:
    """Checks of the same family as the figures' (shards, matrix values) that ended without a figure."""
    families = {_base(one.fact.name) for one in used if _base(one.fact.name) != one.fact.name}
    kinds = tuple({type(one.fact.value) for one in used}) or (TestTotals, CoveragePercent)
    speaking = {one.fact.name for one in grounds.facts if isinstance(one.fact.value, kinds)}
    own = {one.binding for one in used}
    return sorted(
        {
            one.fact.name
            for one in grounds.facts
            if _base(one.fact.name) in families and one.fact.name not in speaking and one.binding in own
        }
    )


def _base(name: str) -> str:
    """A check's name without its matrix values."""
    return name.partition(" (")[0]
