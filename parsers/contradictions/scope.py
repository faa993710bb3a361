"""Whether two lines of a document can speak of one thing, by what they stand under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from parsers.contradictions.names import is_generic, is_on, key, says
from parsers.vocabulary import CATEGORIES, TOPICS, icons, normal, tokens

if TYPE_CHECKING:
    from parsers.contradictions.case import Study

_EPISODE = re.compile(
    r"\b(?:phase|sprint|week|day|iteration|round|session|milestone|stage|release|step|run|batch|wave|cycle|v)\s?\d"
    r"|\d{4}-\d{2}|\b(?:19|20)\d{2}\b|第\s?\d|\d\s?(?:월|月)",
    re.IGNORECASE,
)
"""Headings that name a stretch of time: figures under two of them need not agree."""
_DRESS = re.compile(r"^\s*[#>*\s]*(?:\d{1,3}(?:\.\d{1,3})*[.):]\s*)?|\([^()]{0,80}\)|[\d.,]+\s?%")
_LONGEST = 200
_GRADES = re.compile(
    r"\b(?:critical|high|medium|low|priority|must|have|should|nice|core|key|important|dashboard|top|main|part)\b",
    re.IGNORECASE,
)


class Named(Protocol):
    """Whatever stands on a line and is about something: a claim, an effort."""

    @property
    def line(self) -> int: ...
    @property
    def subject(self) -> str: ...


def apart(study: Study, one: Named, other: Named) -> bool | None:
    """Whether two statements of one name speak of different things; None where that cannot be told."""
    if _like_rows(study, one, other) or _aspects(study, one, other):
        return True
    chain, other_chain = [*study.outline.ancestors(one.line)], [*study.outline.ancestors(other.line)]
    shared = {*chain} & {*other_chain}
    mine = [study.outline.text(line)[:_LONGEST] for line in chain if line not in shared]
    theirs = [study.outline.text(line)[:_LONGEST] for line in other_chain if line not in shared]
    if any(_EPISODE.search(text) for text in mine) and any(_EPISODE.search(text) for text in theirs):
        return True
    named = [_names_another(texts, one) for texts in (mine, theirs)]
    if is_generic(one.subject):
        return any(named)  # "Unit tests" are those of whatever the section is about
    return None if any(named) else False


def _like_rows(study: Study, one: Named, other: Named) -> bool:
    """Rows of two tables with the same columns, or two files of one name: each of another section."""
    mine, theirs = study.table_of.get(one.line), study.table_of.get(other.line)
    if mine is None or theirs is None or mine == theirs:
        return False
    return "." in one.subject or study.headers[mine][1:] == study.headers[theirs][1:]


def _aspects(study: Study, one: Named, other: Named) -> bool:
    """Two lines side by side that both take their subject from above: each is about another aspect of it."""
    outline = study.outline
    borrowed = not is_on(one.subject, outline.text(one.line)) and not is_on(
        other.subject, outline.text(other.line)
    )
    return borrowed and outline.parent(one.line) == outline.parent(other.line)


def _names_another(headings: list[str], claim: Named) -> bool:
    return any(not neutral(text) and key(text) != key(claim.subject) for text in headings)


def neutral(heading: str) -> bool:
    """Whether a heading names no thing of its own: "Summary", "High Priority (Core)", "In progress"."""
    words = _GRADES.sub(" ", icons.PICTURE.sub(" ", _DRESS.sub(" ", heading)))
    if says(words, TOPICS) or is_generic(words) or normal(words) in CATEGORIES:
        return True
    return all(concept or words[start:end].isdigit() for start, end, concept in tokens(words))
