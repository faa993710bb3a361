"""What each figure of a statement measures: tests, coverage, completeness, a count, or nothing of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from parsers.context import Context, contexts
from parsers.figures import HAS_DIGIT, Number, numbers
from parsers.phrases import sentence_subject
from parsers.sections import code_coverage
from parsers.statements import Statement
from parsers.subjects import clean_name, is_attribute, name_span
from parsers.vocabulary import bits_of, tokens
from parsers.vocabulary.concepts import Concept as C

Kind = Literal["progress", "coverage", "tests", "count"]
_TESTS = frozenset({"tests", "passing", "failing", "skipped"})
_OUTCOMES = ("passing", "failing", "skipped")
_COMPLETED_PART = re.compile(r"\+?\s+([^\W\d]\w*(?:\s\w+){0,2})\s([^\W\d]\w*)\s*(?:$|[,.;)])")
"""After a percent, a noun and its word of completeness: "75% infrastructure complete"."""
_UNITS = (
    C.TEST
    | C.COVERAGE
    | C.PASS
    | C.FAIL
    | C.SKIP
    | C.TOTAL
    | C.NEED
    | C.GOAL
    | C.MAKES
    | C.LINK
    | C.ADVERB
    | C.APPROX
    | C.DONE
)
_VERBS = {"run", "running", "execute", "achieve", "reach", "comprehensive", "unit"}
_KIND = re.compile(r"\+?\s*([^\W\d][\w/ -]{1,40}?)(?=\s*(?:[+,;()|]|$|evidenced|passing|pass\b))")
_IDENTIFIER = re.compile(r"\b[A-Z]{2,}-?\d{2,}[A-Z]?\b")
_STARS = re.compile("[⭐★☆]{2,}")
_PART = re.compile(
    r"(?:^|[,(;:|·、，]\s*|\s\+\s*)(?P<name>[^\W\d][^,():;|·%+]{0,40}?)\s*(?:[:=]\s*|\(\s*|\s)[~≈]?(?=\d)"
)


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


@lru_cache(maxsize=512)
def measures(statement: Statement) -> tuple[Measure, ...]:
    """The figures of the statement that claims can be made of, in order."""
    if not HAS_DIGIT.search(statement.text) or (statement.cell and statement.past):
        return ()
    found = numbers(statement.text)
    result: list[Measure] = []
    used: set[int] = set()
    rejected = False
    names = _part_names(statement, found)
    around = contexts(statement, found)
    for index, number in enumerate(found):
        if index in used or (number.delta and number.shape == "percent") or _starred(statement.text, number):
            continue
        restated = _restated(found, index, statement.text)
        measure = (number.start in names and _part_of(around[index], result)) or _measure(
            around[index], restated
        )
        measure = measure or _continued(around[index], result, found[index + 1 :])
        if measure is None:
            rejected = rejected or number.shape == "percent"
            continue
        if rejected and measure.goal and measure.kind == "progress" and not around[index].complete:
            continue
        if (
            measure.kind == "progress"
            and result
            and result[-1].kind == "coverage"
            and not around[index].complete
        ):
            measure = replace(measure, kind="coverage")
        if restated is not None:
            used.add(index + 1)
        subject = (
            names.get(number.start) or _identifier(around[index], measure) or _subject(statement, number)
        )
        result.append(replace(measure, subject=subject))
    return tuple(_kinds_of_tests(statement, result))


def _kinds_of_tests(statement: Statement, result: list[Measure]) -> list[Measure]:
    """Where one line counts several kinds of tests, each kind is its own subject: "50 unit tests + 10 property tests"."""
    plain = [
        m
        for m in result
        if m.kind == "tests"
        and m.role == "total"
        and m.subject in {None, statement.owner}
        and not statement.cell
    ]
    if len(plain) < 2:
        return result
    named: list[Measure] = []
    for measure in result:
        kind = _KIND.match(statement.text, measure.number.end) if measure in plain else None
        named.append(
            replace(measure, subject=clean_name(kind[1])) if kind and not statement.label else measure
        )
    return named


def _starred(text: str, number: Number) -> bool:
    """Whether the figure belongs to a rating in stars."""
    end = text.find("|", number.end)
    return bool(_STARS.search(text[text.rfind("|", 0, number.start) + 1 : end if end >= 0 else len(text)]))


def _restated(found: list[Number], index: int, text: str) -> Number | None:
    """The next figure where it and this one say the same: a percent beside a ratio, or a share beside an amount."""
    if index + 1 == len(found):
        return None
    number, following = found[index], found[index + 1]
    shapes = {number.shape, following.shape}
    if (
        "percent" not in shapes
        or len(shapes) == 1
        or (number.shape == "percent" and following.shape == "number")
    ):
        return None
    gap = text[number.end : following.start]
    if len(gap) > 34 or not re.fullmatch(r"[^\d,;|%]*[\s(=:–—-]+", gap) or len(gap.split()) > 4:
        return None
    return following if number.shape == "ratio" or "(" in gap or following.shape == "ratio" else None


def _part_names(statement: Statement, found: list[Number]) -> dict[int, str]:
    """Names of the parts in a breakdown, "Order: 136, Catalog: 69", by where each part's figure starts."""
    if len(found) < 2:
        return {}
    starts = {number.spans[0][0]: number for number in found}
    text = statement.text
    parts: dict[int, str] = {}
    for part in _PART.finditer(text, max(0, statement.value - 2) if statement.value < len(text) else 0):
        number = starts.get(part.end())
        name = clean_name(part["name"])
        bits = bits_of(tokens(name))
        if (
            number
            and name
            and not bits
            & (
                C.GOAL
                | C.NOW
                | C.PASS
                | C.FAIL
                | C.SKIP
                | C.TOTAL
                | C.RATE
                | C.LINK
                | C.APPROX
                | C.NEED
                | C.COVERAGE
                | C.COMPLETENESS
                | C.COPULA
                | C.UNRELATED
                | C.BEFORE
            )
        ):
            parts[number.start] = name
    return parts if len(parts) > 1 or (parts and found[0].end <= statement.value) else {}


