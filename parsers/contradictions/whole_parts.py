"""A whole whose figure is not what its parts make."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found, places
from parsers.contradictions.names import key
from parsers.contradictions.written import percent_of, said, share
from parsers.model import Claim, Contradiction, Count, Coverage, Progress, State, Tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study

_MEAN_OFF = 10.0
"""Points by which an unweighted mean may miss its whole before it is worth a question."""
_DONE_OFF = 5.0
"""Points by which the share of finished parts may miss it."""
_FEWEST = 2
_MOST_PARTS = 400
_MOST_ON_A_LINE = 4
_MOST_WHOLES = 2
"""Bounds that keep the work linear in the length of a document; beyond them nobody speaks of one whole."""
_FEWEST_ELSEWHERE = 3
_FEWEST_BOXES = 4
_SELECTED = re.compile(
    r"\b(?:low\w*|worst|below|under|needs?|uncovered|top|best|high\w*|least|most|gaps?|critical|key|selected|sample)\b",
    re.IGNORECASE,
)
_ASK = "how is the whole counted?"
_STATE_SHARE = {"done": 100.0, "partial": 50.0, "todo": 0.0, "blocked": 0.0}


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that stand side by side with their percents, and whether all their neighbours have one."""

    claims: tuple[Claim, ...]
    complete: bool

    @property
    def percents(self) -> list[float]:
        return [_percent(claim) for claim in self.claims]

    @property
    def mean(self) -> float:
        return sum(self.percents) / len(self.claims)

    def counts(self, percent: float) -> bool:
        """Whether the share of parts that are done comes near."""
        done = share(sum(one >= 100 for one in self.percents), len(self.claims))
        return bool(done) and abs(done - percent) <= _DONE_OFF

    def makes(self, percent: float) -> bool:
        """Whether a usual way of counting comes near: the mean of the parts, or the share that is done."""
        return abs(self.mean - percent) <= _MEAN_OFF or self.counts(percent)


def whole_parts(case: Case) -> Iterator[Contradiction]:
    """Wholes over or beside their parts first; one that stands alone is held against every group there is."""
    study = case.study
    told: set[float] = set()
    alone: list[Claim] = []
    for claim in study.claims:
        if not isinstance(claim.value, Progress | Coverage) or not study.present(claim):
            continue
        if len(study.by_line[claim.line]) > _MOST_ON_A_LINE:
            continue
        group = _parts(study, claim)
        if group:
            told.add(_percent(claim))
            yield from _held(study, claim, group)
        elif study.is_whole(claim) and isinstance(claim.value, Progress):
            alone.append(claim)
        yield from _boxes(study, claim)
    untold = {_percent(claim): claim for claim in reversed(alone) if _percent(claim) not in told}
    if len(untold) <= _MOST_WHOLES:
        for claim in reversed(untold.values()):
            yield from _elsewhere(study, claim)


def _percent(claim: Claim) -> float:
    """The percent of a progress or coverage claim."""
    return claim.value.percent if isinstance(claim.value, Progress | Coverage) else 0.0


def _measure(claim: Claim) -> tuple[type, str | None]:
    return type(claim.value), claim.value.metric if isinstance(claim.value, Coverage) else None


def _parts(study: Study, whole: Claim) -> Group | None:
    """The parts below the whole, else, for a total, those beside it."""
    group = _group(study, whole, study.by_parent.get(whole.line, ()))
    if group or not study.is_whole(whole):
        return group
    return _group(study, whole, study.by_parent.get(study.outline.parent(whole.line), ()))


def _group(study: Study, whole: Claim, around: Sequence[Claim]) -> Group | None:
    """One figure a line, each thing once; else these are not the parts of one whole."""
    if not _FEWEST <= len(around) <= _MOST_PARTS:
        return None
    claims = [c for c in around if _is_part(study, whole, c)]
    lines, names = {c.line for c in claims}, {key(c.subject) for c in claims}
    if len(claims) < _FEWEST or len(lines) < len(claims) or len(names) < len(claims):
        return None
    outline = study.outline
    roles = {outline.role(line) for line in lines}
    beside = outline.children.get(outline.parent(claims[0].line), ())
    others = {n for n in beside[: _MOST_PARTS * 2] if outline.role(n) in roles}
    return Group(tuple(claims), others <= {*lines, whole.line, *study.headers})


