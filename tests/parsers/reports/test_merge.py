"""Merging shards, matrix jobs and re-runs: the rule by examples, and its laws as properties."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.reports import CoverageReport, Ratio, StatedCoverage, Totals, read
from parsers.reports.fold_coverage import joined
from parsers.reports.marks import marked
from parsers.reports.merge import CoveragePart, TestPart, count_coverage, count_tests, current, merged
from parsers.reports.model import FileCoverage
from parsers.reports.packed import pack


def junit(*outcomes, suite="pytest"):
    """A JUnit file of tests a, b, c … that ended so: `.` passed, F failed, E error, s skipped, space not there."""
    inner = {".": "", "F": "<failure/>", "E": "<error/>", "s": "<skipped/>"}
    tests = "".join(
        f'<testcase classname="tests.test_wall" name="{name}">{inner[how]}</testcase>'
        for marks in outcomes
        for name, how in zip("abcdef", marks, strict=False)
        if how != " "
    )
    return read("junit.xml", [f'<testsuite name="{suite}">{tests}</testsuite>'.encode()])


def part(job, *outcomes, attempt=1, path="junit.xml", suite="pytest"):
    return TestPart.of(job, attempt, path, junit(*outcomes, suite=suite))


def test_the_same_suite_on_two_platforms_is_not_twice_as_many_tests():
    counts = count_tests([part("linux", "..."), part("windows", "...", suite="windows-suite")])
    assert counts.merged == Totals(passed=3)
    assert counts.raw == Totals(passed=6)
    assert counts.jobs == (("linux", Totals(passed=3)), ("windows", Totals(passed=3)))


def test_shards_add_up():
    assert count_tests([part("shard 1", "..F"), part("shard 2", "   .s")]).merged == Totals(3, 1, 0, 1)


def test_of_one_test_the_strongest_outcome_stands():
    counts = count_tests([part("linux", ".s.s"), part("windows", "s.FE")])
    assert counts.merged == Totals(passed=2, failed=1, errors=1)


def test_tests_of_one_name_in_one_job_are_several():
    counts = count_tests([part("linux", ".", "F"), part("windows", ".", ".", ".")])
    assert counts.merged == Totals(passed=2, failed=1)


def test_reports_of_one_job_add_up_but_a_copy_counts_once():
    unit, copy = part("linux", "..", path="a/junit.xml"), part("linux", "..", path="b\\junit.xml")
    other = part("linux", "..", path="a/integration.xml")
    counts = count_tests([unit, copy, other])
    assert counts.merged == Totals(passed=4)
    assert counts.raw == Totals(passed=6)


def test_a_rerun_replaces_what_the_job_said_before():
    first, second, other = part("linux", "F."), part("linux", "..", attempt=2), part("mac", "..")
    assert current([second, first, other]) == [second, other]
    assert count_tests([first, second, other]).merged == Totals(passed=2)


def test_absolute_paths_and_suites_do_not_tell_tests_apart_but_relative_files_do():
    def parts(*files):
        case = '<testsuite name="{0}"><testcase classname="C" name="a" file="{0}"/></testsuite>'
        return [
            TestPart.of(file, 1, "junit.xml", read("junit.xml", [case.format(file).encode()]))
            for file in files
        ]

    assert count_tests(parts("/x/t.js", "C:/y/t.js")).merged.total == 1
    assert count_tests(parts("x/t.js", "y/t.js")).merged.total == 2


def test_reports_that_name_no_test_count_by_path():
    def summary(job, tests, path="junit.xml"):
        report = read("junit.xml", [f'<testsuite name="s" tests="{tests}" failures="1"/>'.encode()])
        return TestPart.of(job, 1, path, report)

    counts = count_tests([summary("linux", 5), summary("windows", 7), summary("linux", 2, "other.xml")])
    assert counts.merged == Totals(passed=7, failed=2)
    assert counts.raw.total == 14


def test_what_the_tools_state_is_a_way_of_counting():
    stated = replace(part("linux", "..."), stated=Totals(passed=5))
    counts = count_tests([stated, part("mac", " .")])
    assert counts.ways() == {
        "merged": Totals(3),
        "added up": Totals(4),
        "as stated": Totals(6),
        "job linux": Totals(3),
        "job mac": Totals(1),
    }


def test_a_broken_report_leaves_the_whole_incomplete():
    assert count_tests([part("linux", ".")]).complete
    assert not count_tests([part("linux", "."), replace(part("mac", "."), complete=False)]).complete


def test_nothing_merges_to_nothing():
    assert count_tests([]).merged == Totals()
    assert count_coverage([]).merged == CoverageReport(format="merged")


def coverage(path, hit, missed, *, branches=None, stated=()):
    marks = marked(missed, hit)
    arms = pack(branches or {})
    file = FileCoverage(
        path, lines=Ratio(len(set(hit)), len({*hit, *missed})), line_marks=marks, branch_arms=arms
    )
    return CoverageReport(format="x", files=(file,), stated=tuple(stated))


def test_a_line_reached_in_one_job_is_reached():
    half = StatedCoverage("lines", 50.0)
    unit = CoveragePart(
        "unit", 1, "cov.xml", coverage("a.py", [1, 2], [3, 4], branches={2: (1, 2)}, stated=[half])
    )
    end = CoveragePart(
        "e2e",
        1,
        "cov.xml",
        coverage("a.py", [3], [1, 2, 4, 9], branches={2: (2, 2), 9: (0, 1)}, stated=[half]),
    )
    other = CoveragePart("e2e", 1, "b.xml", coverage("b.py", [], [1]))
    counts = count_coverage([unit, end, other])
    assert [(file.path, file.lines, file.branches) for file in counts.merged.files] == [
        ("a.py", Ratio(3, 5), Ratio(2, 3)),
        ("b.py", Ratio(0, 1), None),
    ]
    assert (counts.merged.lines, counts.stated) == (Ratio(3, 6), (half,))


def test_files_with_totals_only_join_by_the_most():
    def totals(covered, total):
        return FileCoverage(
            "a.rs", lines=Ratio(covered, total), statements=Ratio(total, total), functions=Ratio(1, 2)
        )

    assert joined(totals(3, 4), totals(2, 4)).lines == Ratio(3, 4)
    assert joined(totals(3, 4), FileCoverage("a.rs")) == totals(3, 4)


OUTCOMES = st.text(alphabet=".FEs ", min_size=0, max_size=6)
PARTS = st.frozensets(
    st.builds(
        part,
        st.sampled_from(["linux", "windows", "shard 2"]),
        OUTCOMES,
        attempt=st.integers(1, 2),
        path=st.sampled_from(["junit.xml", "b/junit.xml", "c.xml"]),
    ),
    max_size=5,
)
LINES = st.lists(st.integers(1, 12), max_size=6)
COVERAGE = st.frozensets(
    st.builds(
        CoveragePart,
        st.sampled_from(["linux", "windows"]),
        st.integers(1, 2),
        st.sampled_from(["a.xml", "b.xml"]),
        st.builds(
            coverage,
            st.sampled_from(["a.py", "b.py"]),
            LINES,
            LINES,
            branches=st.dictionaries(st.integers(1, 5), st.sampled_from([(0, 2), (1, 2), (2, 2), (1, 3)])),
        ),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(PARTS, PARTS, PARTS)
def test_merging_tests_is_commutative_associative_and_idempotent(a, b, c):
    assert merged([a, b]) == merged([b, a])
    assert merged([merged([a, b]), c]) == merged([a, merged([b, c])])
    assert count_tests(merged([a, a])) == count_tests(a)
    assert count_tests([*a, *b, *c]) == count_tests([*c, *b, *a, *a])


@settings(max_examples=60, deadline=None)
@given(COVERAGE, COVERAGE)
def test_merging_coverage_is_commutative_and_idempotent(a, b):
    both = count_coverage(merged([a, b]))
    assert both == count_coverage(merged([b, a])) == count_coverage([*b, *a, *b])
    for part_ in current(merged([a, b])):
        (file,) = part_.report.files
        (there,) = [one for one in both.merged.files if one.path == file.path]
        assert there.lines.covered >= file.lines.covered


@settings(max_examples=60, deadline=None)
@given(PARTS)
def test_merged_is_between_the_largest_job_and_the_sum(parts):
    counts = count_tests(parts)
    largest = max((totals.total for _, totals in counts.jobs), default=0)
    assert largest <= counts.merged.total <= counts.raw.total
