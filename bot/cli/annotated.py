"""A document's lines with what was read beside them, for a terminal."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.model import (
    Blocker,
    Claim,
    Count,
    Coverage,
    Goal,
    PathReference,
    Progress,
    Stamp,
    State,
    Tests,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.model import Contradiction, Document

_DIM, _CYAN, _YELLOW, _OFF = "\x1b[2m", "\x1b[36m", "\x1b[33m", "\x1b[0m"
_MOST_COLUMNS = 400


def annotated(
    document: Document, contradictions: Iterable[Contradiction] = (), *, colour: bool = False
) -> Iterator[str]:
    """Line by line: the number, the text as written, below it an arrow for each claim and remark."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in document.claims:
        claims[claim.line].append(claim)
    remarks: dict[int, list[str]] = defaultdict(list)
    for problem in document.problems:
        remarks[problem.line].append(f"problem: {problem.message}")
    for contradiction in contradictions:
        remarks[max(contradiction.lines, default=0)].append(f"{contradiction.grade}: {contradiction.message}")
    width = len(str(len(document.lines)))
    for number, line in enumerate(("", *document.lines)):
        if number:
            text = f"{number:>{width}}  {_plain(line)}".rstrip()
            yield text if claims[number] else _in(_DIM, text, colour)
        for claim in claims[number]:
            yield _in(_CYAN, f"{'':>{width}}    → {_plain(said(claim))}", colour)
        for remark in remarks[number]:
            yield _in(_YELLOW, f"{'':>{width}}    ! {_plain(remark)}", colour)
    yield ""
    yield _total(document)


def said(claim: Claim) -> str:
    """A claim in a few words: kind, value, subject."""
    subject = f" · {claim.subject}" if claim.subject else ""
    about = " (about)" if claim.approx else ""
    return f"{claim.kind} {_value(claim)}{about}{subject}"


def _value(claim: Claim) -> str:  # noqa: PLR0911 - one return a kind
    match claim.value:
        case Progress(percent):
            return f"{percent:g} %"
        case State(state):
            return state
        case Tests():
            return _tests(claim.value)
        case Coverage(percent, metric):
            return f"{percent:g} %{f' of {metric}' if metric else ''}"
        case Count(n, of, unit, _):
            return f"{n:g}{f' of {of:g}' if of is not None else ''}{f' {unit}' if unit else ''}"
        case Goal(of, percent, n):
            figures = [f"{percent:g} %"] if percent is not None else []
            return " ".join([of, *figures, *([f"{n:g}"] if n is not None else [])])
        case Blocker(text):
            return text
        case PathReference(path, expect):
            return f"{path} {expect}"
        case Stamp(field, value):
            return f"{field} {value}"


def _tests(tests: Tests) -> str:
    named = (
        (tests.passing, "passing"),
        (tests.total, "in all"),
        (tests.failing, "failing"),
        (tests.skipped, "skipped"),
    )
    parts = [f"{number} {word}" for number, word in named if number is not None]
    if tests.percent is not None:
        parts.append(f"{tests.percent:g} %")
    return ", ".join(parts)


def _total(document: Document) -> str:
    number = len(document.claims)
    encoding = f"{document.encoding.name}{', repaired' if document.encoding.repaired else ''}"
    return f"{_plain(document.path)}: {number} claim{'' if number == 1 else 's'} ({encoding})"


def _plain(text: str) -> str:
    """Nothing of a document may steer the terminal: controls and text direction marks are shown as blanks."""
    shown = text if len(text) <= _MOST_COLUMNS else text[: _MOST_COLUMNS - 1] + "…"
    return "".join(c if c.isprintable() else " " for c in shown)


def _in(code: str, text: str, colour: bool) -> str:  # noqa: FBT001 - a plain switch of one private function
    return f"{code}{text}{_OFF}" if colour else text
