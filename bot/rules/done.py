"""Done, complete or 100 % must mean what the policy says: each condition is met, failed or unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.components import WHOLE
from bot.evidence import CheckOutcome, CoveragePercent, TestTotals
from bot.rules.answers import cite, counted, drifted, holds, named, percent, unproven
from bot.rules.completeness import about_coverage, about_tests, not_complete, waiting
from bot.rules.meaning import unbound
from bot.subject_words import said_of, words
from bot.verdicts import Citation
from parsers.model import Progress, State

if TYPE_CHECKING:
    from bot.rules.grounds import BoundFact, Case, Grounds
    from bot.verdicts import Verdict

RULE = "done"

_ASPECTS = frozenset(
    {
        *(
            "documentation",
            "doc",
            "design",
            "deployment",
            "deploy",
            "docker",
            "dockerfile",
            "kubernete",
            "k8",
            "helm",
        ),
        *("migration", "diagram", "spec", "specification", "planning", "ui", "translation", "localization"),
        *(
            "accessibility",
            "compliance",
            "legal",
            "marketing",
            "onboarding",
            "training",
            "infra",
            "infrastructure",
        ),
        *("monitoring", "logging", "schema", "research", "prototype", "mockup", "guide", "tutorial"),
    }
)
"""Under a heading with such a word, done is said of a side of a part that its tests do not speak of."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of `done`: how it stands, in words, with the evidence.

    `positive`: a fact speaks for it; `by_ci`: it is CI's own finding.
    """

    name: str
    state: Literal["met", "failed", "unknown"]
    said: str
    evidence: tuple[Citation, ...] = ()
    positive: bool = False
    by_ci: bool = field(default=True)


def judge(case: Case, grounds: Grounds) -> Verdict | None:
    """Drifts over on a failed condition of its own component, holds when all are met, else unproven."""
    if not _says_done(case):
        return None
    stopped = unbound(RULE, case) or _beside_the_point(case)
    if stopped is not None:
        return stopped
    asked = said_of(case.claim.subject)
    blocked = [] if asked else _blockers(case, grounds)
    if not any(condition.state == "failed" for condition in blocked):
        pause = waiting(RULE, case, grounds)
        if pause is not None:
            return pause
    conditions = [*blocked, *_ci_conditions(case, grounds, asked)]
    return _concluded(case, grounds, conditions)


def _says_done(case: Case) -> bool:
    value = case.claim.value
    if isinstance(value, State):
        return value.state == "done"
    return isinstance(value, Progress) and value.percent == 100 and not case.claim.approx


def _beside_the_point(case: Case) -> Verdict | None:
    """Claims that CI does not speak of: another side of a part, or a label of something else."""
    own = {word for name in (case.match.component or WHOLE).names for word in words(name)}
    for heading in case.headings:
        if (_ASPECTS - own) & frozenset(words(heading)):
            return unproven(
                RULE, case, "not judged", f"It stands under {heading!r}, which CI does not speak of."
            )
    if said_of(case.claim.subject) == "other":
        return unproven(RULE, case, "not judged", f"CI does not say whether {case.claim.subject!r} is done.")
    return None


def _concluded(case: Case, grounds: Grounds, conditions: list[Condition]) -> Verdict:
    failed = [condition for condition in conditions if condition.state == "failed"]
    unknown = [condition for condition in conditions if condition.state == "unknown"]
    evidence = list(dict.fromkeys(citation for condition in conditions for citation in condition.evidence))
    if failed:
        return _failed(case, grounds, failed)
    stopped = not_complete(RULE, case, grounds)
    if stopped is not None:
        return stopped
    if unknown:
        names = named(f"{condition.name} ({condition.said})" for condition in unknown)
        return unproven(RULE, case, "unknown condition", f"Not known here: {names}.", evidence=evidence)
    if not any(condition.positive for condition in conditions):
        return unproven(RULE, case, "no evidence", "Nothing contradicts it, and nothing speaks for it.")
    met = [condition.said for condition in conditions if condition.positive]
    return holds(RULE, case, measured=met[0], detail=f"{named(met)}.", evidence=evidence)


def _failed(case: Case, grounds: Grounds, failed: list[Condition]) -> Verdict:
    """A red build on a pull request is CI's own message: it turns only lines the pull request touches."""
    evidence = list(dict.fromkeys(citation for condition in failed for citation in condition.evidence))
    counts = [
        condition
        for condition in failed
        if not (condition.by_ci and grounds.snapshot.pull and not case.touched)
    ]
    if not counts:
        detail = f"On this pull request {failed[0].said}, which CI itself reports."
        return unproven(RULE, case, "unknown condition", detail, evidence=evidence)
    said = [condition.said for condition in counts]
    return drifted(RULE, case, "over", detail=f"{named(said)}.", measured=said[0], evidence=evidence)


