"""Documents written line by line beside the claims that their lines make, and what is told of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from parsers.contradictions import contradictions
from parsers.model import Claim, Contradiction, Document, Encoding, Figure, Value

TODAY = date(2026, 3, 1)

Line = str | tuple[str, tuple[dict[str, Any], ...]]


def says(text: str, *claims: dict[str, Any]) -> Line:
    """A line of a document with the claims that it makes."""
    return text, claims


def of(subject: str, value: Value, **overrides: Any) -> dict[str, Any]:
    """One claim of a line."""
    return {"subject": subject, "value": value} | overrides


def percent_figure(value: float, decimals: int = 0) -> tuple[Figure, ...]:
    """The figure of a percent as it is written with so many decimals."""
    half = 0.5 * 10**-decimals
    return (Figure("percent", (0, 1), (value - half, value + half), decimals),)


def written(*lines: Line, path: str = "STATUS.md") -> Document:
    """A document of these lines."""
    texts = [line if isinstance(line, str) else line[0] for line in lines]
    claims = [
        Claim(line=number, text=text, **claim)
        for number, (text, line) in enumerate(zip(texts, lines, strict=True), 1)
        for claim in (() if isinstance(line, str) else line[1])
    ]
    return Document(path, Encoding("utf-8"), tuple(texts), tuple(claims))


def told(*documents: Document, today: date = TODAY) -> list[Contradiction]:
    """Every contradiction of the documents, without the paths."""
    return [one for _, one in contradictions(documents, today)]


def in_short(*lines: Line, today: date = TODAY) -> list[tuple[str, str, tuple[int, ...]]]:
    """Rule, grade and lines of every contradiction in one document."""
    return [(one.rule, one.grade, one.lines) for one in told(written(*lines), today=today)]
