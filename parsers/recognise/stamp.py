"""Stamp: the date, version, commit, branch and repository a document gives of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parsers.claims import make
from parsers.figures import HAS_DIGIT
from parsers.model import Claim, Stamp, StampField
from parsers.statements import Reading, Statement
from parsers.vocabulary import LABELS, MONTHS, TOPICS, icons, normal

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
_YEAR = re.compile(r"\W*((?:19|20)\d{2})\W*")
_TOP_VERSION = re.compile(r"(?:\bv|\bversion\s)(\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?)\b", re.IGNORECASE)
_STAMPS = frozenset({"date", "version", "branch", "commit", "repository"})


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """The stamps of one statement: labelled ones, or a date in the title."""
    if statement.cell:
        if len(statement.block.cells) != 2 or statement.is_name:
            return
        yield from _labelled(statement, statement.name_roles & _STAMPS, 0)
    elif statement.roles & _STAMPS and statement.value < len(statement.text):
        yield from _labelled(statement, statement.roles & _STAMPS, statement.value)
    elif HAS_DIGIT.search(statement.text):
        if _speaks_of_itself(statement, reading) and (value := date_value(statement.text)):
            yield make(statement, Stamp("date", value), subject="")
        version = _TOP_VERSION.search(statement.text) if _at_top(statement, reading) else None
        if version:
            yield make(statement, Stamp("version", version[1]), subject="", at=version.start())


def _labelled(statement: Statement, roles: frozenset[str], start: int) -> Iterator[Claim]:
    """The stamp a label announces, if a value of its kind follows."""
    for field, value_of in _VALUES.items():
        if field in roles:
            value = value_of(statement.text[start:])
            if value:
                yield make(statement, Stamp(field, value), subject="", at=start)
                return


def _speaks_of_itself(statement: Statement, reading: Reading) -> bool:
    """Whether a date without a label is the document's own: in its title, alone near its top, or after a date's words."""
    block, text = statement.block, statement.text
    if block is reading.title:
        return True
    found = _NUMERIC.search(text) or _WORDED.search(text) or _DAY_FIRST.search(text)
    if not found or block.role not in {"text", "lead", "heading", "item"}:
        return False
    before = normal(icons.PICTURE.sub("", text[: found.start()]))
    if (
        any(
            "date" in LABELS.get(words, ())
            for words in (before, " ".join(before.split()[-2:]), before.rpartition(" ")[2])
        )
        and len(before) < 40
    ):
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
    word = text.strip(" `*").split(" ")[0].strip("`*,;")
    return word if re.fullmatch(r"[\w./#-]{1,100}", word) else ""


def _version(text: str) -> str:
    found = _VERSION.match(text.strip(" `*"))
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
