"""One figure and what it measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from parsers.figures import Number

Kind = Literal["progress", "coverage", "tests", "count"]
TESTS = frozenset({"tests", "passing", "failing", "skipped"})
OUTCOMES = ("passing", "failing", "skipped")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure and what it measures; `role` is the field of a tests claim, `goal` that it is only wished for."""  # noqa: E501

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
