"""A percent beside a ratio that does not make it: 36/38 is not 98 %."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.names import meanings
from parsers.contradictions.written import percent_of, said, share
from parsers.model import Claim, Contradiction, Count, Progress, Tests
from parsers.vocabulary.concepts import Concept

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_ON_A_LINE = 4
_NEAR = 20
_COPIED = 5.0
"""A percent this near its ratio looks as if it was meant to restate it."""


def ratio_percent(case: Case) -> Iterator[Contradiction]:
    """Ratios with a percent of their own, and a percent whose one ratio stands right below it."""
    for claim in case.study.claims:
        value = claim.value
        if isinstance(value, Tests | Count) and value.percent is not None:
            yield from _beside(claim, value, value.percent)
        elif isinstance(value, Progress) and 0 < value.percent < 100 and not claim.approx:
            yield from _below(case, claim, value.percent)


def _beside(claim: Claim, value: Tests | Count, stated: float) -> Iterator[Contradiction]:
    parts, whole = _ratio(value)
    if not parts or not whole or _of_another(claim.text, stated):
        return
    span = percent_of(claim, stated)
    shares = [share(part, total) for part in parts for total in whole]
    if meanings(claim.text) & Concept.REMAINS:
        shares += [100 - one for one in shares]
    makes = f"Line {claim.line}: {_written(value)} makes {said(round(shares[0], 2))} %"
    if not any(span.holds(one) for one in shares):
        ask = "" if span.exact else "how is it counted?"
        yield found("ratio-percent", [claim.line], f"{makes}, not {said(stated)} %", ask)
    elif stated in {0, 100} and stated not in shares and span.exact:
        words = f"{makes}, which is {said(stated)} % only by rounding"
        yield found("ratio-percent", [claim.line], words, "was it meant so?")


def _of_another(text: str, stated: float) -> bool:
    """Whether the words around the percent say it measures something else: a coverage, a growth."""
    place = re.search(rf"(?<![\d.,]){re.escape(said(stated))}\d*\s?%", text.replace(",", "."))
    if not place:
        return False
    around = (
        f"{text[max(0, place.start() - _NEAR) : place.start()]} {text[place.end() : place.end() + _NEAR]}"
    )
    return bool(meanings(around) & (Concept.COVERAGE | Concept.UNRELATED))


def _written(value: Tests | Count) -> str:
    """The ratio as the line has it."""
    parts, whole = _ratio(value)
    return f"{said(parts[0])} of {said(whole[0])}"


def _ratio(value: Tests | Count) -> tuple[list[float], list[float]]:
    """What may be over and under the fraction bar, the plain reading first, then other ways of counting."""
    if isinstance(value, Count):
        return [value.n], [value.of] if value.of else []
    skipped, failing = value.skipped or 0, value.failing
    parts = [float(n) for n in (value.passing, failing, value.skipped) if n is not None]
    ran = None if value.passing is None or failing is None else value.passing + failing
    whole = [value.total] if value.total else [ran] if ran else []
    if value.passing is not None:
        parts.append(float(value.passing + skipped))
    if value.total and failing is not None:
        parts.append(float(value.total - failing))
    if value.total and value.total > skipped:
        whole.append(value.total - skipped)
    return parts, [float(n) for n in whole if n]


def _below(case: Case, claim: Claim, stated: float) -> Iterator[Contradiction]:
    if len(case.study.by_line[claim.line]) > _MOST_ON_A_LINE:
        return
    below = [
        other
        for other in case.study.by_parent.get(claim.line, ())
        if isinstance(other.value, Tests | Count) and other.value.percent is None and all(_ratio(other.value))
    ]
    if len(below) != 1 or not isinstance(below[0].value, Tests | Count):
        return
    parts, whole = _ratio(below[0].value)
    real = share(parts[0], whole[0])
    span = percent_of(claim, stated)
    if span.holds(real) or abs(real - stated) > _COPIED:
        return
    words = (
        f"Line {claim.line} says {said(stated)} %; the one ratio below it (line {below[0].line}), "
        f"{_written(below[0].value)}, makes {said(round(real, 2))} %"
    )
    yield found("ratio-percent", [claim.line, below[0].line], words, "should they agree?")
