"""Coverage of the whole from one line of a coverage service's or tool's summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.evidence import CoveragePercent

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANY_PERCENT = re.compile(r"\d ?%")
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_PART = re.compile(
    r"\b(?:patch|diff|new (?:code|lines)|changed|delta|difference|docs?|docstrings?|documentation|types?"
    r"|typing|api|translations?|mutation|requirements?|features?|required|requires|minimum|threshold|target"
    r"|goal|below|above|least|by|was|from|previous|baseline|per)\b",
    re.IGNORECASE,
)
"""Words that make a percent a part's, another thing's, a wish or a change."""

_PATCH = re.compile(r"\b(?:patch|diff|changes)\b", re.IGNORECASE)
_OTHER_NAME = re.compile(r"\b(?:docs?|docstrings?|types?|api|mutation|translations?)\b", re.IGNORECASE)
_SERVICE = re.compile(r"codecov|coveralls|coverage|\bcov\b", re.IGNORECASE)
_PROJECT = re.compile(r"codecov/project\b")
_METRICS = {
    "branch": "branches",
    "branches": "branches",
    "function": "functions",
    "functions": "functions",
    "statement": "statements",
    "statements": "statements",
    "line": "lines",
    "lines": "lines",
}
_METRIC = re.compile(r"\b(branch(?:es)?|functions?|statements?|lines?)\b", re.IGNORECASE)
_SAID = re.compile(
    r"(?:(?:total|overall|project|code|test|unit test) )?(?:(?:branch|function|statement|line)s? )?coverage"
    r"(?: (?:is|at|total))?(?: ?[:=])? ?(?P<a>\d{1,3}(?:\.\d{1,6})?) ?%"
    r"(?: of (?:statements|lines|branches))?[.!]?"
    r"|(?P<b>\d{1,3}(?:\.\d{1,6})?) ?% (?:(?:total|overall|code|test|line|branch|statement|function) )?"
    r"(?:coverage|covered)[.!]?"
    r"|coverage (?:increased|decreased|remained the same) ?(?:to|at) (?P<c>\d{1,3}(?:\.\d{1,6})?) ?%"
    r"|first build on \S{1,120} at (?P<d>\d{1,3}(?:\.\d{1,6})?) ?%",
    re.IGNORECASE,
)
_CODECOV = re.compile(
    r"(\d{1,3}(?:\.\d{1,6})?) ?%(?: remains the same)?(?: compared to \w{1,40})?(?:, passed because .*)?"
)
_ALONE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?%")
_PYTEST_COV = re.compile(r"TOTAL(?: \d{1,9}){2,4} (\d{1,3}(?:\.\d{1,6})?)%")
_ISTANBUL = re.compile(r"\|? ?All files \| ([\w.]{1,9}) \| ([\w.]{1,9}) \| ([\w.]{1,9}) \| ([\w.]{1,9}) \|.*")
_ISTANBUL_METRICS = ("statements", "branches", "functions", "lines")


def coverage_in(name: str, lines: Sequence[str]) -> tuple[CoveragePercent, ...]:
    """Coverage of the project, one per metric; none for a metric given twice with different figures."""
    if _PATCH.search(name) or _OTHER_NAME.search(name):
        return ()
    found: dict[str, set[float]] = {}
    for line in lines:
        for metric, percent in _of_line(name, line):
            found.setdefault(metric, set()).add(percent)
    return tuple(
        CoveragePercent(min(percents), metric)
        for metric, percents in found.items()
        if len(percents) == 1 and all(0 <= percent <= 100 for percent in percents)
    )


def _of_line(name: str, line: str) -> list[tuple[str, float]]:
    table = _ISTANBUL.fullmatch(line)
    if table:
        pairs = zip(_ISTANBUL_METRICS, table.groups(), strict=True)
        return [
            (metric, float(text)) for metric, text in pairs if re.fullmatch(r"\d{1,3}(?:\.\d{1,4})?", text)
        ]
    total = _PYTEST_COV.fullmatch(line)
    if total:
        return [("lines", float(total[1]))]
    said = line.partition(", passed because ")[0] if _PROJECT.search(name) else line
    bare = re.sub(r" {2,}", " ", _BRACKETS.sub("", said)).strip()
    if len(_ANY_PERCENT.findall(bare)) != 1:
        return []
    return _of_sentence(name, bare)


def _of_sentence(name: str, bare: str) -> list[tuple[str, float]]:
    if _PROJECT.search(name):
        said = _CODECOV.fullmatch(bare)
        return [("lines", float(said[1]))] if said else []
    alone = _ALONE.fullmatch(bare)
    if alone:
        return [("lines", float(alone[1]))] if _SERVICE.search(name) else []
    said = None if _PART.search(bare) else _SAID.fullmatch(bare)
    if said is None:
        return []
    metric = _METRIC.search(bare)
    figure = next(text for text in said.groups() if text is not None)
    return [(_METRICS[metric[1].lower()] if metric else "lines", float(figure))]
