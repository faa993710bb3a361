"""What a figure is said of, where that is nearer than its line: a part, a kind of test, a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.phrases import sentence_subject
from parsers.subjects import clean_name, is_attribute, name_span
from parsers.vocabulary import bits_of, tokens
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from parsers.context import Context
    from parsers.figures import Number
    from parsers.statements import Statement
    from parsers.units import Measure

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
_PART = re.compile(
    r"(?:^|[,(;:|·、，]\s*|\s\+\s*)(?P<name>[^\W\d][^,():;|·%+]{0,40}?)\s*(?:[:=]\s*|\(\s*|\s)[~≈]?(?=\d)"
)


def kinds_of_tests(statement: Statement, result: list[Measure]) -> list[Measure]:
    """Where one line counts several kinds of tests, each kind is its own subject: "50 unit tests + 10 property tests"."""  # noqa: E501
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


def part_names(statement: Statement, found: list[Number]) -> dict[int, str]:
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
    first = found[0]
    whole = first.end <= statement.value or (first.start - statement.value < 3 and first.start not in parts)
    return parts if len(parts) > 1 or (parts and whole) else {}


def subject_of(statement: Statement, number: Number) -> str | None:
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


def identifier(around: Context, measure: Measure) -> str | None:
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
    named = _IDENTIFIER.findall(around.after_text)[:1] or _IDENTIFIER.findall(before)[-1:]
    return named[0] if named else None


def _own_words(statement: Statement, number: Number) -> str | None:
    """The owner, where the line's name is nothing but the figure, its unit and a verb: "Achieve 80%+ coverage"."""  # noqa: E501
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
