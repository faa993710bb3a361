"""A whole whose figure is not what its parts make."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found, places
from parsers.contradictions.names import is_whole, key
from parsers.contradictions.written import percent_of, said, share
from parsers.model import Claim, Contradiction, Count, Coverage, Progress, State, Tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study

_MEAN_OFF = 10.0
"""Points by which an unweighted mean may miss its whole before it is worth a question."""
_FEWEST = 2
_FEWEST_ELSEWHERE = 3
_FEWEST_BOXES = 4
_STATE_SHARE = {"done": 100.0, "partial": 50.0, "todo": 0.0, "blocked": 0.0}


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that stand side by side: their figures, and whether every one of their neighbours has one."""

    claims: tuple[Claim, ...]
    complete: bool

    @property
    def figures(self) -> list[float]:
        return [_figure(claim) or 0.0 for claim in self.claims]

    @property
    def mean(self) -> float:
        return sum(self.figures) / len(self.claims)

    def makes(self, figure: float) -> bool:
        """Whether some usual way of counting comes near the figure: the mean, or the share of parts that are done."""
        done = share(sum(one >= 100 for one in self.figures), len(self.claims))
        return abs(self.mean - figure) <= _MEAN_OFF or abs(done - figure) <= _MEAN_OFF / 2


def whole_parts(case: Case) -> Iterator[Contradiction]:
    """Wholes over or beside their parts first; a whole that stands alone is held against every group there is."""
    study = case.study
    told: set[float] = set()
    alone: list[tuple[float, Claim]] = []
    for claim in study.claims:
        figure = _figure(claim)
        if figure is None or not study.present(claim):
            continue
        group = _parts(study, claim)
        if group:
            told.add(figure)
            yield from _held(study, claim, figure, group)
        elif is_whole(claim.subject) and isinstance(claim.value, Progress):
            alone.append((figure, claim))
        yield from _boxes(study, claim, figure)
    for figure, claim in alone:
        if figure not in told:
            told.add(figure)
            yield from _elsewhere(study, claim, figure)


def _figure(claim: Claim) -> float | None:
    """The percent of a progress or coverage claim."""
    return claim.value.percent if isinstance(claim.value, Progress | Coverage) else None


def _measure(claim: Claim) -> tuple[type, str | None]:
    return type(claim.value), claim.value.metric if isinstance(claim.value, Coverage) else None


def _parts(study: Study, whole: Claim) -> Group | None:
    """The parts below the whole, else, for a total, those beside it."""
    below = [c for c in study.by_parent.get(whole.line, ()) if _is_part(whole, c)]
    group = _group(study, whole, below)
    if group or not is_whole(whole.subject):
        return group
    parent = study.outline.parent(whole.line)
    return _group(study, whole, [c for c in study.by_parent.get(parent, ()) if _is_part(whole, c)])


def _is_part(whole: Claim, other: Claim) -> bool:
    same = _measure(other) == _measure(whole) and other.line != whole.line
    return same and not is_whole(other.subject) and key(other.subject) != key(whole.subject)


def _group(study: Study, whole: Claim, claims: Sequence[Claim]) -> Group | None:
    """One figure a line, each thing once, nothing planned; else these are not the parts of one whole."""
    lines = [c.line for c in claims]
    names = [key(c.subject) for c in claims]
    if len(claims) < _FEWEST or len({*lines}) < len(lines) or len({*names}) < len(names):
        return None
    if any(not study.present(c) for c in claims):
        return None
    outline = study.outline
    parent = outline.parent(lines[0])
    roles = {outline.role(line) for line in lines}
    around = [n for n in outline.children[parent] if outline.role(n) in roles and n != whole.line]
    headers = {table[0] for table in outline.tables}
    return Group(tuple(claims), all(line in {*lines} or line in headers for line in around))


def _held(study: Study, whole: Claim, figure: float, group: Group) -> Iterator[Contradiction]:
    low, high = min(group.figures), max(group.figures)
    exact = not whole.approx and not any(c.approx for c in group.claims)
    span = percent_of(whole, figure)
    outside = (span.high is not None and span.high <= low) or span.low > high
    if (outside and not group.makes(figure)) or (outside and exact and group.complete):
        grade = "certain" if exact and group.complete else "question"
        yield _told(study, grade, whole, figure, group, f"between {said(low)} and {said(high)} %")
    elif isinstance(whole.value, Progress) and not group.makes(figure):
        yield _told(study, "question", whole, figure, group, f"{said(round(group.mean, 1))} % on average")


def _told(study: Study, grade: str, whole: Claim, figure: float, group: Group, make: str) -> Contradiction:
    lines = [c.line for c in group.claims]
    end = "." if grade == "certain" else ": how is the whole counted?"
    text = f"Line {whole.line} says {said(figure)} %; its {len(lines)} parts ({_where(study, lines)}) make {make}{end}"
    return found("whole-parts", "certain" if grade == "certain" else "question", [whole.line, *lines], text)


def _where(study: Study, lines: Sequence[int]) -> str:
    return f"lines {min(lines)}–{max(lines)}" if len(lines) > 2 else places(lines)


def _elsewhere(study: Study, whole: Claim, figure: float) -> Iterator[Contradiction]:
    """A question only where no group of the document makes the whole, and there is a group worth the name."""
    beside: dict[tuple[int, tuple[type, str | None]], list[Claim]] = defaultdict(list)
    for claim in study.claims:
        if isinstance(claim.value, Progress) and not is_whole(claim.subject) and study.present(claim):
            beside[study.outline.parent(claim.line), _measure(claim)].append(claim)
    groups = [group for claims in beside.values() if (group := _group(study, whole, claims))]
    large = [group for group in groups if len(group.claims) >= _FEWEST_ELSEWHERE]
    if large and not whole.approx and not any(group.makes(figure) for group in groups):
        best = max(large, key=lambda group: len(group.claims))
        yield _told(study, "question", whole, figure, best, f"{said(round(best.mean, 1))} % on average")


def _boxes(study: Study, whole: Claim, figure: float) -> Iterator[Contradiction]:
    """A progress over a list in which every item bears a state of its own."""
    if not isinstance(whole.value, Progress) or whole.approx or figure in {0, 100}:
        return
    outline = study.outline
    owner = outline.owner(whole.line)
    items = [
        line
        for line in outline.children.get(owner, ())
        if outline.role(line) == "item" and line != whole.line
    ]
    states = [_state(study, line) for line in items]
    known = [one for one in states if one is not None]
    if len(items) < _FEWEST_BOXES or len(known) < len(items):
        return
    if any(isinstance(c.value, Progress | Tests | Count) for line in items for c in study.by_line[line]):
        return
    done = share(sum(one == 100 for one in known), len(known))
    mean = sum(known) / len(known)
    if all(abs(one - figure) > _MEAN_OFF for one in (done, mean)):
        text = (
            f"Line {whole.line} says {said(figure)} %; of the {len(items)} items below it (lines {items[0]}–{items[-1]}) "
            f"{sum(one == 100 for one in known)} are done, {said(round(done, 1))} %: how is it counted?"
        )
        yield found("whole-parts", "question", [whole.line, *items], text)


def _state(study: Study, line: int) -> float | None:
    """What an item's own mark is worth; None where it has none."""
    own = [c.value for c in study.by_line.get(line, ()) if isinstance(c.value, State) and not c.inherited]
    return _STATE_SHARE[own[0].state] if len(own) == 1 else None
