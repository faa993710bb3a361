"""One thing with two values, in one document or in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.names import is_generic, key, strict
from parsers.contradictions.scope import apart
from parsers.contradictions.states import states
from parsers.model import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study
    from parsers.contradictions.facts import Fact
    from parsers.model import Claim, Contradiction

_VALUES = 2
"""A name with more values than this is said of several measures, or under several roofs."""
_NAMED = 6
_ASK = "is it one thing?"


def same_subject(case: Case) -> Iterator[Contradiction]:
    """Within the document, and against those beside it that bear the same date; each pair is told once."""
    for name, group in case.study.facts.items():
        yield from _within(case.study, group)
        shared = case.library.shared[case.study.folder, case.study.day, name]
        if len(shared) > 1 and shared[0][0] == case.study.path:
            yield from _between(group, shared[1:])
    yield from states(case.study)


def _within(study: Study, group: Sequence[Fact]) -> Iterator[Contradiction]:
    if len({fact.words for fact in group}) != _VALUES:
        return
    first = group[0]
    other = next(
        (fact for fact in group if fact.line != first.line and not fact.span.meets(first.span)), None
    )
    if other is None or not _same_brackets(first.claim, other.claim) or _two_on_one_line(group):
        return
    parted = apart(study, first.claim, other.claim)
    if parted or (parted is None and first.is_whole):
        return
    named_alike = key(first.claim.subject) == key(other.claim.subject)
    alike = named_alike or isinstance(first.claim.value, Progress)
    sure = (
        alike
        and parted is False
        and first.span.exact
        and other.span.exact
        and not _same_table(study, first, other)
    )
    sides = "; ".join(f"line {fact.line} says {fact.words}" for fact in group[:_NAMED])
    lines = [fact.line for fact in group[:_NAMED]]
    yield found("same-subject", lines, f"{first.claim.subject}: {sides}", "" if sure else _ASK)


def _two_on_one_line(group: Sequence[Fact]) -> bool:
    """Whether a line gives two values itself: it compares, or its cells measure different things."""
    return len({fact.line for fact in group}) < len(group)


def _same_table(study: Study, one: Fact, other: Fact) -> bool:
    """Two rows of one table may be two things of one name."""
    tables = study.table_of.get(one.line), study.table_of.get(other.line)
    return tables[0] is not None and tables[0] == tables[1]


def _same_brackets(one: Claim, other: Claim) -> bool:
    """Whether what stands in brackets lets two names be one thing: equal, or absent on one side."""
    a, b = strict(one.subject), strict(other.subject)
    return a == b or key(one.subject) in {a, b}


def _between(group: Sequence[Fact], others: Sequence[tuple[str, Sequence[Fact]]]) -> Iterator[Contradiction]:
    """One value in each document, and a name that means the same in both."""
    one = group[0]
    if len({fact.words for fact in group}) > 1 or (is_generic(one.claim.subject) and not one.is_whole):
        return
    denied = [
        (path, facts[0])
        for path, facts in others
        if len({fact.words for fact in facts}) == 1 and not facts[0].span.meets(one.span)
    ]
    denied = [(path, fact) for path, fact in denied if _same_brackets(one.claim, fact.claim)][:_NAMED]
    if denied:
        sure = not one.is_whole and one.span.exact and all(fact.span.exact for _, fact in denied)
        sides = "; ".join(f"{path}:{fact.line} says {fact.words}" for path, fact in denied)
        words = f"{one.claim.subject}: line {one.line} says {one.words}; {sides}"
        yield found("same-subject", [one.line], words, "" if sure else _ASK)
