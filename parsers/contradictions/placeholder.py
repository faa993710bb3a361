"""A template's blank that nobody filled in: `$(date)`, `{{…}}`, `XX%`, TBD for a figure or date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.vocabulary import LABELS, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.model import Contradiction

_CODE = re.compile(r"`[^`]{0,200}`")
_FIGURE = re.compile(
    r"(?<![\w$])(?:X{2,3}|[?_]{2,3}|N{2}|#{2,3})(?:\.X{1,2})?\s?%|(?<![\w/.-])(?:XX|YY|NN)/(?:XX|YY|NN)(?![\w/])"
)
_SHELL = re.compile(r"\$\((?:date|git)\b[^()\n]{0,60}\)")
_TEMPLATE = re.compile(r"\{\{\s?[\w. |:\"'-]{1,60}\s?\}\}|\$\{[A-Za-z_][\w.]{0,40}\}|<%=?[^%<>]{1,60}%>")
_BLANK = re.compile(
    r"(?:\[(?:date|insert [\w ]{1,30}|your [\w ]{1,30}|fill in|todo|tbd|xx+"
    r"|yyyy-mm-dd|version|commit(?: hash)?|datum|fecha"
    r"|data)\]"
    r"|<(?:date|version|commit|yyyy-mm-dd|insert [\w ]{1,30})>|yyyy-mm-dd|yyyy/mm/dd|dd[./]mm[./]yyyy"
    r"|mm/dd/yyyy|20XX(?:-XX){0,2}|XX+)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:TBD|TBA|T\.B\.D\.|\?{2,3})", re.IGNORECASE)
_LABELLED = re.compile(r"(?:\d{1,3}[.)]\s)?([^:：|]{2,40})[:：](.{1,200})")
_SUSPECT = re.compile(r"[$<{\[?#_]|XX|YY|NN|TB|yyyy", re.IGNORECASE)
_EDGES = " \t>|*_#-."
_LONGEST = 300
_STAMPS = {"date", "version", "commit", "branch"}
_FIGURES = {"progress", "coverage", "tests", "passing", "failing", "total", "count", "rate"}


def placeholder(case: Case) -> Iterator[Contradiction]:
    """Outside of code only; a mark in prose may be the document's topic, so it needs a label or a %."""
    outline = case.study.outline
    if "template" in case.study.path.lower():
        return
    for line, role in enumerate(outline.roles, 1):
        if role in {"skipped", "rule"}:
            continue
        text = _CODE.sub("", outline.text(line)[:_LONGEST])
        blank = _blank(text)
        if blank:
            what, sure = blank
            if sure:
                yield found("placeholder", [line], f"Line {line}: “{what}” was never filled in")
            else:
                words = f"Line {line}: “{what}” stands for a figure or date"
                yield found("placeholder", [line], words, "is it known by now?")


def _blank(text: str) -> tuple[str, bool] | None:
    """The first blank of a line and how sure it is one."""
    if not _SUSPECT.search(text):
        return None
    figure = _FIGURE.search(text)
    if figure:
        return figure[0], True
    label = _LABELLED.match(text.lstrip(_EDGES))
    roles = LABELS.get(normal(label[1]), frozenset()) if label else frozenset()
    if not label or not roles & (_STAMPS | _FIGURES):
        return None
    value = label[2].strip(" \t|*_.")
    for pattern in (_SHELL, _TEMPLATE):
        match = pattern.search(value)
        if match:
            return match[0], True
    if _BLANK.fullmatch(value) and roles & _STAMPS:
        return value, True
    return (value, False) if _OPEN.fullmatch(value) else None
