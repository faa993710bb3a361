"""The table of formats: what each is called, how its content is recognised, its usual names, its reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from parsers.reports.coverage import (
    coverage_py,
    gcov,
    go_cover,
    istanbul,
    istanbul_summary,
    lcov,
    llvm_cov,
    simplecov,
    simplecov_last_run,
    tarpaulin,
    xccov,
)
from parsers.reports.coverage.clover import Clover
from parsers.reports.coverage.cobertura import Cobertura
from parsers.reports.coverage.jacoco import Jacoco
from parsers.reports.coverage.opencover import OpenCover
from parsers.reports.results import ctrf, go_test, jest_json, libtest, mocha_json, pytest_json, tap
from parsers.reports.results.junit import JUnit
from parsers.reports.results.nunit2 import NUnit2
from parsers.reports.results.nunit3 import NUnit3
from parsers.reports.results.trx import Trx
from parsers.reports.results.xunit2 import XUnit2

if TYPE_CHECKING:
    from parsers.reports.beginning import Beginning
    from parsers.reports.limits import Limits
    from parsers.reports.xml_source import XmlReader

Lines = Iterator[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class XmlFormat:
    """Recognised by its root, and by what else `fits` asks where several formats share one."""

    name: str
    of: Literal["tests", "coverage"]
    roots: tuple[str, ...]
    reader: Callable[[Limits], XmlReader[Any]]
    files: str
    fits: Callable[[Beginning], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class JsonFormat:
    """Recognised by the loaded document."""

    name: str
    of: Literal["tests", "coverage"]
    fits: Callable[[Any], bool]
    read: Callable[[Any, Limits], Iterator[Any]]
    files: str


@dataclass(frozen=True, slots=True)
class LineFormat:
    """Recognised by one of the first lines."""

    name: str
    of: Literal["tests", "coverage"]
    line: str
    read: Callable[[Lines, Limits], Iterator[Any]]
    files: str


Format = XmlFormat | JsonFormat | LineFormat


def _is_clover(start: Beginning) -> bool:
    return bool({"generated", "clover"} & start.attributes) or "project" in start.inner[:1]


def _has(*keys: str) -> Callable[[Any], bool]:
    """An object with all these keys."""
    return lambda document: isinstance(document, dict) and document.keys() >= set(keys)


def _members(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """An object whose first member is an object that fits."""

    def first_fits(document: Any) -> bool:
        return isinstance(document, dict) and any(fits(held) for held in list(document.values())[:1])

    return first_fits


def _is_istanbul(file: Any) -> bool:
    return isinstance(file, Mapping) and ("statementMap" in file or _has("statementMap")(file.get("data")))


def _is_tarpaulin(document: Any) -> bool:
    files = document.get("files") if isinstance(document, dict) else None
    return isinstance(files, list) and (_has("traces")(files[0]) if files else "coverable" in document)


XML: tuple[XmlFormat, ...] = (
    XmlFormat(
        "JUnit XML",
        "tests",
        ("testsuites", "testsuite"),
        JUnit,
        r"junit|TEST-|test-?results?|surefire|test\.xml",
    ),
    XmlFormat("NUnit 3 XML", "tests", ("test-run",), NUnit3, r"nunit|TestResult\.xml"),
    XmlFormat("NUnit 2 XML", "tests", ("test-results",), NUnit2, r"nunit2|TestResult\.xml"),
    XmlFormat("xUnit.net v2 XML", "tests", ("assemblies", "assembly"), XUnit2, r"xunit"),
    XmlFormat("TRX", "tests", ("TestRun",), Trx, r"\.trx$"),
    XmlFormat("Clover XML", "coverage", ("coverage",), Clover, r"clover", _is_clover),
    XmlFormat("Cobertura XML", "coverage", ("coverage",), Cobertura, r"cobertura|coverage.*\.xml$"),
    XmlFormat("JaCoCo XML", "coverage", ("report",), Jacoco, r"jacoco"),
    XmlFormat("OpenCover XML", "coverage", ("CoverageSession",), OpenCover, r"opencover"),
)
JSON: tuple[JsonFormat, ...] = (
    JsonFormat(
        "CTRF", "tests", lambda d: _has("results")(d) and _has("tests")(d["results"]), ctrf.read, r"ctrf"
    ),
    JsonFormat("Jest JSON", "tests", _has("testResults", "numTotalTests"), jest_json.read, r"jest|vitest"),
    JsonFormat("Mocha JSON", "tests", _has("stats", "passes", "failures"), mocha_json.read, r"mocha"),
    JsonFormat(
        "pytest-json-report", "tests", _has("summary", "tests"), pytest_json.read, r"\.report\.json$|pytest"
    ),
    JsonFormat("coverage.py JSON", "coverage", _has("meta", "files"), coverage_py.read, r"coverage.*\.json$"),
    JsonFormat(
        "llvm-cov JSON",
        "coverage",
        lambda d: _has("data", "type")(d) and str(d["type"]).startswith("llvm.coverage"),
        llvm_cov.read,
        r"llvm|codecov\.json$",
    ),
    JsonFormat("gcov JSON", "coverage", _has("gcc_version", "files"), gcov.read, r"gcov"),
    JsonFormat("xccov JSON", "coverage", _has("targets", "lineCoverage"), xccov.read, r"xccov|xcode"),
    JsonFormat("tarpaulin JSON", "coverage", _is_tarpaulin, tarpaulin.read, r"tarpaulin"),
    JsonFormat("SimpleCov last run", "coverage", _has("result"), simplecov_last_run.read, r"last_run\.json$"),
    JsonFormat(
        "SimpleCov resultset",
        "coverage",
        lambda d: _members(_has("coverage", "timestamp"))(d) or _has("meta", "coverage")(d),
        simplecov.read,
        r"resultset",
    ),
    JsonFormat(
        "Istanbul JSON summary",
        "coverage",
        lambda d: _has("total")(d) and _has("lines", "statements")(d["total"]),
        istanbul_summary.read,
        r"coverage-summary",
    ),
    JsonFormat(
        "Istanbul JSON", "coverage", _members(_is_istanbul), istanbul.read, r"coverage-final|\.nyc_output"
    ),
)
LINES: tuple[LineFormat, ...] = (
    LineFormat("go test JSON", "tests", r'\{(?=.*"Action":).*"Package":', go_test.read, r"go-?test"),
    LineFormat(
        "libtest JSON",
        "tests",
        r'\{ ?"type": ?"(?:suite|test|bench)", ?|\{(?=.*"type": ?"(?:suite|test)").*"event":',
        libtest.read,
        r"libtest|cargo-?test",
    ),
    LineFormat(
        "TAP", "tests", r"TAP version 1[0-9]|1\.\.[0-9]+|(?:not )?ok(?: [0-9]| -|$)", tap.read, r"\.tap$"
    ),
    LineFormat(
        "Go cover profile",
        "coverage",
        r"mode: (?:set|count|atomic)",
        go_cover.read,
        r"cover(?:age)?\.(?:out|txt)$",
    ),
    LineFormat("LCOV", "coverage", r"SF:|TN:", lcov.read, r"lcov|\.info$"),
)
FORMATS: tuple[Format, ...] = (*XML, *JSON, *LINES)
"""In the order in which they are asked."""


def of_xml(start: Beginning) -> XmlFormat | None:
    """By the root element."""
    return next((row for row in XML if start.root in row.roots and row.fits(start)), None)


def of_json(document: Any) -> JsonFormat | None:
    """By what the document holds."""
    return next((row for row in JSON if row.fits(document)), None)


def of_lines(start: Beginning) -> LineFormat | None:
    """By the first line that any format knows."""
    return next(
        (row for line in start.lines for row in LINES if re.match(row.line, line)),
        None,
    )


def by_name(name: str, rows: tuple[Format, ...] = FORMATS) -> Format | None:
    """By the file's name, where its content does not say."""
    return next((row for row in rows if re.search(row.files, name, re.IGNORECASE)), None)
