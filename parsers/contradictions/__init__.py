"""What cannot all be true in documents, whatever the evidence: one rule a file, all in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.contradictions.bar_number import bar_number
from parsers.contradictions.case import Case, Rule, Study
from parsers.contradictions.collision import collision
from parsers.contradictions.date_order import date_order
from parsers.contradictions.done_yet_open import done_yet_open
from parsers.contradictions.encoding import encoding
from parsers.contradictions.estimate import estimate
from parsers.contradictions.placeholder import placeholder
from parsers.contradictions.ratio_percent import ratio_percent
from parsers.contradictions.same_subject import same_subject
from parsers.contradictions.stale import stale
from parsers.contradictions.state_percent import state_percent
from parsers.contradictions.sum_total import sum_total
from parsers.contradictions.whole_parts import whole_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from parsers.model import Contradiction, Document

__all__ = ["RULES", "contradictions"]

RULES: dict[str, Rule] = {
    "ratio-percent": ratio_percent,
    "whole-parts": whole_parts,
    "same-subject": same_subject,
    "sum-total": sum_total,
    "done-yet-open": done_yet_open,
    "state-percent": state_percent,
    "bar-number": bar_number,
    "placeholder": placeholder,
    "stale": stale,
    "collision": collision,
    "estimate": estimate,
    "encoding": encoding,
    "date-order": date_order,
}
"""The name of each class of contradiction and the rule that finds it."""

_MOST = 50
"""Contradictions told of one rule and document; a document with more needs no longer list."""


def contradictions(documents: Sequence[Document], today: date) -> tuple[tuple[str, Contradiction], ...]:
    """Every contradiction in and between the documents, with the path of the document it belongs to.

    In: documents as read, each path once, in any order; `today` decides what lies in the future. Out: by path, then
    by first line. One between two documents belongs to the first by path; its message names the place in the other.
    """
    studies = tuple(sorted((Study(document) for document in documents), key=lambda study: study.path))
    found = []
    for study in studies:
        case = Case(study, studies, today)
        of_document = [one for rule in RULES.values() for one in _first(rule(case))]
        found.extend(
            (study.path, one) for one in sorted(of_document, key=lambda one: (one.lines[0], one.rule))
        )
    return tuple(found)


def _first(told: Iterator[Contradiction]) -> list[Contradiction]:
    return [one for one, _ in zip(told, range(_MOST))]