def _is_part(study: Study, whole: Claim, other: Claim) -> bool:
    same = _measure(other) == _measure(whole) and other.line != whole.line
    return same and not study.is_whole(other) and key(other.subject) != key(whole.subject)


def _held(study: Study, whole: Claim, group: Group) -> Iterator[Contradiction]:
    low, high = min(group.percents), max(group.percents)
    span = percent_of(whole, _percent(whole))
    outside = ((span.high is not None and span.high <= low) or span.low > high) and not group.counts(
        _percent(whole)
    )
    sure = group.complete and not whole.approx and not any(c.approx for c in group.claims)
    if isinstance(whole.value, Coverage) and not _one_full_table(study, whole, group):
        return
    if outside and sure:
        yield _told(whole, group, f"between {said(low)} and {said(high)} %", "")
    elif isinstance(whole.value, Progress) and not group.makes(whole.value.percent):
        yield _told(whole, group, f"{said(round(group.mean, 1))} % on average")


def _one_full_table(study: Study, whole: Claim, group: Group) -> bool:
    """Whether whole and parts are rows of one table that does not show only some of them."""
    tables = {study.table_of.get(claim.line) for claim in (whole, *group.claims)}
    heading = study.outline.text(study.outline.parent(whole.line))
    return len(tables) == 1 and None not in tables and not _SELECTED.search(heading)


def _told(whole: Claim, group: Group, make: str, ask: str = _ASK) -> Contradiction:
    lines = [c.line for c in group.claims]
    where = f"lines {min(lines)}–{max(lines)}" if len(lines) > 2 else places(lines)
    words = f"Line {whole.line} says {said(_percent(whole))} %; its {len(lines)} parts ({where}) make {make}"
    return found("whole-parts", [whole.line, *lines], words, ask)


def _elsewhere(study: Study, whole: Claim) -> Iterator[Contradiction]:
    """A question only where no group of the document makes the whole, and there is a group worth the name."""
    beside: dict[int, list[Claim]] = defaultdict(list)
    for claim in study.claims:
        if isinstance(claim.value, Progress) and study.present(claim):
            beside[study.outline.parent(claim.line)].append(claim)
    groups = [group for claims in beside.values() if (group := _group(study, whole, claims))]
    large = [group for group in groups if len(group.claims) >= _FEWEST_ELSEWHERE]
    if large and not whole.approx and not any(group.makes(_percent(whole)) for group in groups):
        best = max(large, key=lambda group: len(group.claims))
        yield _told(whole, best, f"{said(round(best.mean, 1))} % on average")


def _boxes(study: Study, whole: Claim) -> Iterator[Contradiction]:
    """A progress over a list in which every item bears a state of its own."""
    percent = _percent(whole)
    if not isinstance(whole.value, Progress) or whole.approx or percent in {0, 100}:
        return
    outline = study.outline
    children = outline.children.get(outline.owner(whole.line), ())
    if len(children) > _MOST_PARTS:
        return
    items = [line for line in children if outline.role(line) == "item" and line != whole.line]
    known = [one for one in (_state(study, line) for line in items) if one is not None]
    if len(items) < _FEWEST_BOXES or len(known) < len(items):
        return
    if any(isinstance(c.value, Progress | Tests | Count) for line in items for c in study.by_line[line]):
        return
    ticked = sum(one == 100 for one in known)
    done, mean = share(ticked, len(known)), sum(known) / len(known)
    if min(abs(done - percent), abs(mean - percent)) > _MEAN_OFF:
        words = (
            f"Line {whole.line} says {said(percent)} %; of the {len(items)} items below it "
            f"(lines {items[0]}–{items[-1]}) {ticked} are done, {said(round(done, 1))} %"
        )
        yield found("whole-parts", [whole.line, *items], words, "how is it counted?")


def _state(study: Study, line: int) -> float | None:
    """What an item's own mark is worth in percent; None where it has none."""
    own = [c.value for c in study.by_line.get(line, ()) if isinstance(c.value, State) and not c.inherited]
    return _STATE_SHARE[own[0].state] if len(own) == 1 else None
