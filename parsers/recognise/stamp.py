"""Stamp: the date, version, commit, branch and repository a document gives of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.claims import make
from parsers.figures import HAS_DIGIT
from parsers.model import Claim, Stamp, StampField
from parsers.vocabulary import LABELS, MONTHS, TOPICS, icons, normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.statements import Reading, Statement

_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_NUMERIC = re.compile(r"\b(\d{4})\s?[-/.年년]\s?(\d{1,2})(?:\s?[-/.月월]\s?(\d{1,2}))?(?![\d])")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_WORDED = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+|of\s+)?)?({_MONTH})\.?\s*(?:de\s+)?(?:(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+)?(?:de\s+)?,?\s*(\d{{4}})\b",
    re.IGNORECASE,
)
_COMMIT = re.compile(r"\b[0-9a-f]{7,40}\b")
_VERSION = re.compile(r"v?(\d+(?:\.\d+)+(?:[-+.]?[\w.]+)?|\d+)(?![\w%])")
_REPOSITORY = re.compile(r"https?://[^\s)>\]]+|git@[^\s)>\]]+")
_MADE = re.compile(r"\b(?:generated|erstellt|généré|generado|gerado|generato)\b|生成|작성", re.IGNORECASE)
_DOTTED = re.compile(r"\s(\d+(?:\.\d+){1,3})$")
_FOUR_DIGITS = re.compile(r"\d{4}")
_BRANCH = re.compile(r"[\s`*]*([\w][\w./#-]{0,100})[`*]*\s*(?:$|[(,;·|–—-])")
_YEAR = re.compile(r"\W*((?:19|20)\d{2})\W*")
_TOP_VERSION = re.compile(r"(?:\bv|\bversion\s)(\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?)\b", re.IGNORECASE)
_NAMED: dict[StampField, re.Pattern[str]] = {
    "version": re.compile(r"(?:^|\s)(?:v|[Vv]ersion:?\s)(\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?)(?=\W|$)"),
    "branch": re.compile(r"\bbranch:?\s`?([\w][\w./#-]{0,100})"),
    "commit": re.compile(r"\b(?:commit|rev|revision|sha):?\s`?(?=[a-f]*\d)([0-9a-f]{7,40})\b"),
}
_PART = re.compile(r"(?<=\s[|·•]\s)\W{0,3}(\w[\w ]{2,30}?)\s?[:：]\s*")
_LINKS = frozenset({"on", "at", "by", "the", "automatically", "was", "is", "of", "last", "board", "report"})
_STAMPS = frozenset({"date", "version", "branch", "commit", "repository"})


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """The stamps of one statement: labelled ones, or a date in the title."""
    if statement.cell:
        if len(statement.block.cells) != 2 or statement.is_name:
            return
        yield from _labelled(statement, statement.name_roles & _STAMPS, 0)
    elif statement.roles & _STAMPS and statement.value < len(statement.text):
        yield from _labelled(statement, statement.roles & _STAMPS, statement.value)
        if "date" in statement.roles:
            yield from _beside(statement, statement.value)
    elif HAS_DIGIT.search(statement.text) and (parts := _parts(statement, reading)):
        for start, fields in parts:
            yield from _labelled(statement, fields, start)
    elif HAS_DIGIT.search(statement.text):
        yield from _unlabelled(statement, reading)


def _unlabelled(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """A date or version that the document gives of itself in its title, under it, or in its closing line."""
    text = statement.text
    found = _date_in(text)
    if found and _speaks_of_itself(statement, reading, found) and (value := date_value(text)):
        yield make(statement, Stamp("date", value), subject="", at=found.start())
        yield from _beside(statement, found.end())
    title = statement.block is reading.title
    version = (
        _TOP_VERSION.search(text)
        if not title and (_at_top(statement, reading) or _MADE.search(text))
        else None
    )
    if version:
        yield make(statement, Stamp("version", version[1]), subject="", at=version.start())


def _beside(statement: Statement, start: int) -> Iterator[Claim]:
    """The commit, branch and version named after the document's date on the same line."""
    for field, named in _NAMED.items():
        found = named.search(statement.text, start)
        if found:
            yield make(statement, Stamp(field, found[1]), subject="", at=found.start(1))


