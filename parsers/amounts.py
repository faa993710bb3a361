"""Whether a plain number counts tests, by the words, the column or the label it stands with."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.context import Context, contexts
from parsers.units import OUTCOMES, TESTS, Measure, outcome_of
from parsers.vocabulary import bits_of, tokens
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from parsers.figures import Number

_SUBSET = re.compile(
    r"\b(?:of which|including|of them|among them|davon|dont|de los cuales|из них)\s*$", re.IGNORECASE
)
_ALL_PASS = re.compile(r",?\s+(?:and )?all (?:of (?:them|which) )?(?:pass|passing|passed|green|succeed)\b")
_TO_DO = re.compile(
    r"\s+(?:to be|need to|needs to|that need|which need|require|must be|should be)\b", re.IGNORECASE
)


def amount(around: Context, restated: Number | None) -> Measure | None:
    number = around.number
    if (number.decimals and not number.range) or around.counted_off or around.after_text.startswith(":"):
        return None
    if _in_percent_column(around):
        return Measure("progress", number, "", around.goal)
    measure = tests_by_words(around) or (
        _tests_by_cell(around) if around.statement.cell else _tests_by_label(around)
    )
    if measure is None:
        needed = around.after and around.after[-1][2] & C.NEED
        return (
            Measure("count", number, "need", goal=True)
            if needed and len(around.after) > 0 and around.statement.block.role == "item"
            else None
        )
    if restated is not None and measure.role == "passing":
        return replace(measure, restated=restated)
    return replace(measure, restated=None)


def _in_percent_column(around: Context) -> bool:
    """Whether the number alone fills a cell whose header is a percent sign of completeness."""
    statement, number = around.statement, around.number
    return (
        statement.cell
        and not statement.is_name
        and "progress" in statement.columns
        and "%" in statement.header
        and number.value <= 100
        and statement.text.strip() == statement.text[number.start : number.end].strip()
    )


def tests_by_words(around: Context) -> Measure | None:
    """ "121 unit tests passing", "2 failed", "need 7 test cases"."""
    number, after = around.number, around.after
    position = next((i for i, w in enumerate(after[:6]) if w[2] & C.TEST), None)
    if position is not None:
        following = bits_of(after[position + 1 : position + 2])
        between = bits_of(after[:position])
        if _SUBSET.search(around.before_text) or _TO_DO.match(around.after_text, after[position][1]):
            return None
        if following & (C.NOT_CASES | C.NEED) or between & (C.LINK | C.COPULA | C.CONDITION):
            return None
        said = bits_of(after[position : position + 5]) & ~C.TEST | bits_of(after[:2])
        if _ALL_PASS.match(around.statement.text, number.end + after[position][1]):
            said |= C.PASS
        wanted = (around.before and around.before[-1][2] & C.NEED) or bits_of(
            around.before[-2:]
        ) & C.NEED & ~C.NOW
        return Measure("tests", number, outcome_of(said), around.goal or bool(wanted))
    first = bits_of(after[:1])
    if first & C.TOTAL and around.label & C.TEST and not around.label & C.NOT_CASES:
        return Measure("tests", number, "total", around.goal)
    if (
        first & (C.PASS | C.FAIL | C.SKIP)
        and not number.range
        and (
            around.tests or (after and after[0][2] & C.PASS and len(after) == 1) or first & (C.FAIL | C.SKIP)
        )
    ):
        return Measure("tests", number, outcome_of(first), around.goal)
    return None


def _tests_by_cell(around: Context) -> Measure | None:
    statement, number = around.statement, around.number
    columns = statement.columns
    if (
        statement.is_name
        or (around.after and not bits_of(around.after) & (C.TEST | C.PASS))
        or columns & {"priority", "notes", "delta"}
    ):
        return None
    name_roles = statement.name_roles
    role = next((r for r in OUTCOMES if r in columns), "")
    if columns & TESTS and (role == "" or statement.section.tests or statement.test_table):
        return Measure("tests", number, role or "total", around.goal)
    if (
        columns & {"total", "count"}
        and (statement.test_table or statement.section.tests)
        and not columns & {"files"}
    ):
        return Measure("tests", number, outcome_of(bits_of(tokens(statement.name))), around.goal)
    if name_roles & (TESTS | {"total"}) and (
        statement.section.tests or name_roles & {"tests"} or bits_of(tokens(statement.name)) & C.TEST
    ):
        outcome = next((r for r in OUTCOMES if r in name_roles), "total")
        return Measure("tests", number, outcome, around.goal)
    if (
        bits_of(tokens(statement.name)) & C.TEST
        and not bits_of(tokens(statement.name)) & C.NOT_CASES
        and (columns & {"after", "target", "count", "total"} or number.arrow or number.delta)
    ):
        return Measure("tests", number, outcome_of(bits_of(tokens(statement.name))), around.goal)
    return None


def _tests_by_label(around: Context) -> Measure | None:  # noqa: PLR0911
    """ "Total tests: 2,368", "Tests: 21 | …", "Passed ...... 194"."""
    statement, number = around.statement, around.number
    if bits_of(around.after[:1]) & C.NOT_CASES or number.shape != "number":
        return None
    bracketed = statement.text[: number.start].rstrip("~ ").endswith("(")
    if bracketed and re.match(r"\+?\s*\)", statement.text[number.end :]):
        words = tokens(statement.text[: number.start].rstrip("~ ("))
        named = bool(words) and bool(words[-1][2] & C.TEST)
        return (
            Measure("tests", number, "total", around.goal)
            if named or (statement.block.tree and around.tests)
            else None
        )
    direct = (
        around.before_text.rstrip(" ~≈>").endswith((":", "："))
        or number.start - statement.value < 4 <= number.start
    )
    if (
        around.before
        and around.before[-1][2] & C.TEST
        and around.before_text.rstrip(" ~≈>*").endswith((":", "："))
    ):
        return Measure("tests", number, outcome_of(around.prior), around.goal)
    if not direct or not statement.label:
        return None
    words = tokens(statement.label)
    if words and bits_of(words) & C.TEST and not words[-1][2] & C.NOT_CASES:
        return Measure("tests", number, outcome_of(bits_of(words) | around.near), around.goal)
    outcome = next((r for r in (*OUTCOMES, "total") if r in statement.roles), "")
    if outcome and around.tests and not around.after:
        return Measure("tests", number, outcome, around.goal)
    return None


def part_of(around: Context, result: list[Measure]) -> Measure | None:
    """A part of a breakdown takes the unit and role of the whole: "286 passing (Order: 136, Catalog: 69)"."""
    number = around.number
    if number.shape != "number" or not result or result[-1].kind != "tests" or around.after:
        return None
    role = result[-1].role
    return Measure("tests", number, role if role in {*OUTCOMES, "total"} else "total", around.goal)


def continued(around: Context, result: list[Measure], following: list[Number]) -> Measure | None:
    """A figure whose unit another one names: "0 (planned: 6)", "10 + 34 tests"."""
    number, statement = around.number, around.statement
    if number.shape == "number" and result and result[-1].kind == "tests" and not around.counted_off:
        others = bits_of(around.after) & ~(C.TOTAL | C.TEST | C.ADVERB | C.GENERIC)
        if around.prior & C.GOAL and not others:
            return Measure("tests", number, "total", goal=True)
    joined = re.match(r"[^,;()]{0,40}\+\s*[~≈]?(?=\d)", statement.text[number.end :])
    if number.shape == "number" and joined and following and not around.counted_off:
        rest = contexts(statement, [number, *following])[1]
        measure = tests_by_words(rest)
        if measure:
            return Measure("tests", number, measure.role, measure.goal)
    return None
