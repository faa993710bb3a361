"""The claim rules as documents a person can read: spec/*.md, each case a title, a document, and what it claims.

A case is `title`, `.`, the document, `.`, its claims (one a line), `.`; text before a title is for people. After
the first point may stand the document's name, `damaged by CODEC` (the document as it looks when its UTF-8 was read
by that codec) and `encoded as CODEC`. A claim is written `LINE KIND VALUES [approx] [inherited] ["SUBJECT"]`;
where no subject or unit is written, any will do. `\\t` in a document is a tab.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from parsers import read

SPEC = Path(__file__).parent / "spec"
_OPENING = re.compile(
    r"\.(?: (?P<name>[\w./-]+\w))??(?: damaged by (?P<damage>[\w-]+))?(?: encoded as (?P<codec>[\w-]+))?"
)
_SUBJECT = re.compile(r' "([^"]*)"$')
_UNIT = re.compile(r" unit=(\w+)")

KNOWN: dict[str, str] = {
    "A project's report": 'lacks 2: 7 count 4/6; invents 1: 7 count 4/6 70% unit=services "The platform"',
    "Chinese tests, coverage and a table": 'lacks 1: 5 tests passing=12 total=14 "搜索"; invents 1: 5 count 12/14 "搜索"',
    "Numbers that name things": 'invents 1: 2 count 404/500 "Answers on errors"',
    "Paths in a table": 'lacks 1: 4 path missing src/writer.py "Writer"; invents 1: 4 path exists src/writer.py "Writer"',
    "An absent file in a sentence": "lacks 1: 2 state todo",
    "Ruling 16: unless the legend says what absence means": 'lacks 1: 6 state todo "Catalog"',
    "Ruling 17: letters that the legend explains": 'lacks 1: 5 state done "Auth"',
    "Ruling 18: figures said to be superseded": 'invents 1: 3 progress 40 "Auth"',
    "Ruling 7: estimated figures": 'lacks 1: 1 progress 70 approx "Auth"; invents 1: 1 progress 70 "Auth"',
    "Ruling 34e: a done mark alone in its section": 'lacks 1: 7 state done "Licence"; invents 2: 5 blocker Licence "Licence"',
}
"""Cases the parser gets wrong, each with what it makes of them; strict, so that mending one shows here."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document with its claims, and where it is written."""

    place: str
    title: str
    name: str
    document: bytes
    claims: tuple[str, ...]


def cases():
    """Every case of every file, in order."""
    return [case for path in sorted(SPEC.glob("*.md")) for case in _cases(path)]


def _cases(path):
    lines = path.read_text("utf-8").split("\n")
    opening = None
    position = 0
    while position < len(lines):
        if not (opening := _OPENING.fullmatch(lines[position])):
            position += 1
            continue
        middle = lines.index(".", position + 1)
        end = lines.index(".", middle + 1)
        document = "\n".join(lines[position + 1 : middle]).replace("\\t", "\t") + "\n"
        yield Case(
            f"{path.name}:{position}",
            lines[position - 1],
            opening["name"] or "STATUS.md",
            _encoded(document, opening["damage"], opening["codec"]),
            tuple(line for line in lines[middle + 1 : end] if line),
        )
        position = end + 1


def _encoded(document, damage, codec):
    if damage:
        document = "".join(_misread(byte, damage) for byte in document.encode())
    return document.encode(codec or "utf-8")


def _misread(byte, codec):
    """The character a codec makes of one byte; bytes it leaves undefined stay as control characters."""
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def written(claim):
    """One claim in the notation of the cases."""
    value = claim.value
    match claim.kind:
        case "progress":
            said = f"{value.percent:g}"
        case "coverage":
            said = f"{value.percent:g}" + (f" {value.metric}" if value.metric else "")
        case "state":
            said = value.state
        case "tests":
            counted = ((n, getattr(value, n)) for n in ("passing", "total", "failing", "skipped"))
            said = " ".join(f"{name}={number}" for name, number in counted if number is not None)
            said += f" {value.percent:g}%" if value.percent is not None else ""
        case "count":
            said = f"{value.n:g}/{value.of:g}" + (f" {value.percent:g}%" if value.percent is not None else "")
            said += f" unit={value.unit}" if value.unit else ""
        case "target":
            said = value.of + (f" {value.percent:g}%" if value.percent is not None else f" n={value.n:g}")
        case "blocker":
            said = value.text
        case "path":
            said = f"{value.expect} {value.path}"
        case _:
            said = f"{value.field} {value.value}"
    flags = [flag for flag in ("approx", "inherited") if getattr(claim, flag)]
    return " ".join([str(claim.line), claim.kind, *said.split(), *flags, f'"{claim.subject}"'])


def less(claims, pattern):
    """The claims without the part that the pattern finds."""
    return [pattern.sub("", claim) for claim in claims]


def agreed(expected, found):
    """What was found, without the subjects and units that the expectation leaves open."""
    left = list(expected)
    result = []
    for claim in found:
        forms = [
            claim,
            *less([claim], _UNIT),
            *less([claim], _SUBJECT),
            *less(less([claim], _UNIT), _SUBJECT),
        ]
        form = next((f for f in forms if f in left), claim)
        if form in left:
            left.remove(form)
        result.append(form)
    return sorted(result, key=_order)


def _order(claim):
    return int(claim.split(" ", 1)[0]), claim


def found_in(case):
    """What the document of a case claims, in the notation of the cases."""
    return [written(claim) for claim in read(case.name, case.document).claims]


def _parameter(case):
    reason = KNOWN.get(case.title)
    marks = [pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)] if reason else []
    return pytest.param(case, id=f"{case.place} {case.title}", marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in cases()])
def test_document_claims(case):
    expected = sorted(case.claims, key=_order)
    assert agreed(expected, found_in(case)) == expected, case.place


def test_titles_are_unique_and_known_misses_are_cases():
    titles = [case.title for case in cases()]
    assert sorted(titles) == sorted(set(titles))
    assert not set(KNOWN) - set(titles)


def test_every_kind_has_a_case():
    kinds = {line.split()[1] for case in cases() for line in case.claims}
    assert kinds == {"progress", "state", "tests", "coverage", "count", "target", "blocker", "path", "stamp"}


def test_every_ruling_has_a_case():
    numbers = {int(found[1]) for case in cases() if (found := re.match(r"Ruling (\d+)", case.title))}
    assert numbers == set(range(1, 35))
