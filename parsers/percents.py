"""What a percent or a ratio measures, by the words, the column and the section around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.sections import code_coverage
from parsers.tables import SERIES
from parsers.units import Kind, Measure
from parsers.vocabulary import bits_of, tokens
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from parsers.context import Context
    from parsers.figures import Number

_TIMES = re.compile(
    r"\s*(?:days?|hours?|weeks?|months?|years?|minutes?|errors?|responses?|status(?:es)?|Tage?|jours?|días?|天|日)\b",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"(?:\b(?:to|auf|à|a|до|al|para)|到|至)\s*[~≈]?$")
_CONDITIONAL = re.compile(r"\W*(?:if|when|wenn|falls|si|se|если)\s", re.IGNORECASE)
_ON = re.compile(r"\b(?:on|am|le|el|em|on the|since|until|before|by)\s$")


def percent(around: Context, restated: Number | None) -> Measure | None:  # noqa: PLR0911
    number = around.number
    remains = bits_of((*around.before[-2:], *around.after[:1])) | around.label
    if (
        number.value > 100
        or remains & C.REMAINS
        or "before" in around.statement.roles - {"after"}
        or around.band
        or _CONDITIONAL.match(around.before_text)
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


def wished(around: Context, result: list[Measure]) -> Measure | None:
    """A percent that only a wish explains: of the kind stated before it, else of completeness."""
    number = around.number
    if number.shape != "percent" or number.value > 100 or around.bounded:
        return None
    if not around.prior & C.GOAL and not (around.goal and _TOWARDS.search(around.before_text)):
        return None
    if (around.near | around.prior | around.label) & C.UNRELATED and not around.prior & C.COMPLETENESS:
        return None
    kinds = [measure.kind for measure in result if measure.number.shape == "percent"]
    if not kinds and around.statement.block.role == "text" and not bits_of(around.before[-2:]) & C.GOAL:
        return None
    return Measure(kinds[-1] if kinds else "progress", number, goal=True)


def _said_in_prose(around: Context) -> bool:
    """In prose a percent of completeness is said by a verb or a label, or is aimed at."""
    verb = bits_of(tokens(around.statement.text[: around.number.start])) & (C.COPULA | C.VERB_HAS)
    return bool(verb or around.statement.label or around.goal or not around.before_text.strip())


def _percent_kind(around: Context) -> Kind | None:  # noqa: C901, PLR0911
    statement, columns = around.statement, around.statement.columns
    first = bits_of(around.after[:2])
    said = around.near | around.prior | around.label
    if first & C.COVERAGE and code_coverage(tuple(around.after[:3])):
        return "coverage"
    if ((around.near | around.prior) & C.RATE and said & (C.PASS | C.TEST)) or (
        first & C.PASS and (said & C.TEST or around.tests)
    ):
        return "tests"
    if first & (C.COMPLETENESS | C.DONE) and not (first & C.PASS and not first & C.COMPLETENESS):
        return "progress"
    if first & C.UNRELATED and not around.covers:
        return None
    if (around.near & (C.COMPLETENESS | C.DONE)) and around.of_something:
        return "progress"
    if code_coverage(tuple(around.before)) or around.covers or columns & {"coverage"}:
        return "coverage"
    if "metric" in columns:
        covers = statement.section.coverage or statement.coverage_table or around.metric
        return "coverage" if covers else None
    if (
        "rate" in columns
        or "rate" in statement.roles
        or (around.label & C.RATE and around.label & (C.PASS | C.TEST))
    ):
        return "tests"
    if around.prior & C.UNRELATED or (around.label & C.UNRELATED and not around.label & C.COMPLETENESS):
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


def _by_place(around: Context) -> Kind | None:  # noqa: PLR0911
    """The kind of a percent about which no word says anything, by its column, its section, or standing bare."""  # noqa: E501
    statement, columns = around.statement, around.statement.columns
    if statement.cell and not statement.is_name and statement.header:
        if columns & {"priority", "notes", "delta", "total", "before"}:
            return None
        name = bits_of(tokens(statement.name))
        if code_coverage(tokens(statement.name)):
            return "coverage"
        if name & C.RATE and (name & (C.PASS | C.TEST) or statement.section.tests):
            return "tests"
        series = (
            bool(statement.header)
            and statement.section.coverage
            and SERIES.fullmatch(statement.header.strip())
        )
        done = bits_of(tokens(statement.header)) & C.DONE
        if not columns & {"after", "target", "progress", "status"} and not name & C.COMPLETENESS:
            return "coverage" if series else "progress" if done and not name & C.UNRELATED else None
        unrelated = (name & C.UNRELATED and not columns & {"target", "progress"}) or (
            statement.mixed and not name & C.COMPLETENESS
        )
        covers = statement.section.coverage or (statement.coverage_table and not columns & {"progress"})
        return "coverage" if covers else None if unrelated else "progress"
    if not around.before_text.strip(" (~>") and code_coverage(tokens(statement.name)):
        return "coverage"
    if statement.section.coverage and (around.bare or statement.cell):
        return "coverage"
    return "progress" if around.bare else None


def ratio(around: Context, restated: Number | None) -> Measure | None:  # noqa: PLR0911
    number, statement = around.number, around.statement
    if (
        not number.of
        or number.value > number.of
        or (statement.cell and statement.is_name and not around.before)
    ):
        return None
    said = around.prior | around.label | bits_of(around.after[:2])
    if (
        (said & C.UNRELATED and not said & (C.TEST | C.COMPLETENESS))
        or (number.of == 100 and restated is None)
        or (around.prior & C.ORDINAL and around.before[-1][2] & C.ORDINAL)
    ):
        return None
    if statement.text[number.start : number.end] == "24/7" or (
        number.value <= 31 and _ON.search(statement.text, 0, number.start)
    ):
        return None
    if _TIMES.match(statement.text, number.end):
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
