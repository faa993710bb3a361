"""Hostile reports: each ends as a clear problem with its place, in bounded memory, with nothing written or fetched."""

import sys
import tracemalloc

import pytest

from parsers.reports import CoverageReport, Limits, TestReport, Unread, cases, read
from tests.builders_reports import fixture, hostile

ROWS = hostile()
LIMITS = {
    "too many values": Limits(json_values=100_000),
    "too many objects": Limits(json_values=100_000),
    "too many suites": Limits(suites=5_000),
    "too many files": Limits(files=5_000),
}
"""Lower ones where the usual limit would take long to reach; the rest stands against the usual ones."""
BOUND = 160_000_000
"""Bytes: JSON is held as a whole, so its limits set the bound; all else stays far below."""
FORBIDDEN = ("open", "os.", "socket.", "subprocess.", "shutil.", "tempfile.", "urllib.", "http.")
WATCHED = {"on": False, "seen": []}


def _watch(event, arguments):
    if WATCHED["on"] and event.startswith(FORBIDDEN):
        if event == "open" and str(arguments[0]).startswith(sys.base_prefix):
            return  # Python looks for a codec of its own by the name that the file gives
        WATCHED["seen"].append((event, arguments))


sys.addaudithook(_watch)


def watched_reading(name, chunks, limits):
    """The report, the peak of memory, and Python's own audit events for files, sockets and processes."""
    WATCHED["seen"] = []
    tracemalloc.start()
    WATCHED["on"] = True
    try:
        found = read(name, chunks, limits)
        return found, tracemalloc.get_traced_memory()[1], WATCHED["seen"]
    finally:
        WATCHED["on"] = False
        tracemalloc.stop()


def test_there_are_at_least_two_hundred():
    labels = [label for label, *_ in ROWS]
    assert len(labels) >= 200
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("label", "name", "chunks", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_a_hostile_file_is_a_clear_problem(label, name, chunks, said):
    found, peak, events = watched_reading(name, chunks, LIMITS.get(label))
    assert not found.complete
    assert found.problems
    assert any(said in problem.message for problem in found.problems), found.problems
    assert any(problem.line or problem.byte is not None or problem.where for problem in found.problems)
    assert all(len(problem.message) < 400 for problem in found.problems)
    assert peak < BOUND
    assert events == []


@pytest.mark.parametrize(
    ("name", "at", "passed", "failed"),
    [("junit-pytest.xml", 700, 2, 1), ("jest-results.json", 900, 1, 1), ("tap13.tap", 100, 1, 1)],
)
def test_what_stands_before_the_fault_is_counted(name, at, passed, failed):
    found = read(name, [fixture(name)[:at]])
    assert isinstance(found, TestReport)
    assert (found.totals.passed, found.totals.failed) == (passed, failed)
    assert not found.complete


def test_coverage_before_the_fault_is_kept():
    found = read("lcov.info", [fixture("lcov.info").replace(b"SF:src/roof.c", b"oops")])
    assert isinstance(found, CoverageReport)
    assert [file.path for file in found.files] == ["src/wall.c"]
    assert found.problems[0].line == 28


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("junit.xml", b"<testsuite>\n  <testcase>\n</testsuite>", (3, 3, 27)),
        ("junit.xml", b'<testsuite>\n<testcase name="a"', (2, 1, 12)),
        ("junit.xml", b'<testsuites>\n<testsuite tests="-1"/></testsuites>', (2, 1, 13)),
        ("mocha.json", b'{"stats": {},\n "passes": oops}', (2, 12, 25)),
        ("mocha.json", b'{"stats": {},\n "passes": [1,', (2, 15, 28)),
        ("mocha.json", b'{"stats": {"\xc3\xa9": NaN}}', (1, 17, 17)),
    ],
)
def test_a_problem_names_line_column_and_byte(name, content, place):
    problem = read(name, [content]).problems[0]
    assert (problem.line, problem.column, problem.byte) == place


def test_a_streamed_file_gives_its_cases_and_then_the_problem():
    found = list(cases("junit.xml", [b'<testsuite><testcase name="a"/><testcase']))
    assert [getattr(one, "name", "problem") for one in found] == ["a", "problem"]


def test_an_unread_file_says_what_its_name_promises():
    assert read("build/TEST-x.xml", [b"<html/>"]) == Unread(
        problems=read("x", [b"<html/>"]).problems, format="JUnit XML"
    )
    assert read("notes.txt", [b"hello"]).format == ""
