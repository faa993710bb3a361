"""Something called done or 100 % with a blocker, a failing test or an open item under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, Grade, found, places
from parsers.contradictions.names import is_generic, is_whole, key, meanings
from parsers.model import Blocker, Claim, Contradiction, Progress, State, Tests
from parsers.vocabulary.concepts import Concept as C

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study

_LATER = re.compile(
    r"\b(?:optional\w*|later|future|next|follow-?ups?|deferred?|nice[ -]to[ -]have|known|limitations?|out of scope|v\d|stretch"
    r"|enhancements?|post-?\w+|recommend\w*|risks?|notes?|bonus|backlog|maybe|manual\w*|wish\w*|improvements?|phase|legend|tbd"
    r"|später|künftig|plus tard|futuro|más adelante|в будущем)\b|以后|今後|향후|可选|任意|선택",
    re.IGNORECASE,
)
"""Words that put an open item outside of what is called done."""
_MOST = 8


def done_yet_open(case: Case) -> Iterator[Contradiction]:
    """What stands directly under a line that says done, and tests or blockers of the same name elsewhere."""
    study = case.study
    tests, blockers = _by_name(study)
    told: set[tuple[str, ...]] = set()
    for claim in _done(study):
        under = _under(study, claim)
        named = () if is_generic(claim.subject) else key(claim.subject)
        if named:
            under = [
                *under,
                *(c for c in (*tests.get(named, ()), *blockers.get(named, ())) if c not in under),
            ]
        if named and named in told:
            continue
        message = _message(study, claim, under)
        if message:
            told.add(named)
            yield message


def _done(study: Study) -> Iterator[Claim]:
    """Claims that their subject is finished, each line once; marks on lines of a plan are milestones."""
    seen: set[int] = set()
    for claim in study.claims:
        value = claim.value
        finished = (isinstance(value, State) and value.state == "done" and not claim.inherited) or (
            isinstance(value, Progress) and value.percent == 100 and not claim.approx
        )
        if finished and claim.line not in seen and study.present(claim) and not _mixed(study, claim):
            seen.add(claim.line)
            yield claim


def _mixed(study: Study, claim: Claim) -> bool:
    """Whether the same line puts the same or another part in a state that is not done: a line about several things."""
    return any(isinstance(c.value, State) and c.value.state != "done" for c in study.by_line[claim.line])


def _by_name(study: Study) -> tuple[dict[tuple[str, ...], list[Claim]], dict[tuple[str, ...], list[Claim]]]:
    tests: dict[tuple[str, ...], list[Claim]] = {}
    blockers: dict[tuple[str, ...], list[Claim]] = {}
    for claim in study.claims:
        if isinstance(claim.value, Tests) and study.present(claim):
            tests.setdefault(key(claim.subject), []).append(claim)
        elif isinstance(claim.value, Blocker) and claim.labelled and study.present(claim):
            blockers.setdefault(key(claim.subject), []).append(claim)
    return tests, blockers


def _under(study: Study, claim: Claim) -> list[Claim]:
    """Claims directly under the line; through one lead-in that does not put them off, never through a sub-heading."""
    outline = study.outline
    found_claims: list[Claim] = []
    for line in outline.children.get(claim.line, ()):
        if outline.role(line) == "heading" or _LATER.search(outline.text(line)):
            continue
        found_claims.extend(study.by_line.get(line, ()))
        if outline.role(line) == "lead":
            for inner in outline.children.get(line, ()):
                found_claims.extend(study.by_line.get(inner, ()))
    return found_claims


def _message(study: Study, claim: Claim, under: Sequence[Claim]) -> Contradiction | None:
    blockers = [c for c in under if isinstance(c.value, Blocker) and not c.inherited]
    failing = [c for c in under if isinstance(c.value, Tests) and _fails(c.value, c.text)]
    items = [c for c in under if _is_open(study, c)]
    if blockers:
        return _found(claim, "certain", blockers, "there is a blocker")
    if failing:
        sure = all(isinstance(c.value, Tests) and _certain_failure(c) for c in failing)
        return _found(claim, "certain" if sure else "question", failing, "not every test passes")
    if items:
        return _found(claim, _grade(study, claim, items), items, "an item under it is open")
    return None


def _found(claim: Claim, grade: Grade, against: Sequence[Claim], words: str) -> Contradiction:
    lines = [c.line for c in against][:_MOST]
    subject = claim.subject or "it"
    text = f"Line {claim.line} says {subject} is done; {words} ({places(lines)}: {_evidence(against[0])})"
    end = "." if grade == "certain" else ": is it done?"
    return found("done-yet-open", grade, [claim.line, *lines], text + end)


def _evidence(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Blocker):
        return f"“{value.text[:80]}”"
    if isinstance(value, Tests):
        if value.failing:
            return f"{value.failing} failing"
        return f"{value.passing} of {value.total} pass"
    return claim.subject[:80]


def _fails(value: Tests, text: str) -> bool:
    if value.failing is not None:
        return value.failing > 0
    if value.passing is None or value.total is None:
        return False
    return value.passing + (value.skipped or 0) < value.total and not meanings(text) & C.SKIP


def _certain_failure(claim: Claim) -> bool:
    return isinstance(claim.value, Tests) and (
        bool(claim.value.failing) or bool(meanings(claim.text) & C.PASS)
    )


def _is_open(study: Study, claim: Claim) -> bool:
    value = claim.value
    if not isinstance(value, State) or value.state not in {"todo", "blocked"} or claim.inherited:
        return False
    return study.outline.role(claim.line) in {"item", "row"} and not _LATER.search(
        study.outline.text(claim.line)
    )


def _grade(study: Study, claim: Claim, items: Sequence[Claim]) -> Grade:
    """Certain where a ticked item holds an unticked one, or 100 % holds an open box; a section may be done but for."""
    boxes = all("[ ]" in study.outline.text(c.line) for c in items)
    own = study.outline.role(claim.line) == "item" and not is_whole(claim.subject)
    hundred = isinstance(claim.value, Progress)
    return "certain" if boxes and (own or hundred) else "question"
