"""Figures in the words of CI: what is read, and what must not be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence import CoveragePercent
from bot.evidence import TestTotals as Totals
from bot.figures import figures_in

ENRICOMI = """\
  1 files  ±0    1 suites  ±0   0s ⏱️ ±0s
1\u2008121 tests +1  1\u2008119 ✅ +1  2 💤 ±0  0 ❌ ±0
1\u2008123 runs  ±0  1\u2008121 ✅ ±0  2 💤 ±0  0 ❌ ±0

Results for commit 4f2c1aa0.
"""


def totals(passed=None, failed=None, skipped=None, total=None):
    return Totals(passed, failed, skipped, total)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # pytest
        ("121 passed, 2 failed, 3 skipped in 4.2s", totals(121, 2, 3, 126)),
        ("===== 2 failed, 121 passed, 1 warning in 64.20s (0:01:04) =====", totals(121, 2, 0, 123)),
        ("121 passed in 4.2s", totals(121, 0, 0, 121)),
        ("120 passed, 1 skipped, 2 xfailed, 1 error in 4s", totals(120, 1, 1, 124)),
        ("1,234 passed in 3s", totals(1234, 0, 0, 1234)),
        # jest, vitest, mocha
        ("Tests: 2 failed, 121 passed, 123 total", totals(121, 2, None, 123)),
        ("**Tests:** 2 failed, 3 skipped, 1 todo, 121 passed, 127 total", totals(121, 2, 4, 127)),
        ("Tests  2 failed | 121 passed | 3 skipped (126)", totals(121, 2, 3, 126)),
        ("121 passing (4s)", totals(121)),
        # go, cargo, nextest
        ("DONE 121 tests, 3 skipped, 2 failures in 4.2s", totals(116, 2, 3, 121)),
        ("DONE 121 tests in 4.2s", totals(121, 0, 0, 121)),
        (
            "test result: ok. 121 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.03s",
            totals(121, 0, 3, 124),
        ),
        (
            "test result: FAILED. 121 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            totals(121, 2, 0, 123),
        ),
        ("126 tests run: 124 passed, 2 failed, 3 skipped", totals(124, 2, 3, 129)),
        # others
        ("Tests run: 121, Failures: 2, Errors: 1, Skipped: 3", totals(115, 3, 3, 121)),
        ("Passed!  - Failed: 0, Passed: 121, Skipped: 3, Total: 124, Duration: 4 s", totals(121, 0, 3, 124)),
        ("121 examples, 0 failures, 2 pending", totals(119, 0, 2, 121)),
        ("OK (121 tests, 300 assertions)", totals(total=121)),
        ("121 runs, 300 assertions, 2 failures, 0 errors, 3 skips", totals(116, 2, 3, 121)),
        ("Tests failed: 2 (1 new), passed: 121, ignored: 3", totals(121, 2, 3, 126)),
        ("All 121 tests passed in 4s", totals(121, 0, None, 121)),
        ("121/123 tests passed", totals(121, total=123)),
        ("2 of 123 tests failed", totals(failed=2, total=123)),
        # publishers
        ("121 tests ±0, 119 ✅, 2 💤, 0 ❌", totals(119, 0, 2, 121)),
        ("121 tests 118 ✅ 2 💤 0 ❌ 1 🔥", totals(118, 1, 2, 121)),
        ("121 passed, 2 failed and 3 skipped", totals(121, 2, 3, 126)),
        ("126 tests run, 121 passed, 3 skipped, 2 failed.", totals(121, 2, 3, 126)),
        ("[121 passed, 2 failed](https://ci.test/1)", totals(121, 2, None, 123)),
        ("<b>121</b> passed, 2 failed", totals(121, 2, None, 123)),
        ("5 tests failed, 12 tests passed", totals(12, 5, None, 17)),
    ],
)
def test_totals_are_read(text, counts):
    assert figures_in("test", text) == (counts,)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Build succeeded", "All checks passed", "121", "121 %", "passed"),
        *(
            "Test Suites: 1 failed, 5 passed, 6 total",
            "Test Files  1 failed | 5 passed (6)",
            "Snapshots: 3 passed",
        ),
        *(
            "unit: 121 passed, 2 failed",
            "e2e tests: 121 passed in 4s",
            "121 passed, 3 weird",
            "12 steps passed",
        ),
        *("121 passed, 3 sk…", "121 passed, 2 failed...", "2 failed in 3s", "3 skipped"),
        *(
            "121 passed, 120 passed",
            "121 tests, 122 passed, 1 failed",
            "121 tests, 3 passed, 1 failed, 2 skipped",
        ),
        *("125/123 tests passed", "5 tests, 9 failures", "Tests run: 12.5", "v1.2 passed", "121-2 passed"),
        *(
            "121 passed, 2 failed compared to 1a2b3c4",
            "Ran 121 tests in 4 parts",
            "coverage: 97 of 100 tests",
        ),
    ],
)
def test_text_that_says_something_else_gives_no_totals(text):
    assert figures_in("test", text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 109 filtered out",
        "12 passed, 109 deselected in 1s",
        "119 passed, 2 flaky (30s)",
        "119 passed, 2 not run",
    ],
)
def test_a_partial_run_gives_nothing_even_beside_other_lines(text):
    assert figures_in("test", f"{text}\n121 passed, 2 failed") == ()


def test_nothing_filtered_out_is_a_whole_run():
    assert figures_in("test", "12 passed, 0 failed, 0 filtered out") == (totals(12, 0, None, 12),)


def test_two_different_totals_in_one_text_give_nothing():
    assert figures_in("test", "121 passed in 4s\n12 passed in 1s") == ()
    assert figures_in("test", ENRICOMI + "7 runs 7 ✅") == ()


def test_the_title_counts_before_the_summary():
    assert figures_in("test", "121 passed in 4s", "12 passed in 1s") == (totals(121, 0, 0, 121),)


def test_a_text_with_a_total_counts_before_one_without():
    assert figures_in("tests", "119 pass", ENRICOMI)[0].total == 1121
    assert figures_in("tests", "119 pass", "nothing") == (totals(119),)


def test_a_publishers_two_ways_of_counting_are_both_given():
    assert figures_in("Test Results", ENRICOMI) == (totals(1119, 0, 2, 1121), totals(1121, 0, 2, 1123))


@pytest.mark.parametrize(
    ("name", "text"), [("lint", "12 passed"), ("links", "✅ 12 passed"), ("lint", "0 errors")]
)
def test_a_lone_number_needs_the_word_test(name, text):
    assert figures_in(name, text) == ()
    assert figures_in("unit-tests", "12 passed") == (totals(12),)


@pytest.mark.parametrize(
    ("name", "text", "percent"),
    [
        ("codecov/project", "91.91% (+0.05%) compared to 1a2b3c4", 91.91),
        ("codecov/project", "91.91% (target 90%)", 91.91),
        ("codecov/project", "91.91% remains the same compared to 1a2b3c4", 91.91),
        (
            "codecov/project/auth",
            "85% (-1.20%) compared to abcdef0, passed because coverage increased by 0% when",
            85,
        ),
        ("coverage/coveralls", "Coverage increased (+0.1%) to 91.91%", 91.91),
        ("coverage/coveralls", "Coverage decreased (-0.1%) to 91.9%", 91.9),
        ("coverage/coveralls", "Coverage remained the same at 91.91%", 91.91),
        ("coverage/coveralls", "First build on main at 91.9%", 91.9),
        ("ci", "coverage: 97%", 97),
        ("ci", "**Total coverage:** 97.25 %", 97.25),
        ("ci", "97% line coverage", 97),
        ("ci", "Coverage: 85% (required 90%)", 85),
        ("Coverage", "97.1%", 97.1),
        ("ci", "TOTAL   1234   100    92%", 92),
        ("ci", "TOTAL   1234   100   40   8   92.5%", 92.5),
        ("ci", "coverage: 0%", 0),
    ],
)
def test_coverage_is_read(name, text, percent):
    assert figures_in(name, text) == (CoveragePercent(percent),)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("coverage: 97% of statements", "statements"),
        ("Branch coverage: 97%", "branches"),
        ("97% function coverage", "functions"),
    ],
)
def test_coverage_says_what_it_counts(text, metric):
    assert figures_in("ci", text) == (CoveragePercent(97, metric),)


def test_a_coverage_table_gives_each_metric():
    row = "All files          |   91.91 |    85.2 |      90 |   Unknown |                   "
    assert figures_in("ci", row) == (
        CoveragePercent(91.91, "statements"),
        CoveragePercent(85.2, "branches"),
        CoveragePercent(90, "functions"),
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("codecov/patch", "91.91% of diff hit (target 90%)"),
        ("codecov/patch", "coverage: 97%"),
        ("codecov/patch/auth", "coverage: 97%"),
        ("codecov/changes", "97%"),
        ("diff-cover", "coverage: 97%"),
        ("docs coverage", "97%"),
        ("codecov/project", "No coverage information found on head"),
        ("codecov/project", "91.91% of diff hit"),
        ("coverage/coveralls", "Coverage pending from Coveralls.io"),
        ("coverage", "Coverage decreased by 0.1%"),
        ("coverage", "Coverage increased (+0.1%) to 91.9…"),
        ("coverage", "+0.1%"),
        ("ci", "Diff coverage: 97%"),
        ("ci", "Patch coverage: 97%"),
        ("ci", "docstring coverage: 97%"),
        ("ci", "type coverage: 97%"),
        ("ci", "coverage: 97% → 98%"),
        ("ci", "coverage 85% is below the required 90%"),
        ("ci", "minimum coverage: 85%"),
        ("ci", "coverage: 97% per file"),
        ("ci", "97%"),
        ("ci", "coverage: 970%"),
        ("ci", "coverage: 97%\ncoverage: 42%"),
        ("SonarCloud", "78.3% Coverage on New Code"),
        ("ci", "cache hits: 97%"),
    ],
)
def test_a_part_or_a_change_is_never_coverage(name, text):
    assert figures_in(name, text) == ()


def test_tests_and_coverage_of_one_text_are_both_given():
    text = "121 passed in 4s\nTOTAL 10 1 90%"
    assert figures_in("test", text) == (totals(121, 0, 0, 121), CoveragePercent(90))


def test_a_description_cut_at_its_limit_gives_nothing():
    text = "121 passed in 4s".rjust(140)
    assert len(text) == 140
    assert figures_in("test", text) == ()
    assert figures_in("test", text[1:]) == (totals(121, 0, 0, 121),)


def test_what_stands_beyond_the_limits_is_not_read():
    assert figures_in("test", "x\n" * 12_000 + "121 passed in 4s") == ()
    assert figures_in("test", "x " * 9_997 + "\n1 passed in 4s") == ()
    assert figures_in("test", "121 passed, " * 40) == ()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="019 passedfailtotl,;:|/()[]%+±.✅❌*_<>\n", max_size=400))
def test_hostile_text_gives_figures_that_add_up_or_none(text):
    for figure in figures_in("coverage of tests", text):
        if isinstance(figure, CoveragePercent):
            assert 0 <= figure.percent <= 100
        else:
            counted = sum(part or 0 for part in (figure.passed, figure.failed, figure.skipped))
            assert figure.total is None or counted <= figure.total


@pytest.mark.parametrize(
    "unit", ["1 ", "a ", "[", "(", "1,", "=", "1 passed,", "✅", "<a", "[x](", "*_", "in 1s "]
)
def test_repeated_signs_end(unit):
    """A backtracking pattern would not return from these."""
    assert isinstance(figures_in("coverage tests", unit * (20_000 // len(unit)), (unit * 300)[:299]), tuple)
