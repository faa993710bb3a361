"""The way through the rooms: bytes, lines, blocks, statements, claims."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.blocks import Outline
from parsers.figures import HAS_DIGIT
from parsers.markdown import read_markdown
from parsers.model import Claim, Document, Encoding, Figure, Goal, Limits, Problem
from parsers.plain import read_plain
from parsers.recognise import RECOGNISERS
from parsers.statements import Reading
from parsers.text import Line, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKDOWN_SIGN = re.compile(
    r"#{1,6}\s+\S|\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]|\*\*)|\s*(?:\|\s*)?:?-{3,}:?\s*\||```|\*\*\S"
)
_BOX_SIGN = re.compile(r"\s*[═━┌╔│║├└]|={4,}\s*$|\s*[•●▪]")


def read(path: str, data: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008
    """Read one document: `path` is its name in the repository, `data` its bytes as checked in.

    Never fails: what cannot be read is a Problem. A document beyond `limits` is a problem and makes no claims.
    """  # noqa: E501
    if len(data) > limits.document_bytes:
        return _refused(path, f"The document has {len(data)} bytes; the limit is {limits.document_bytes}.")
    originals, lines, encoding = read_lines(data)
    if len(lines) > limits.document_lines:
        return _refused(path, f"The document has {len(lines)} lines; the limit is {limits.document_lines}.")
    outline = read_blocks(path, lines)
    reading = Reading(outline.blocks)
    claims = sorted(_claims(reading), key=lambda claim: claim.line)
    placed = tuple(_original(claim, lines) for claim in claims)
    return Document(path, encoding, tuple(originals), placed, tuple(outline.problems))


def _refused(path: str, message: str) -> Document:
    return Document(path, Encoding("unknown"), problems=(Problem(0, message),))


def read_blocks(path: str, lines: Sequence[Line]) -> Outline:
    """The blocks of a document, by what its lines look like rather than by its extension alone."""
    outline = Outline()
    body = _without_front_matter(lines)
    if is_markdown(path, body):
        read_markdown(body, outline, read_plain)
    else:
        read_plain(1, body, outline)
    return outline


def is_markdown(path: str, lines: Iterable[Line]) -> bool:
    """Whether the text is Markdown: by extension, or where its signs outnumber those of drawn text."""
    if path.lower().endswith((".md", ".markdown", ".mdx", ".mdown")):
        return True
    signs = boxes = 0
    for line in lines:
        signs += bool(_MARKDOWN_SIGN.match(line.text))
        boxes += bool(_BOX_SIGN.match(line.text))
    return signs > boxes


def _without_front_matter(lines: Sequence[Line]) -> list[Line]:
    """The lines with YAML or TOML front matter blanked."""
    result = list(lines)
    if not result or result[0].text.rstrip() not in {"---", "+++"}:
        return result
    mark = result[0].text.rstrip()
    for index in range(1, min(len(result), 200)):
        if result[index].text.rstrip() == mark:
            inside = [line.text for line in result[1:index] if line.text.strip()]
            if inside and all(re.match(r"\s|#|[\w\"'.-]+\s*[:=]|-\s|[\]}]", text) for text in inside):
                result[: index + 1] = [Line("")] * (index + 1)
            break
    return result


def _claims(reading: Reading) -> list[Claim]:
    found: list[Claim] = []
    for statement in reading.statements():
        digits = HAS_DIGIT.search(statement.text) is not None
        for recognise, needs_digits in RECOGNISERS:
            if digits or not needs_digits:
                found.extend(recognise(statement, reading))
    return _without_twins(found)


def _without_twins(claims: list[Claim]) -> list[Claim]:
    """The claims, a goal that a line states twice only once."""
    seen: set[tuple[int, Goal]] = set()
    kept: list[Claim] = []
    for claim in claims:
        if isinstance(claim.value, Goal):
            if (claim.line, claim.value) in seen:
                continue
            seen.add((claim.line, claim.value))
        kept.append(claim)
    return kept


def _original(claim: Claim, lines: Sequence[Line]) -> Claim:
    line = lines[claim.line - 1]
    if not claim.figures or not line.shifts:
        return claim
    return replace(claim, figures=tuple(_moved(figure, line) for figure in claim.figures))


def _moved(figure: Figure, line: Line) -> Figure:
    start, end = figure.columns
    return replace(figure, columns=(line.original(start), line.original(end - 1) + 1))
