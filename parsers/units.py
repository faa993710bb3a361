"""One figure and what it measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parsers.figures import Number
from parsers.vocabulary.concepts import Concept as C

Kind = Literal["progress", "coverage", "tests", "count"]
TESTS = frozenset({"tests", "passing", "failing", "skipped"})
OUTCOMES = ("passing", "failing", "skipped")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure and what it measures; `role` is the field of a tests claim, `goal` that it is only wished for."""

    kind: Kind
    number: Number
    role: str = ""
    goal: bool = False
    restated: Number | None = None
    """The percent that says the same as this ratio."""
    subject: str | None = None
    metric: str | None = None


def outcome_of(bits: int) -> str:
    if bits & C.FAIL and not bits & C.PASS:
        return "failing"
    if bits & C.SKIP and not bits & C.PASS:
        return "skipped"
    return "passing" if bits & C.PASS else "total"
