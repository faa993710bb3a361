"""LCOV tracefiles: https://manpages.debian.org/unstable/lcov/geninfo.1.en.html#TRACEFILE_FORMAT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.coverage.lines_of import Budget, Lines
from parsers.reports.items import Broken, CoverageItem
from parsers.reports.model import Problem, Ratio, Refused
from parsers.reports.numbers import count, hits, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.reports.limits import Limits

_RECORDS = (
    "TN",
    "SF",
    "VER",
    "FN",
    "FNL",
    "FNA",
    "FNDA",
    "FNF",
    "FNH",
    "BRDA",
    "BRF",
    "BRH",
    "DA",
    "LF",
    "LH",
)
_OTHERS = ("MCDC", "MCF", "MCH", "end_of_record", "#")


class _Section:
    """One source file's records."""

    def __init__(self, path: str, line: int, budget: Budget) -> None:
        self.lines = Lines(path, budget)
        self.started = line
        self.arms: dict[tuple[int, str], bool] = {}
        self.found: dict[str, int] = {}


def read(lines: Iterator[tuple[int, str]], limits: Limits) -> Iterator[CoverageItem]:
    """A file's coverage at each end_of_record; Refused with its line at a record that cannot be."""
    budget = Budget(limits)
    section: _Section | None = None
    number = 0
    for number, line in lines:
        try:
            kind, _, rest = line.strip().partition(":")
            if kind == "SF":
                if section is not None:
                    yield Broken(Problem("a section ends without end_of_record", number, 1))
                    yield _ended(section)
                section = _Section(rest, number, budget)
            elif kind == "end_of_record" and section is not None:
                yield _ended(section)
                section = None
            elif section is not None:
                _record(section, kind, rest)
            _check_known(kind)
        except Refused:
            if section is not None:
                yield _ended(section)
            raise
    if section is not None:
        yield _ended(section)
        yield Broken(Problem("the file ends too early, without end_of_record", number, 1))


def _check_known(kind: str) -> None:
    if kind and kind not in _RECORDS and not kind.startswith(_OTHERS):
        raise Refused(f"{shown(kind)} is no record of a tracefile")


def _record(section: _Section, kind: str, rest: str) -> None:
    if kind == "DA":
        number, ran = _fields(rest, 2)[:2]
        section.lines.line(number, hit=hits(ran, "how often a line ran") > 0)
    elif kind == "BRDA":
        number, block, branch, ran = _fields(rest, 4)[:4]
        hit = ran != "-" and hits(ran, "how often a branch ran") > 0
        arm = section.lines.number(number), f"{block},{branch}"
        section.arms[arm] = section.arms.get(arm, False) or hit
    elif kind in {"FNF", "FNH"}:
        section.found[kind] = count(rest, kind)


def _fields(rest: str, least: int) -> list[str]:
    fields = rest.split(",")
    if len(fields) < least:
        raise Refused(f"a record has {len(fields)} fields, not {least}: {shown(rest)}")
    return fields


def _ended(section: _Section) -> CoverageItem:
    for (line, _), hit in section.arms.items():
        section.lines.branches(line, int(hit), 1)
    if "FNF" in section.found:
        section.lines.functions = Ratio(section.found.get("FNH", 0), section.found["FNF"])
    return section.lines.ended()
