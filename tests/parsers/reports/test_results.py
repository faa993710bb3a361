"""Test reports of every format and dialect: what each tool itself prints, and the names of its cases."""

from pathlib import Path

import pytest

from parsers.reports import Case, TestReport, Totals, cases, read

FIXTURES = Path(__file__).parent / "fixtures"

TOTALS = {
    # file: format, passed, failed, errors, skipped
    "junit-pytest.xml": ("JUnit XML", 2, 1, 1, 2),
    "junit-jest.xml": ("JUnit XML", 2, 1, 0, 1),
    "TEST-surefire.xml": ("JUnit XML", 2, 1, 1, 1),
    "TEST-gradle.xml": ("JUnit XML", 1, 1, 0, 1),
    "junit-gotestsum.xml": ("JUnit XML", 2, 1, 0, 1),
    "junit-phpunit.xml": ("JUnit XML", 2, 1, 1, 1),
    "test-results-mocha.xml": ("JUnit XML", 1, 1, 0, 1),
    "junit-playwright.xml": ("JUnit XML", 2, 1, 0, 1),
    "junit-nextest.xml": ("JUnit XML", 2, 1, 1, 0),
    "junit-ctest.xml": ("JUnit XML", 1, 1, 0, 2),
    "junit-catch2.xml": ("JUnit XML", 1, 1, 1, 1),
    "junit-rspec.xml": ("JUnit XML", 1, 1, 0, 1),
    "junit-gtest.xml": ("JUnit XML", 1, 1, 0, 2),
    "bazel-test.xml": ("JUnit XML", 0, 0, 1, 0),
    "nunit2.xml": ("NUnit 2 XML", 1, 1, 2, 2),
    "nunit24.xml": ("NUnit 2 XML", 1, 1, 0, 1),
    "nunit3.xml": ("NUnit 3 XML", 2, 1, 1, 2),
    "xunit.xml": ("xUnit.net v2 XML", 1, 1, 0, 1),
    "results.trx": ("TRX", 2, 1, 1, 1),
    "tap13.tap": ("TAP", 3, 1, 0, 2),
    "tap14.tap": ("TAP", 1, 1, 0, 1),
    "go-test.jsonl": ("go test JSON", 2, 1, 0, 1),
    "libtest.json": ("libtest JSON", 2, 1, 0, 1),
    "nextest-libtest.json": ("libtest JSON", 1, 1, 0, 0),
    "pytest.report.json": ("pytest-json-report", 2, 1, 1, 2),
    "mocha.json": ("Mocha JSON", 1, 1, 0, 1),
    "jest-results.json": ("Jest JSON", 2, 1, 0, 2),
    "ctrf-report.json": ("CTRF", 1, 1, 0, 3),
}

STATED_OTHERWISE = {
    "go-test.jsonl": None,  # it states no totals
    "tap13.tap": None,
    "tap14.tap": Totals(
        2, 1, 0, 1
    ),  # node counts the tests inside subtests, TAP's own rule the outermost points
    "nunit3.xml": Totals(2, 2, 0, 2),  # its failures include its errors
}

