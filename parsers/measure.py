"""What each figure of a statement measures: tests, coverage, completeness, a count, or nothing of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from parsers.figures import HAS_DIGIT, Number, numbers
from parsers.statements import Statement
from parsers.vocabulary import tokens
from parsers.vocabulary.concepts import Concept as C

Kind = Literal["progress", "coverage", "tests", "count"]
_BREAK = re.compile(r"[,;|•·()\[\]]|\s[-–—+]\s|[.!?]\s|，|；|、")
_TESTS = frozenset({"tests", "passing", "failing", "skipped"})


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


@lru_cache(maxsize=2048)
def measures(statement: Statement) -> tuple[Measure, ...]:
    """The figures of the statement that claims can be made of, in order."""
    if not HAS_DIGIT.search(statement.text):
        return ()
    found = numbers(statement.text)
    result: list[Measure] = []
    used: set[int] = set()
    for index, number in enumerate(found):
        if index in used or number.delta and number.shape == "percent":
            continue
        around = _Surroundings(statement, found, index)
        restated = _restated(found, index, statement.text)
        measure = _measure(around, restated)
        if measure:
            result.append(measure)
            if restated is not None:
                used.add(found.index(restated))
    return tuple(result)


def _restated(found: list[Number], index: int, text: str) -> Number | None:
    """The next figure where it and this one say the same as ratio and percent."""
    number, following = found[index], found[index + 1] if index + 1 < len(found) else None
    if following is None or {number.shape, following.shape} != {"ratio", "percent"}:
        return None
    gap = text[number.end : following.start]
    if len(gap) > 30 or not re.fullmatch(r"[^\d,;|%]*[\s(=:–—-]+", gap) or len(gap.split()) > 4:
        return None
    return following


class _Surroundings:
    """The meanings of the words around one figure: close before, close after, in its label, column and section."""

    def __init__(self, statement: Statement, found: list[Number], index: int) -> None:
        self.statement, self.number = statement, found[index]
        text = statement.text
        floor = found[index - 1].end if index else 0
        ceiling = found[index + 1].start if index + 1 < len(found) else len(text)
        start = max((m.end() for m in _BREAK.finditer(text, floor, self.number.start)), default=floor)
        stop = next((m.start() for m in _BREAK.finditer(text, self.number.end, ceiling)), ceiling)
        self.before = [t for t in tokens(text[start : self.number.start])]
        self.after = list(tokens(text[self.number.end : stop]))
        self.before_text, self.after_text = text[start : self.number.start], text[self.number.end : stop]
        self.near = _bits(self.after[:4])
        self.prior = _bits(self.before[-5:])
        self.label = _label_bits(statement.label if self.number.start >= statement.value > 0 else "")
        self.clause_before = _bits(tokens(text[floor : self.number.start])[-6:])

    @property
    def goal(self) -> bool:
        statement = self.statement
        if (self.near | self.prior | self.clause_before) & C.NOW and not self.prior & C.GOAL:
            return False
        if (
            self.prior & C.GOAL
            or self.label & C.GOAL
            or _bits(self.after[:3]) & C.GOAL
            or "target" in statement.columns
        ):
            return True
        return statement.section.plan and self.number.shape != "ratio" and "status" not in statement.columns


def _bits(words: list[tuple[int, int, int]] | tuple[tuple[int, int, int], ...]) -> int:
    bits = 0
    for _, _, concept in words:
        bits |= concept
    return bits


@lru_cache(maxsize=1024)
def _label_bits(label: str) -> int:
    return _bits(tokens(label))


def _measure(around: _Surroundings, restated: Number | None) -> Measure | None:
    shape = around.number.shape
    if shape == "percent":
        return _percent(around, restated)
    return _ratio(around, restated) if shape == "ratio" else _amount(around)


def _percent(around: _Surroundings, restated: Number | None) -> Measure | None:
    number, statement = around.number, around.statement
    if number.value > 100 or _bits(around.after[:1]) & C.REMAINS or around.prior & C.REMAINS:
        return None
    first = _bits(around.after[:2])
    kind = _percent_kind(around, first)
    if kind is None:
        return None
    if kind == "tests":
        ratio = restated if restated is not None and restated.shape == "ratio" else None
        return Measure(
            "tests", ratio or number, "ratio" if ratio else "percent", around.goal, number if ratio else None
        )
    if restated is not None and kind == "progress":
        return _ratio_of(around, restated, number)
    return Measure(kind, number, goal=around.goal, restated=restated)


def _percent_kind(around: _Surroundings, first: int) -> Kind | None:
    statement = around.statement
    columns = statement.columns
    if first & C.COVERAGE:
        return "coverage"
    if first & C.COMPLETENESS:
        return "progress"
    if first & C.UNRELATED:
        return None
    if (around.near | around.prior) & C.RATE and (around.near | around.prior | around.label) & (
        C.PASS | C.TEST
    ):
        return "tests"
    if first & C.PASS and (around.near | around.prior | around.label) & C.TEST:
        return "tests"
    if around.prior & C.COVERAGE or around.label & C.COVERAGE or "coverage" in columns:
        return "coverage"
    if "rate" in columns or around.label & C.RATE and around.label & (C.PASS | C.TEST):
        return "tests"
    if (around.prior | around.label) & C.UNRELATED:
        return None
    if (
        around.prior & C.COMPLETENESS
        or around.label & C.COMPLETENESS
        or "progress" in columns
        or around.near & C.COMPLETENESS
    ):
        return "progress"
    if statement.cell and (columns or statement.header):
        return "progress" if columns & {"after", "target"} and not columns & {"priority", "notes"} else None
    if statement.section.coverage:
        return "coverage"
    return "progress" if _bare(around) else None


def _bare(around: _Surroundings) -> bool:
    """Whether the percent stands straight after a subject, with nothing said of it."""
    if around.after_text.strip(" \t)]*.:") and not re.match(r"\s*[✅❌🔄🚧⏳⚠]", around.after_text):
        return False
    return (
        bool(around.before_text.strip(" \t(:*-–—~") or around.statement.name or around.statement.label)
        and around.statement.block.role != "text"
    )


def _ratio(around: _Surroundings, restated: Number | None) -> Measure | None:
    number = around.number
    if number.of is None or number.of == 0 or number.value > number.of:
        return None
    if (around.prior | around.label | around.near) & C.UNRELATED or (number.of == 100 and restated is None):
        return None
    if (
        around.statement.cell
        and around.statement.columns & {"priority", "notes"}
        and not around.near & C.TEST
    ):
        return None
    return _ratio_of(around, number, restated)


def _ratio_of(around: _Surroundings, ratio: Number, restated: Number | None) -> Measure:
    statement = around.statement
    bits = (
        around.near
        | around.prior
        | around.label
        | _label_bits(statement.name)
        | _label_bits(statement.header)
    )
    if bits & C.COVERAGE and restated is not None and not bits & C.TEST & ~C.COVERAGE:
        return Measure("coverage", restated, goal=around.goal)
    tests = bits & C.TEST or statement.columns & _TESTS or _label_bits(statement.owner) & C.TEST
    goal = bool((around.prior | around.label) & C.GOAL)
    if tests and not _bits(around.after[:2]) & C.NOT_CASES:
        return Measure("tests", ratio, "ratio", goal, restated)
    return Measure("count", ratio, "", goal, restated)


def _amount(around: _Surroundings) -> Measure | None:
    number, statement = around.number, around.statement
    if number.decimals:
        return None
    position = next((i for i, w in enumerate(around.after[:5]) if w[2] & C.TEST), None)
    if position is not None:
        following = _bits(around.after[position + 1 : position + 2])
        if (
            following & C.NOT_CASES
            or following & C.NEED
            or any(w[2] & C.NOT_CASES for w in around.after[:position])
        ):
            return None
        if any(w[2] & (C.LINK | C.COPULA) for w in around.after[:position]):
            return None
        said = _bits(around.after[position : position + 4]) | _bits(around.after[:1])
        if around.before and around.before[-1][2] & C.NEED and not around.goal:
            return Measure("tests", number, "total", goal=True)
        return Measure("tests", number, _role(said), around.goal)
    first = _bits(around.after[:1])
    if first & (C.PASS | C.FAIL | C.SKIP) and not number.range:
        return Measure("tests", number, _role(first), around.goal)
    role = next((r for r in ("passing", "failing", "skipped") if r in statement.columns), "")
    if statement.cell and statement.columns & (_TESTS | {"total"}) and not around.after:
        if role or "tests" in statement.columns:
            return Measure("tests", number, role or "total", around.goal)
    if (
        not statement.cell
        and statement.roles & _TESTS
        and not around.after
        and number.start - statement.value < 4
    ):
        role = next((r for r in ("passing", "failing", "skipped") if r in statement.roles), "total")
        if role == "total" or statement.section.tests:
            return Measure("tests", number, role, around.goal)
    if (
        not statement.cell
        and around.label & C.TEST
        and not around.label & C.NOT_CASES
        and number.start - statement.value < 4
    ):
        if not around.after or around.near & (C.PASS | C.FAIL | C.SKIP):
            return Measure("tests", number, _role(around.near), around.goal)
    if _bits(around.after[-1:]) & C.NEED and around.after:
        return Measure("count", number, "need", goal=True)
    return None


def _role(bits: int) -> str:
    if bits & C.FAIL and not bits & C.PASS:
        return "failing"
    if bits & C.SKIP:
        return "skipped"
    return "passing" if bits & C.PASS else "total"
