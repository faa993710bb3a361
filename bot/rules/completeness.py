"""Whether the run behind a figure was complete, still goes on, or will never be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.components import WHOLE, Binding
from bot.evidence import CheckOutcome, CoveragePercent, TestTotals
from bot.rules.answers import named, pending, unproven
from bot.subject_words import KINDS_OF_TEST, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rules.grounds import BoundExpected, BoundFact, Case, Grounds
    from bot.verdicts import Verdict

_INCOMPLETE = frozenset({"cancelled", "timed_out", "skipped", "action_required", "stale", "pending", "error"})
_COVERAGE = frozenset({"coverage", "cov", "codecov", "coverall"})
_RUNNERS = frozenset({"test", "testing", "spec", "pytest", "jest", "vitest", "junit", "tox"})
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
    late = [one.expected for one in grounds.expected if _awaited(one, case, used)]
    ended = [(one.fact.name, _ending(one)) for one in grounds.facts if _broken(one, case, used)]
    approval = [one.name for one in late if one.state == "waiting for approval"]
    approval += [name for name, ending in ended if ending == "action_required"]
    if approval:
        detail = f"{named(approval)} waits for a person's approval."
        return unproven(rule, case, "waiting for approval", detail)
    lost = [f"{name} ({ending})" for name, ending in ended if ending != "pending"]
    lost += [f"{one.name} (missing)" for one in late if one.state == "missing"]
    lost += [f"{name} (no figures)" for name in _silent_siblings(grounds, used)]
    if lost:
        return unproven(rule, case, "partial run", f"Not complete: {named(lost)}.")
    slow = [*(one.name for one in late), *(name for name, _ in ended)]
    if slow:
        return unproven(rule, case, "evidence late", f"{named(slow)} did not come in time.")
    return None


def about_tests(name: str) -> bool:
    """Whether a check's name says that it tests."""
    return not (_RUNNERS | KINDS_OF_TEST).isdisjoint(words(name))


def about_coverage(name: str) -> bool:
    """Whether a check is a coverage service's: it says how much is covered, not whether anything passes."""
    return not _COVERAGE.isdisjoint(words(name)) and not about_tests(name)


def _awaited(one: BoundExpected, case: Case, used: Sequence[BoundFact]) -> bool:
    """Whether evidence that did not come could have borne on the claim; a whole suite bears on all."""
    after = not _AFTERWARDS.isdisjoint(words(one.expected.name))
    whole = one.binding.component is WHOLE and not after
    return whole or _bears(one.expected.name, one.binding, case, used)


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
    tests = about_tests(name) or about_coverage(name)
    return tests and WHOLE in (binding.component, case.match.component)


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
