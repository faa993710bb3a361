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
    "Blocking at run time is none": 'invents 1: 4 state blocked "The form"',
    "Korean": 'lacks 1: 8 state todo "카탈로그"',
    "Spanish blocker with its label": 'lacks 1: 5 blocker el esquema de pagos "Acceso"',
    "Ruling 1: a sub-heading with its own state governs from there": 'invents 1: 7 state todo inherited "Locking"',
    "Ruling 2: an icon or a second word makes a state": 'lacks 1: 2 state partial "Catalog"',
    "Ruling 5: a word of the document's legend": 'lacks 1: 6 state partial "Catalog"',
    "Ruling 14: tests to fix are none unless said to fail": 'invents 1: 2 state todo "Catalog"',
    "Ruling 17: a marked tree outside a fence": 'lacks 3: 1 state done "parser.py"; invents 4: 1 state done "├── parser.py"',
    "Ruling 17: grades of a legend": 'lacks 3: 5 state done "Login / Web"',
    "Ruling 20: a topic, risk, scope or virtue is ornament": 'invents 1: 9 state done "Excellent coverage"',
    "Ruling 20: deleted things and denials are none": 'invents 2: 1 state todo "Deleted the old parser"',
    "Ruling 22: a status column beats icons in other cells, notes add nothing": 'lacks 2: 3 state partial "Auth"; invents 3: 3 state partial "Auth / Status"',
    "Ruling 24: a permission matrix is none": 'invents 4: 7 state done "Delete / Admin"',
    "Ruling 25: synonyms of to do": 'lacks 1: 7 state todo "A7"',
    "Ruling 34f: hypotheticals, rules, instructions and goals": 'invents 2: 2 blocker Mark a task as blocked by its number "Mark a task as blocked by its number"',
    "Tests said to need fixing are none": 'invents 1: 2 target tests n=4 "4 tests need to be fixed"',
    "A runner's log is read only by its totals": 'lacks 1: 6 tests passing=2 total=2; invents 1: 6 tests passing=2 "Tests"',
    "Plain text: columns by spaces": 'lacks 4: 2 progress 40 "Auth"',
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
