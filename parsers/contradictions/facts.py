"""Claims made comparable: what is measured, of which thing, and what the figure may stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.contradictions.names import Key, key, meanings
from parsers.contradictions.written import Span, number, percent_of, said
from parsers.model import Claim, Count, Coverage, Progress, Tests
from parsers.vocabulary.concepts import Concept

if TYPE_CHECKING:
    from collections.abc import Iterator

MEASURED = (Progress, Coverage, Tests, Count)
"""Kinds of values that can be compared as figures."""
WHOLE: Key = ("*",)
"""The key of whatever says everything: "Overall Progress" and "The platform" are one thing."""

Name = tuple[tuple[str, str], Key]
"""What is measured and of which thing."""

_EARLIER = re.compile(
    r"\b(?:before|previous\w*|baseline|was|were|initial\w*|originally|formerly|old|vorher|avant|antes|prima|было|ранее|from)\b"
    r"|→|->|之前|以前|이전",
    re.IGNORECASE,
)
_KIND_OF_TESTS = re.compile(
    r"\b(?:unit|integration|e2e|end-to-end|functional|property|regression|smoke|load|performance|component|contract"
    r"|snapshot|acceptance|fuzz|ui|api)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:only|new|added|additional|first|last|remaining|without|excluding|incl\w*|per|each|part)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One comparable statement; two facts of one name should meet."""

    claim: Claim
    name: Name
    span: Span
    words: str

    @property
    def line(self) -> int:
        return self.claim.line

    @property
    def is_whole(self) -> bool:
        return self.name[1] == WHOLE


def facts_of(claim: Claim, text: str, *, whole: bool) -> Iterator[Fact]:
    """What a claim on a line of this text states; nothing where the line speaks of earlier, or of a part."""
    if not of_now(text) or _PART.search(text):
        return
    thing = WHOLE if whole else key(claim.subject)
    if thing:
        kind = _kind_of_tests(text) if isinstance(claim.value, Tests) else ""
        for (measured, unit), span, words in _measures(claim):
            about = "about " if claim.approx else ""
            yield Fact(claim, ((measured, unit + kind), thing), span, about + words)


def _kind_of_tests(text: str) -> str:
    """Which tests a line speaks of: unit tests are not held against integration tests."""
    kind = _KIND_OF_TESTS.search(text)
    return f" {kind[0].lower()}" if kind else ""


def of_now(text: str) -> bool:
    """Whether a line says nothing of an earlier state."""
    return not _EARLIER.search(text)


Measure = tuple[tuple[str, str], Span, str]


def _measures(claim: Claim) -> Iterator[Measure]:
    value = claim.value
    if isinstance(value, Progress):
        yield ("progress", ""), percent_of(claim, value.percent), f"{said(value.percent)} %"
    elif isinstance(value, Coverage):
        yield (
            ("coverage", value.metric or ""),
            percent_of(claim, value.percent),
            f"{said(value.percent)} % coverage",
        )
    elif isinstance(value, Tests):
        yield from _tests(claim, value)
    elif isinstance(value, Count) and value.of is not None:
        yield (
            ("count", value.unit or ""),
            _ratio(claim, value.n, value.of),
            f"{said(value.n)} of {said(value.of)}",
        )


def _tests(claim: Claim, value: Tests) -> Iterator[Measure]:
    """Only like with like: what passes of how many, how many there are, how many pass, how many fail."""
    about = claim.approx
    if value.percent is not None and _restates_progress(claim):
        yield ("progress", ""), percent_of(claim, value.percent), f"{said(value.percent)} %"
    if value.failing is not None:
        yield ("tests", "failing"), number(value.failing, about=about), f"{said(value.failing)} failing tests"
    if value.passing is not None and value.total is not None:
        words = f"{said(value.passing)} of {said(value.total)} tests"
        yield ("tests", "of"), _ratio(claim, value.passing, value.total), words
    elif value.passing is not None:
        yield ("tests", "passing"), number(value.passing, about=about), f"{said(value.passing)} passing tests"
    elif value.total is not None:
        yield ("tests", "total"), number(value.total, about=about), f"{said(value.total)} tests"


def _ratio(claim: Claim, part: float, whole: float) -> Span:
    """A ratio as one number that no other ratio shares, so that 1/2 and 2/4 differ."""
    return number(part * 1e9 + whole, about=claim.approx)


def _restates_progress(claim: Claim) -> bool:
    """Whether the percent beside a ratio of tests is said of completeness ("2/120 (2 % complete)")."""
    words = meanings(claim.text)
    return bool(words & Concept.COMPLETENESS) and not words & Concept.PASS
