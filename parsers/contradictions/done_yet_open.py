"""Something called done or 100 % with a blocker, a failing test or an open item under it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found, places
from parsers.contradictions.facts import of_now
from parsers.contradictions.names import Key, is_generic, is_on, is_whole, key, meanings
from parsers.model import Blocker, Claim, Contradiction, Count, Coverage, Progress, State, Tests
from parsers.vocabulary.concepts import Concept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study

_LATER = re.compile(
    r"\b(?:optional\w*|later|future|next|follow-?ups?|deferred?"
    r"|nice[ -]to[ -]have|known|limitations?|out of scope"
    r"|v\d|stretch|enhancements?|post-?\w+|recommend\w*|risks?|notes?|bonus|backlog|maybe|manual\w*|wish\w*|improvements?"
    r"|phase|legend|tbd|später|künftig|plus tard|futuro|más adelante|в будущем)\b"
    r"|以后|今後|향후|可选|任意|선택",
    re.IGNORECASE,
)
"""Words that put an open item outside of what is called done."""
_MOST = 8


def done_yet_open(case: Case) -> Iterator[Contradiction]:
    """What stands directly under a line that says done, else tests and blockers of its name elsewhere."""
    study = case.study
    told: set[Key] = set()
    left: dict[Key, Claim] = {}
    for claim in _done(study):
        name = () if is_generic(claim.subject) else key(claim.subject)
        message = None if name in told else _message(study, claim, list(_under(study, claim)))
        if message:
            told.update([name] if name else [])
            yield message
        elif name:
            left.setdefault(name, claim)
    elsewhere = _by_name(study)
    for name, claim in left.items():
        others = [c for c in elsewhere.get(name, ()) if c.line != claim.line]
        message = None if name in told else _message(study, claim, others)
        if message:
            yield message


def _done(study: Study) -> Iterator[Claim]:
    """Claims that their subject is finished, each line once; a mark in a plan is a milestone's."""
    seen: set[int] = set()
    for claim in study.claims:
        finished = claim.value == State("done") or (claim.value == Progress(100) and not claim.approx)
        if not finished or claim.inherited or claim.line in seen or not study.present(claim):
            continue
        if not _of_several_things(study, claim):
            seen.add(claim.line)
            yield claim


def _of_several_things(study: Study, claim: Claim) -> bool:
    """Whether the line also says "not done", or ticks off a figure rather than its subject."""
    beside = study.by_line[claim.line]
    figures = any(isinstance(c.value, Tests | Count | Coverage) for c in beside)
    open_too = any(isinstance(c.value, State) and c.value.state != "done" for c in beside)
    return open_too or (figures and not is_on(claim.subject, study.outline.text(claim.line)))


def _by_name(study: Study) -> dict[Key, list[Claim]]:
    """Tests and labelled blockers of now, by the name of what they are of."""
    found_claims: dict[Key, list[Claim]] = defaultdict(list)
    for claim in study.claims:
        of_tests = isinstance(claim.value, Tests)
        if (of_tests or (isinstance(claim.value, Blocker) and claim.labelled)) and study.present(claim):
            found_claims[key(claim.subject)].append(claim)
    return {name: claims for name, claims in found_claims.items() if name}


def _under(study: Study, claim: Claim) -> Iterator[Claim]:
    """Claims under the line, through one lead-in that does not put them off, never through a sub-heading."""
    outline = study.outline
    for line in outline.children.get(claim.line, ()):
        if outline.role(line) != "heading" and not _LATER.search(outline.text(line)):
            yield from study.by_line.get(line, ())
            if outline.role(line) == "lead":
                for inner in outline.children.get(line, ()):
                    yield from study.by_line.get(inner, ())


def _message(study: Study, claim: Claim, under: Sequence[Claim]) -> Contradiction | None:
    blockers = [c for c in under if isinstance(c.value, Blocker) and not c.inherited]
    failing = [c for c in under if isinstance(c.value, Tests) and _fails(c.value, study.outline.text(c.line))]
    items = [c for c in under if _is_open(study, c)]
    if blockers:
        return _told(claim, blockers, "there is a blocker", sure=True)
    if failing:
        return _told(claim, failing, "not every test passes", sure=all(map(_surely_fails, failing)))
    if items:
        return _told(claim, items, "an item under it is open", sure=_surely_open(study, claim, items))
    return None


def _told(claim: Claim, against: Sequence[Claim], why: str, *, sure: bool) -> Contradiction:
    lines = sorted({c.line for c in against})[:_MOST]
    evidence = f"{places(lines)}: {_evidence(against[0])}"
    words = f"Line {claim.line} says {claim.subject or 'it'} is done; {why} ({evidence})"
    return found("done-yet-open", [claim.line, *lines], words, "" if sure else "is it done?")


def _evidence(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Blocker):
        return f"“{value.text[:80]}”"
    if isinstance(value, Tests):
        return f"{value.failing} failing" if value.failing else f"{value.passing} of {value.total} pass"
    return claim.subject[:80]


def _fails(value: Tests, text: str) -> bool:
    if value.failing is not None:
        return value.failing > 0 and of_now(text)
    if value.passing is None or value.total is None:
        return False
    return (
        value.passing + (value.skipped or 0) < value.total
        and not meanings(text) & Concept.SKIP
        and of_now(text)
    )


def _surely_fails(claim: Claim) -> bool:
    """Whether the line speaks of failing or passing; a bare ratio may be of tests that are written."""
    failing = isinstance(claim.value, Tests) and bool(claim.value.failing)
    return failing or bool(meanings(claim.text) & Concept.PASS)


def _is_open(study: Study, claim: Claim) -> bool:
    open_state = claim.value in {State("todo"), State("blocked")} and not claim.inherited
    listed = study.outline.role(claim.line) in {"item", "row"}
    return open_state and listed and not _LATER.search(study.outline.text(claim.line))


def _surely_open(study: Study, claim: Claim, items: Sequence[Claim]) -> bool:
    """A ticked item that holds an unticked one, or 100 % over an open box; a section may have leftovers."""
    boxes = all("[ ]" in study.outline.text(c.line) for c in items)
    own = study.outline.role(claim.line) == "item" and not is_whole(claim.subject)
    return boxes and (own or isinstance(claim.value, Progress))
