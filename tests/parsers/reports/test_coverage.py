"""Coverage reports of every format: what each tool itself prints, in total and per file."""

from pathlib import Path

import pytest

from parsers.reports import CoverageReport, Ratio, read

FIXTURES = Path(__file__).parent / "fixtures"

TOTALS = {
    # file: format, lines, branches, statements, functions
    "cobertura.xml": ("Cobertura XML", (3, 4), (1, 2), None, None),
    "coverage-py.xml": ("Cobertura XML", (3, 4), (1, 2), None, None),
    "jacoco.xml": ("JaCoCo XML", (2, 3), (1, 2), None, (1, 2)),
    "clover-phpunit.xml": ("Clover XML", (2, 3), None, (2, 3), (1, 2)),
    "clover-istanbul.xml": ("Clover XML", (2, 3), (1, 2), (1, 2), (1, 1)),
    "opencover.xml": ("OpenCover XML", (3, 3), (1, 2), (3, 4), None),
    "lcov.info": ("LCOV", (3, 4), (1, 3), None, (1, 2)),
    "cover.out": ("Go cover profile", (6, 8), None, (5, 6), None),
    "coverage.json": ("coverage.py JSON", (3, 4), (1, 2), None, None),
    "coverage-lines-only.json": ("coverage.py JSON", (3, 4), None, None, None),
    "coverage-final.json": ("Istanbul JSON", (2, 3), (1, 2), (2, 4), (1, 2)),
    "coverage-summary.json": ("Istanbul JSON summary", (2, 3), (0, 0), (2, 4), (1, 2)),
    ".resultset.json": ("SimpleCov resultset", (3, 4), (1, 2), None, None),
    ".resultset-old.json": ("SimpleCov resultset", (1, 2), None, None, None),
    "simplecov-coverage.json": ("SimpleCov resultset", (2, 3), (1, 2), None, None),
    ".last_run.json": ("SimpleCov last run", None, None, None, None),
    "llvm-cov.json": ("llvm-cov JSON", (6, 8), (1, 2), None, (1, 2)),
    "xccov.json": ("xccov JSON", (6, 8), None, None, (1, 2)),
    "wall.gcov.json": ("gcov JSON", (3, 4), (1, 2), None, (1, 2)),
    "tarpaulin-report.json": ("tarpaulin JSON", (1, 2), None, None, None),
}

STATED = {
    "cobertura.xml": {"lines": 75, "branches": 50},
    "coverage-py.xml": {"lines": 75, "branches": 50},
    "jacoco.xml": {"instructions": 77.777, "branches": 50, "lines": 66.666, "functions": 50},
    "clover-phpunit.xml": {"statements": 66.666, "branches": None, "functions": 50, "elements": 60},
    "clover-istanbul.xml": {"statements": 50, "branches": 50, "functions": 100, "elements": 60},
    "opencover.xml": {"statements": 75, "branches": 50, "functions": 50},
    "coverage.json": {"total": 66.666, "lines": 75, "branches": 50},
    "coverage-lines-only.json": {"total": 75, "lines": 75},
    "coverage-summary.json": {"lines": 66.66, "statements": 50, "functions": 50, "branches": None},
    ".last_run.json": {"lines": 90.48, "branches": 75},
    "llvm-cov.json": {"lines": 75, "functions": 50, "regions": 75, "branches": 50},
    "xccov.json": {"lines": 75},
    "tarpaulin-report.json": {"lines": 50},
}
"""What the tool says itself, where it does, in percent."""

FILES = {
    "cobertura.xml": ["org/tower/Wall.java"],
    "coverage-py.xml": ["empty.py", "wall.py"],
    "jacoco.xml": ["org/tower/Wall.java"],
    "clover-istanbul.xml": ["src/basket.ts"],
    "opencover.xml": ["src/Wall.cs"],
    "lcov.info": ["src/roof.c", "src/wall.c"],
    "cover.out": ["example.com/tower/roof.go", "example.com/tower/wall.go"],
    "coverage-final.json": ["src/basket.ts", "src/price.ts"],
    "coverage-summary.json": ["src/basket.ts"],
    ".resultset.json": ["/src/lib/roof.rb", "/src/lib/wall.rb"],
    ".last_run.json": [],
    "llvm-cov.json": ["src/wall.rs"],
    "xccov.json": ["Sources/Wall.swift"],
    "wall.gcov.json": ["../wall.cc"],
    "tarpaulin-report.json": ["src/wall.rs"],
}


def report(name):
    found = read(f"build/{name}", [(FIXTURES / name).read_bytes()])
    assert isinstance(found, CoverageReport)
    return found


def ratio(pair):
    return None if pair is None else Ratio(*pair)


@pytest.mark.parametrize("name", TOTALS)
def test_a_report_counts_what_its_tool_counts(name):
    found = report(name)
    expected = (TOTALS[name][0], *map(ratio, TOTALS[name][1:]))
    assert (found.format, found.lines, found.branches, found.statements, found.functions) == expected
    assert (found.complete, found.problems) == (True, ())


@pytest.mark.parametrize("name", TOTALS)
def test_what_the_tool_states_is_kept(name):
    stated = {one.metric: one.percent for one in report(name).stated}
    expected = STATED.get(name, {})
    assert stated.keys() == expected.keys()
    assert {metric: stated[metric] for metric in stated} == {
        metric: None if value is None else pytest.approx(value, abs=0.001)
        for metric, value in expected.items()
    }


@pytest.mark.parametrize("name", FILES)
def test_files_have_paths_that_compare(name):
    assert [file.path for file in report(name).files] == FILES[name]


@pytest.mark.parametrize("name", TOTALS)
def test_the_size_of_chunks_does_not_matter(name):
    content = (FIXTURES / name).read_bytes()
    assert read(f"build/{name}", [content[at : at + 5] for at in range(0, len(content), 5)]) == report(name)


def test_sources_are_given():
    assert report("cobertura.xml").sources == ("/src/main/java",)
    assert report("wall.gcov.json").sources == ("/src/build",)


def test_a_line_said_twice_is_reached_if_it_was_once():
    wall = report("lcov.info").files[1]
    assert wall.lines == Ratio(3, 3)
    assert list(wall.line_marks[3:10]) == [2, 2, 0, 0, 0, 0, 2]


def test_percent_of_nothing_is_nothing():
    assert Ratio(0, 0).percent is None
    assert Ratio(1, 4).percent == 25