FIRST_AND_LAST = {
    "junit-pytest.xml": (
        Case("test_leans", "failed", "pytest", "tests.test_wall", "", 0.003),
        Case("test_hail", "skipped", "pytest", "tests.test_roof.TestTiles", "", 0.01),
    ),
    "junit-jest.xml": (
        Case("Basket removes", "failed", "Basket", "Basket removes", "src/basket.test.ts", 0.01),
        Case("Price rounds", "passed", "Price", "Price rounds", "src/price.test.ts", 0.002),
    ),
    "TEST-surefire.xml": (
        Case("leans", "failed", "org.example.WallTest", "org.example.WallTest", "", 0.02),
        Case("waits", "skipped", "org.example.WallTest", "org.example.WallTest", "", 0.0),
    ),
    "junit-phpunit.xml": (
        Case(
            "testHolds with data set #1",
            "failed",
            "Tests\\WallTest::testHolds",
            "Tests.WallTest",
            "/app/tests/WallTest.php",
            0.001,
        ),
        Case("testFrost", "skipped", "Tests\\RoofTest", "Tests.RoofTest", "/app/tests/RoofTest.php", 0.001),
    ),
    "test-results-mocha.xml": (
        Case("Basket removes", "failed", "Basket", "removes", "test/basket.js", 0.01),
        Case("Basket waits", "skipped", "Basket", "waits", "test/basket.js", 0.0),
    ),
    "nunit2.xml": (
        Case("Tower.WallTests.Leans", "failed", "WallTests", "", "", 0.001),
        Case("Tower.WallTests.Waits", "skipped", "WallTests"),
    ),
    "nunit3.xml": (
        Case("Leans", "failed", "Tower.WallTests", "Tower.WallTests", "", 0.01),
        Case("Waits", "skipped", "Tower.WallTests", "Tower.WallTests", "", 0.0),
    ),
    "xunit.xml": (
        Case(
            "Tower.WallTests.Leans(x: 1)",
            "failed",
            "Test collection for Tower.WallTests",
            "Tower.WallTests",
            "",
            0.01,
        ),
        Case(
            "Tower.WallTests.Waits",
            "skipped",
            "Test collection for Tower.WallTests",
            "Tower.WallTests",
            "",
            0.0,
        ),
    ),
    "results.trx": (
        Case("Leans", "failed", seconds=0.01),
        Case("Holds (1)", "passed"),
    ),
    "tap13.tap": (Case("wall leans", "failed"), Case("test 6", "passed")),
    "tap14.tap": (Case("wall", "failed", seconds=0.25), Case("gate", "skipped")),
    "go-test.jsonl": (
        Case("TestLeans", "failed", "example.com/tower/wall", "example.com/tower/wall", "", 0.01),
        Case("TestFrost", "skipped", "example.com/tower/wall", "example.com/tower/wall", "", 0.0),
    ),
    "nextest-libtest.json": (
        Case("leans", "failed", "tower::wall", seconds=0.01),
        Case("stands", "passed", "tower::wall", seconds=0.01),
    ),
    "pytest.report.json": (
        Case("test_leans[a::b]", "failed", "tests/test_wall.py", "TestWall", "tests/test_wall.py", 0.003),
        Case("test_snow", "passed", "tests/test_wall.py", "", "tests/test_wall.py"),
    ),
    "mocha.json": (
        Case("removes", "failed", "Basket", "Basket", "test/basket.js", 0.01),
        Case("waits", "skipped", "Basket", "Basket", "test/basket.js"),
    ),
    "jest-results.json": (
        Case("removes", "failed", "src/basket.test.ts", "Basket", "src/basket.test.ts", 0.009),
        Case("rounds", "passed", "src/price.test.ts", "", "src/price.test.ts", 0.001),
    ),
    "ctrf-report.json": (
        Case(
            "removes",
            "failed",
            "basket.spec.ts basket",
            "basket.spec.ts basket",
            "tests/basket.spec.ts",
            0.9,
        ),
        Case("odd", "skipped", seconds=0.0),
    ),
}
"""The first case that is kept (failures come first) and the last."""


def report(name):
    found = read(f"build/{name}", [(FIXTURES / name).read_bytes()])
    assert isinstance(found, TestReport)
    return found


@pytest.mark.parametrize("name", TOTALS)
def test_a_report_counts_what_its_tool_prints(name):
    found = report(name)
    assert (found.format, found.totals) == (TOTALS[name][0], Totals(*TOTALS[name][1:]))
    assert found.stated == STATED_OTHERWISE.get(name, found.totals)
    assert found.complete


@pytest.mark.parametrize("name", TOTALS)
def test_a_sound_report_has_no_problems(name):
    expected = ["it states 4 tests and names 3"] if name == "tap14.tap" else []
    assert [problem.message for problem in report(name).problems] == expected


@pytest.mark.parametrize("name", FIRST_AND_LAST)
def test_cases_have_name_class_file_and_time(name):
    kept = report(name).cases
    assert kept[0] == pytest.approx(FIRST_AND_LAST[name][0])
    assert kept[-1] == pytest.approx(FIRST_AND_LAST[name][1])


@pytest.mark.parametrize("name", TOTALS)
def test_streaming_gives_the_same_cases(name):
    content = (FIXTURES / name).read_bytes()
    streamed = list(cases(name, (content[at : at + 7] for at in range(0, len(content), 7))))
    assert sorted(streamed, key=repr) == sorted(report(name).cases, key=repr)


@pytest.mark.parametrize("name", TOTALS)
def test_suites_add_up_to_the_totals(name):
    found = report(name)
    assert sum((suite.totals for suite in found.suites), Totals()) == found.totals


def test_suites_are_those_of_the_tool():
    found = {suite.name: (suite.totals.total, suite.file) for suite in report("junit-jest.xml").suites}
    assert found == {"Basket": (3, "src/basket.test.ts"), "Price": (1, "src/price.test.ts")}


def test_totals_with_and_without_the_skipped():
    totals = report("junit-pytest.xml").totals
    assert (totals.total, totals.ran) == (6, 4)
