"""What is quoted rather than written: the totals of a tool's output, and badges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.blocks import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.text import Line

_TOTALS = re.compile(
    r"(?P<tests>(?:=+\s)?(?:tests?:?\s{1,12}|test result: \w+\.\s)?\d{1,7} (?:passed|failed|passing|skipped|tests? passed)\b.{0,120}|Ran \d{1,7} tests? in\b.{0,40})"  # noqa: E501
    r"|(?:TOTAL\b|All files\s{0,40}\|).{0,120}?(?P<total>\d{1,3}(?:\.\d{1,4})?)\s?%?(?:\s*\||\s*$)"
    r"|.{0,80}\bcoverage:\s{1,4}(?P<go>\d{1,3}(?:\.\d{1,4})?)% of statements",
    re.IGNORECASE,
)
_BADGE = re.compile(
    r"/badge/(?P<label>[\w%. ]{2,40}?)-(?P<value>\d{1,7}(?:\.\d{1,3})?)(?P<percent>%25|%(?![0-9A-Fa-f]{2}))?(?P<rest>(?:%20|_|\w|/|%2F){0,40})-\w+",  # noqa: E501
    re.IGNORECASE,
)


def output_totals(first: int, lines: Sequence[Line]) -> Iterator[Plain]:
    """The totals in a fence that holds a test runner's or coverage tool's output, each as a line of its own."""  # noqa: E501
    for number, line in enumerate(lines, first):
        text = line.text.strip()
        found = _TOTALS.match(text) if text[:1] else None
        if found is None:
            continue
        column = len(line.text) - len(line.text.lstrip())
        if found["tests"]:
            yield _said("Tests: ", text.lstrip("= "), number, line.text.find(text.lstrip("= "), column))
        else:
            group = "total" if found["total"] else "go"
            yield _said("Coverage: ", found[group] + "%", number, column + found.start(group))


def badge(target: str, line: Line, number: int) -> Plain | None:
    """What a badge states, as "label: value"; None for one that states no figure."""
    found = _BADGE.search(target)
    if not found:
        return None
    label = found["label"].replace("%20", " ").replace("_", " ")
    rest = found["rest"].replace("%20", " ").replace("_", " ").replace("%2F", "/")
    value = found["value"] + ("%" if found["percent"] else "") + rest
    return _said(f"{label}: ", value, number, line.text.find(target) + found.start("value"))


def _said(label: str, value: str, number: int, column: int) -> Plain:
    """A line whose value keeps its place; the label before it is ours."""
    return Plain(label + value, ((0, number, column - len(label)),))