def _ci_conditions(case: Case, grounds: Grounds, asked: str) -> list[Condition]:
    done = grounds.snapshot.policy.done
    about = [one for one in grounds.facts if _speaks_of(one, case)]
    conditions = []
    if done.tests is not None and asked in ("", "tests"):
        conditions.append(_tests(about, case))
    if done.checks is not None and asked in ("", "checks"):
        conditions.append(_checks(about, case))
    if done.coverage is not None and asked == "":
        conditions.append(_coverage(about, case, done.coverage))
    return conditions


def _speaks_of(one: BoundFact, case: Case) -> bool:
    """Facts of the claim's own component; of the whole, every check. A coverage gate is no check of these."""
    if isinstance(one.fact.value, CheckOutcome) and about_coverage(one.fact.name):
        return False
    if case.match.kinds and not case.match.kinds <= one.binding.kinds:
        return False
    return case.match.component is WHOLE or one.binding.component == case.match.component


def _tests(about: list[BoundFact], case: Case) -> Condition:
    totals = [one for one in about if isinstance(one.fact.value, TestTotals)]
    failing = [one for one in totals if isinstance(one.fact.value, TestTotals) and one.fact.value.failed]
    outcomes = [
        one for one in about if about_tests(one.fact.name) and isinstance(one.fact.value, CheckOutcome)
    ]
    red = [one for one in outcomes if one.fact.value == CheckOutcome("failure")]
    green = [one for one in outcomes if one.fact.value == CheckOutcome("success")]
    passing = [one for one in totals if isinstance(one.fact.value, TestTotals) and _all_pass(one.fact.value)]
    if failing:
        said = named(f"{one.fact.name}: {counted(_totals(one))}" for one in failing)
        return Condition("tests", "failed", said, _cited(failing, case))
    if red:
        return Condition(
            "tests", "failed", f"{named(one.fact.name for one in red)} failed", _cited(red, case)
        )
    if passing or green:
        said = f"{named(one.fact.name for one in (*passing, *green))} passed"
        return Condition("tests", "met", said, _cited([*passing, *green], case), positive=True)
    return Condition("tests", "unknown", "no test run speaks of this")


def _totals(one: BoundFact) -> TestTotals:
    return one.fact.value if isinstance(one.fact.value, TestTotals) else TestTotals()


def _all_pass(totals: TestTotals) -> bool:
    return totals.failed == 0 and bool(totals.passed)


def _checks(about: list[BoundFact], case: Case) -> Condition:
    outcomes = [one for one in about if isinstance(one.fact.value, CheckOutcome)]
    red = [one for one in outcomes if one.fact.value == CheckOutcome("failure")]
    green = [one for one in outcomes if one.fact.value == CheckOutcome("success")]
    harmless = {CheckOutcome("success"), CheckOutcome("neutral"), CheckOutcome("skipped")}
    broken = [one for one in outcomes if one not in red and one.fact.value not in harmless]
    if red:
        return Condition(
            "checks", "failed", f"{named(one.fact.name for one in red)} failed", _cited(red, case)
        )
    if broken:
        names = named(one.fact.name for one in broken)
        return Condition("checks", "unknown", f"{names} did not complete", _cited(broken, case))
    if green:
        said = "1 check succeeded" if len(green) == 1 else f"all {len(green)} checks succeeded"
        return Condition("checks", "met", said, _cited(green, case), positive=True)
    return Condition("checks", "unknown", "no check speaks of this")


def _coverage(about: list[BoundFact], case: Case, wanted: float) -> Condition:
    own = [
        one
        for one in about
        if isinstance(one.fact.value, CoveragePercent) and one.binding.component == case.match.component
    ]
    percents = [one.fact.value.percent for one in own if isinstance(one.fact.value, CoveragePercent)]
    if not percents:
        return Condition("coverage", "unknown", "no coverage is given for this")
    if min(percents) >= wanted:
        said = f"coverage is {percent(min(percents))}"
        return Condition("coverage", "met", said, _cited(own, case), positive=True)
    if max(percents) >= wanted:
        return Condition("coverage", "unknown", "reports differ", _cited(own, case))
    said = f"coverage is {percent(max(percents))}, {percent(wanted)} is asked for"
    return Condition("coverage", "failed", said, _cited(own, case))


def _blockers(case: Case, grounds: Grounds) -> list[Condition]:
    """Living labelled blockers of the same component, as the documents state them."""
    if grounds.snapshot.policy.done.blockers is None or case.match.kinds:
        return []
    own = [one for one in grounds.blockers if one.component == case.match.component]
    if not own:
        return [Condition("blockers", "met", "no blocker is stated", by_ci=False)]
    snapshot = grounds.snapshot
    citations = tuple(
        Citation(
            "blocker",
            one.component.label,
            one.claim.text[:200],
            f"{snapshot.repository.html_url}/blob/{snapshot.head_sha}/{one.path}#L{one.claim.line}",
            snapshot.head_sha,
        )
        for one in own
    )
    places = named(f"{one.path}:{one.claim.line}" for one in own)
    return [Condition("blockers", "failed", f"a blocker is stated in {places}", citations, by_ci=False)]


def _cited(facts: list[BoundFact], case: Case) -> tuple[Citation, ...]:
    return tuple(cite(one.fact, case.match.component) for one in facts)