def _subject(statement: Statement, number: Number) -> str | None:
    """A nearer subject than the line's: the code right before the figure, or the subject of its sentence."""
    plain, text = statement.plain, statement.text
    for start, end in plain.code:
        if (
            end <= number.start
            and re.fullmatch(r"`?\s?[(:]?\s?", text[end : number.start])
            and not statement.cell
            and number.shape == "ratio"
        ):
            return clean_name(text[start:end])
    part = _COMPLETED_PART.match(text, number.end)
    if (
        part
        and number.shape == "percent"
        and bits_of(tokens(part[2])) & (C.COMPLETENESS | C.DONE)
        and not bits_of(tokens(part[1])) & (C.LINK | C.COMPLETENESS)
    ):
        return clean_name(part[1])
    if statement.label and is_attribute(statement.label):
        return None
    own = _own_words(statement, number)
    if own is not None:
        return own
    if statement.block.role in {"text", "lead"} or (statement.value >= len(text) and len(text) > 60):
        return sentence_subject(text, number.start)
    return None


def _identifier(around: Context, measure: Measure) -> str | None:
    """The one test a failure is counted for, where its clause names it: "NC250A has 4 failures"."""
    statement = around.statement
    if (
        measure.role != "failing"
        or statement.cell
        or statement.block.role == "heading"
        or around.number.start < statement.value
    ):
        return None
    before = re.split(r"[;.]\s", statement.text[: around.number.start])[-1]
    found = _IDENTIFIER.search(around.after_text) or _IDENTIFIER.search(before)
    return found.group() if found else None


def _own_words(statement: Statement, number: Number) -> str | None:
    """The owner, where the line's name is nothing but the figure, its unit and a verb: "Achieve 80%+ coverage"."""
    begin, end, _ = name_span(statement.plain)
    if (
        statement.cell
        or statement.block.role == "heading"
        or not begin <= number.start < max(end, begin + 1)
        or not statement.owner
    ):
        return None
    words = tokens(statement.text[begin:end])
    return (
        statement.owner
        if all(
            w[2] & _UNITS or statement.text[w[0] : w[1]].lower() in _VERBS or statement.text[w[0]].isdigit()
            for w in words
        )
        else None
    )


def _measure(around: Context, restated: Number | None) -> Measure | None:
    shape = around.number.shape
    if shape == "percent":
        return _percent(around, restated)
    return _ratio(around, restated) if shape == "ratio" else _amount(around, restated)


def _percent(around: Context, restated: Number | None) -> Measure | None:
    number = around.number
    remains = bits_of((*around.before[-2:], *around.after[:1])) | around.label
    if (
        number.value > 100
        or remains & C.REMAINS
        or "before" in around.statement.roles - {"after"}
        or around.band
    ):
        return None
    kind = _percent_kind(around)
    if (
        kind == "progress"
        and not around.before_text.strip(" (~")
        and bits_of(tokens(around.statement.name)[:1]) & C.REMAINS
    ):
        return None
    if kind is None or (
        kind == "progress" and around.statement.block.role == "text" and not _said_in_prose(around)
    ):
        return None
    if kind == "tests":
        if restated is not None and restated.shape == "ratio":
            return Measure("tests", restated, "ratio", around.goal, number)
        return Measure("tests", number, "percent", around.goal)
    if restated is not None and restated.shape == "ratio" and kind == "progress":
        return _ratio_of(around, restated, number)
    return Measure(kind, number, goal=around.goal, metric=around.metric)