def _parts(statement: Statement, reading: Reading) -> list[tuple[int, frozenset[str]]]:
    """Where labelled stamps stand in a line of several parts: "Started: … | Last update: …"."""
    text = statement.text
    if statement.block.role != "text" or not _at_top(statement, reading):
        return []
    found = [(m.end(), LABELS.get(normal(m[1]), frozenset()) & _STAMPS) for m in _PART.finditer(text)]
    return [(start, fields) for start, fields in found if fields]


def _date_in(text: str) -> re.Match[str] | None:
    if not _FOUR_DIGITS.search(text):
        return None
    return _NUMERIC.search(text) or _WORDED.search(text) or _DAY_FIRST.search(text)


def _labelled(statement: Statement, roles: frozenset[str], start: int) -> Iterator[Claim]:
    """The stamp a label announces, if a value of its kind follows."""
    for field, value_of in _VALUES.items():
        if field in roles:
            value = value_of(statement.text[start:])
            if value:
                yield make(statement, Stamp(field, value), subject="", at=start)
                return


def _speaks_of_itself(statement: Statement, reading: Reading, found: re.Match[str]) -> bool:
    """Whether a date without a label is the document's own: in its title, alone near its top, or after a date's words."""  # noqa: E501
    block, text = statement.block, statement.text
    if block is reading.title:
        return True
    before = normal(icons.PICTURE.sub("", text[: found.start()]))
    words = [word for word in before.split() if word not in _LINKS]
    made = words[-1] if words and words[-1].endswith("ed") else ""
    heads = (before, " ".join(before.split()[-2:]), made)
    if block.line <= 2 and before in LABELS and "status" in LABELS[before]:
        return True
    if len(before) < 40 and any("date" in LABELS.get(words, ()) for words in heads):
        return True
    rest = normal(text[: found.start()] + text[found.end() :])
    alone = not rest or rest in TOPICS or "snapshot" in rest[:30] or bool(_TOP_VERSION.search(text))
    return alone and _at_top(statement, reading)


def _at_top(statement: Statement, reading: Reading) -> bool:
    """Whether the text stands right under the document's title."""
    block, title = statement.block, reading.title
    return title is not None and block.role not in {"item", "row"} and 0 <= block.line - title.line <= 8


def date_value(text: str) -> str:
    """The first date of the text as ISO, as far as stated; empty if there is none."""
    found = _NUMERIC.search(text)
    if found:
        return _iso(found[1], found[2], found[3])
    found = _WORDED.search(text)
    if found:
        return _iso(found[4], str(MONTHS[found[2].lower()]), found[1] or found[3])
    found = _YEAR.fullmatch(text)
    if found:
        return found[1]
    found = _DAY_FIRST.search(text)
    if found:
        day, month = (found[1], found[2]) if int(found[2]) <= 12 else (found[2], found[1])
        return _iso(found[3], month, day)
    return ""


def _iso(year: str, month: str, day: str | None) -> str:
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return ""
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _commit(text: str) -> str:
    found = _COMMIT.search(text)
    return found.group() if found and re.search(r"\d", found.group()) else ""


def _branch(text: str) -> str:
    found = _BRANCH.match(text)
    return found[1] if found else ""


def _version(text: str) -> str:
    found = _VERSION.match(text.strip(" `*")) or _TOP_VERSION.search(text) or _DOTTED.search(text)
    return found[1] if found else ""


def _repository(text: str) -> str:
    found = _REPOSITORY.search(text)
    return found.group().rstrip(".,") if found else ""


_VALUES: dict[StampField, Callable[[str], str]] = {
    "date": date_value,
    "commit": _commit,
    "branch": _branch,
    "version": _version,
    "repository": _repository,
}
