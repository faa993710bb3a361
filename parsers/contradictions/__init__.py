"""What cannot all be true in documents, whatever the evidence: one rule a file, all in one table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.contradictions.bar_number import bar_number
from parsers.contradictions.case import Case, Library, Rule, Study
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
    from collections.abc import Sequence
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
"""Contradictions told by one rule of one document: nobody reads a longer list."""


def contradictions(documents: Sequence[Document], today: date) -> tuple[tuple[str, Contradiction], ...]:
    """Every contradiction in and between the documents, with the path of the document it belongs to.

    In: documents as read, each path once, in any order; `today` decides what lies in the future. Out: by
    path, then by line. One between documents belongs to the first of them; the message names the others.
    """
    library = Library(sorted((Study(document) for document in documents), key=lambda study: study.path))
    found: list[tuple[str, Contradiction]] = []
    for study in library.studies:
        case = Case(study, library, today)
        told = [one for rule in RULES.values() for one in islice(rule(case), _MOST)]
        found.extend((study.path, one) for one in sorted(told, key=lambda one: (one.lines[0], one.rule)))
    return tuple(found)