def _said_in_prose(around: Context) -> bool:
    """In prose a percent of completeness is said by a verb or a label, or is aimed at."""
    verb = bits_of(tokens(around.statement.text[: around.number.start])) & (C.COPULA | C.VERB_HAS)
    return bool(verb or around.statement.label or around.goal or not around.before_text.strip())


def _percent_kind(around: Context) -> Kind | None:
    statement, columns = around.statement, around.statement.columns
    first = bits_of(around.after[:2])
    said = around.near | around.prior | around.label
    if first & C.COVERAGE and code_coverage(tuple(around.after[:3])):
        return "coverage"
    if (
        (around.near | around.prior) & C.RATE
        and said & (C.PASS | C.TEST)
        or (first & C.PASS and (said & C.TEST or around.tests))
    ):
        return "tests"
    if first & (C.COMPLETENESS | C.DONE) and not (first & C.PASS and not first & C.COMPLETENESS):
        return "progress"
    if first & C.UNRELATED:
        return None
    if (around.near & (C.COMPLETENESS | C.DONE)) and around.of_something:
        return "progress"
    if code_coverage(tuple(around.before)) or around.covers or columns & {"coverage"}:
        return "coverage"
    if "metric" in columns:
        return "coverage" if statement.section.coverage or around.metric else None
    if (
        "rate" in columns
        or "rate" in statement.roles
        or (around.label & C.RATE and around.label & (C.PASS | C.TEST))
    ):
        return "tests"
    if around.prior & C.UNRELATED or around.label & C.UNRELATED and not around.label & C.COMPLETENESS:
        return None
    if (
        (around.prior | around.label) & C.COMPLETENESS
        or "progress" in columns - _now_too(columns)
        or "progress" in statement.roles - _now_too(statement.roles)
    ):
        return "progress"
    return _by_place(around)


def _now_too(roles: frozenset[str]) -> frozenset[str]:
    """ "Current" says present, not what is measured."""
    return frozenset({"progress"}) if "after" in roles else frozenset()


def _by_place(around: Context) -> Kind | None:
    """The kind of a percent about which no word says anything, by its column, its section, or standing bare."""
    statement, columns = around.statement, around.statement.columns
    if statement.cell and not statement.is_name and statement.header:
        if columns & {"priority", "notes", "delta", "total", "before"}:
            return None
        name = bits_of(tokens(statement.name))
        if code_coverage(tokens(statement.name)):
            return "coverage"
        if name & C.RATE and (name & (C.PASS | C.TEST) or statement.section.tests):
            return "tests"
        if not columns & {"after", "target", "progress", "status"} and not name & C.COMPLETENESS:
            return None
        unrelated = (name & C.UNRELATED and not columns & {"target", "progress"}) or statement.mixed
        return "coverage" if statement.section.coverage else None if unrelated else "progress"
    if not around.before_text.strip(" (~>") and code_coverage(tokens(statement.name)):
        return "coverage"
    if statement.section.coverage and (around.bare or statement.cell):
        return "coverage"
    return "progress" if around.bare else None


def _ratio(around: Context, restated: Number | None) -> Measure | None:
    number, statement = around.number, around.statement
    if (
        not number.of
        or number.value > number.of
        or (statement.cell and statement.is_name and not around.before)
    ):
        return None
    said = around.prior | around.label | bits_of(around.after[:2])
    if (
        said & C.UNRELATED
        and not said & (C.TEST | C.COMPLETENESS)
        or (number.of == 100 and restated is None)
        or around.prior & C.ORDINAL
        and around.before[-1][2] & C.ORDINAL
    ):
        return None
    if statement.cell and statement.columns & {"priority", "date"} and not around.near & C.TEST:
        return None
    if statement.roles & {"priority", "date"} and not said & C.TEST:
        return None
    return _ratio_of(around, number, restated)


def _ratio_of(around: Context, ratio: Number, restated: Number | None) -> Measure:
    if around.covers and restated is not None:
        return Measure("coverage", restated, goal=around.goal, metric=around.metric)
    goal = bool((around.prior | around.label) & C.GOAL) or "target" in around.statement.columns
    if around.tests_ratio and not bits_of(around.after[:2]) & C.NOT_CASES:
        return Measure("tests", ratio, "ratio", goal, restated)
    return Measure("count", ratio, "", goal, restated)


def _amount(around: Context, restated: Number | None) -> Measure | None:
    number = around.number
    if (number.decimals and not number.range) or around.counted_off or around.after_text.startswith(":"):
        return None
    measure = _tests_by_words(around) or (
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


def _tests_by_words(around: Context) -> Measure | None:
    """ "121 unit tests passing", "2 failed", "need 7 test cases"."""
    number, after = around.number, around.after
    position = next((i for i, w in enumerate(after[:6]) if w[2] & C.TEST), None)
    if position is not None:
        following = bits_of(after[position + 1 : position + 2])
        between = bits_of(after[:position])
        if following & (C.NOT_CASES | C.NEED) or between & (C.LINK | C.COPULA | C.CONDITION):
            return None
        said = bits_of(after[position : position + 5]) & ~C.TEST | bits_of(after[:2])
        wanted = (
            around.before and around.before[-1][2] & C.NEED or bits_of(around.before[-2:]) & C.NEED & ~C.NOW
        )
        return Measure("tests", number, _outcome(said), around.goal or bool(wanted))
    first = bits_of(after[:1])
    if (
        first & (C.PASS | C.FAIL | C.SKIP)
        and not number.range
        and (around.tests or after and after[0][2] & C.PASS and len(after) == 1 or first & (C.FAIL | C.SKIP))
    ):
        return Measure("tests", number, _outcome(first), around.goal)
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
    role = next((r for r in _OUTCOMES if r in columns), "")
    if columns & _TESTS and (role == "" or statement.section.tests or statement.test_table):
        return Measure("tests", number, role or "total", around.goal)
    if (
        columns & {"total", "count"}
        and (statement.test_table or statement.section.tests)
        and not columns & {"files"}
    ):
        return Measure("tests", number, _outcome(bits_of(tokens(statement.name))), around.goal)
    if name_roles & (_TESTS | {"total"}) and (
        statement.section.tests or name_roles & {"tests"} or bits_of(tokens(statement.name)) & C.TEST
    ):
        outcome = next((r for r in _OUTCOMES if r in name_roles), "total")
        return Measure("tests", number, outcome, around.goal)
    if (
        bits_of(tokens(statement.name)) & C.TEST
        and not bits_of(tokens(statement.name)) & C.NOT_CASES
        and (columns & {"after", "target", "count", "total"} or number.arrow or number.delta)
    ):
        return Measure("tests", number, _outcome(bits_of(tokens(statement.name))), around.goal)
    return None


def _tests_by_label(around: Context) -> Measure | None:
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
        return Measure("tests", number, _outcome(around.prior), around.goal)
    if not direct or not statement.label:
        return None
    words = tokens(statement.label)
    if words and bits_of(words) & C.TEST and not words[-1][2] & C.NOT_CASES:
        return Measure("tests", number, _outcome(bits_of(words) | around.near), around.goal)
    outcome = next((r for r in (*_OUTCOMES, "total") if r in statement.roles), "")
    if outcome and around.tests and not around.after:
        return Measure("tests", number, outcome, around.goal)
    return None


def _part_of(around: Context, result: list[Measure]) -> Measure | None:
    """A part of a breakdown takes the unit and role of the whole: "286 passing (Order: 136, Catalog: 69)"."""
    number = around.number
    if number.shape != "number" or not result or result[-1].kind != "tests" or around.after:
        return None
    role = result[-1].role
    return Measure("tests", number, role if role in {*_OUTCOMES, "total"} else "total", around.goal)


def _continued(around: Context, result: list[Measure], following: list[Number]) -> Measure | None:
    """A figure whose unit another one names: "0 (planned: 6)", "10 + 34 tests"."""
    number, statement = around.number, around.statement
    if number.shape == "number" and result and result[-1].kind == "tests" and not around.counted_off:
        rest = bits_of(around.after) & ~(C.TOTAL | C.TEST | C.ADVERB | C.GENERIC)
        if around.prior & C.GOAL and not rest:
            return Measure("tests", number, "total", goal=True)
    joined = re.match(r"[^,;()]{0,40}\+\s*[~≈]?(?=\d)", statement.text[number.end :])
    if number.shape == "number" and joined and following and not around.counted_off:
        rest = contexts(statement, [number, *following])[1]
        measure = _tests_by_words(rest)
        if measure:
            return Measure("tests", number, measure.role, measure.goal)
    return None


def _outcome(bits: int) -> str:
    if bits & C.FAIL and not bits & C.PASS:
        return "failing"
    if bits & C.SKIP and not bits & C.PASS:
        return "skipped"
    return "passing" if bits & C.PASS else "total"


__all__ = ["Measure", "is_attribute", "measures"]
