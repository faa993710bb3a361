"""What reports in the wild do beside their format: odd but sound, or bounded."""

import pytest

from parsers.reports import Case, CoverageReport, Limits, Problem, Ratio, TestReport, Totals, cases, read
from parsers.reports import xml_source as xml
from parsers.reports.chunks import blocks
from parsers.reports.model import Refused
from parsers.reports.numbers import count, seconds, shown
from parsers.reports.paths import tidy
from parsers.reports.text_source import encoding_of, lines


def junit(inner, root="testsuite", attributes="", **limits):
    content = f"<{root} {attributes}>{inner}</{root}>".encode()
    return read("junit.xml", [content], Limits(**limits) if limits else None)


def coverage(inner, **limits):
    content = f'<coverage line-rate="1"><packages>{inner}</packages></coverage>'.encode()
    return read("coverage.xml", [content], Limits(**limits) if limits else None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"])
def test_xml_is_read_in_the_encoding_it_names(encoding):
    declared = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "cp1252": "windows-1252"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?><testsuite><testcase name="Prüfung"/></testsuite>'
    start = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert read("junit.xml", [start + text.encode(encoding)]).cases == (Case("Prüfung", "passed"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_with_or_without_a_byte_order_mark(encoding):
    content = "TN:\r\nSF:größe.c\r\nDA:1,1\r\nend_of_record\r\n".encode(encoding)
    for size in (1, 1000):
        found = read("lcov.info", [content[at : at + size] for at in range(0, len(content), size)])
        assert [file.path for file in found.files] == ["größe.c"]
    last = "SF:a.c\nDA:1,1\nend_of_record".encode(encoding)
    assert read("lcov.info", [last]).complete


def test_utf_16_is_known_by_its_mark():
    assert encoding_of("é".encode("utf-16-be")) == ("utf-8", 0)
    assert encoding_of(b"\xfe\xff\0a") == ("utf-16-be", 2)


def test_long_names_are_cut():
    found = junit(f'<testcase name="{"n" * 50}" classname="{"c" * 50}" file="{"f" * 50}"/>', name=9)
    assert found.cases == (Case("n" * 9, "passed", "", "c" * 9, "f" * 9),)


def test_a_case_in_a_case_counts_once():
    assert junit('<testcase name="a"><testcase name="b"/></testcase>').totals == Totals(passed=1)


def test_a_case_without_a_suite_is_a_case():
    assert junit('<testcase name="a" filepath="x/y.js"/>', "testsuites").cases == (
        Case("a", "passed", file="x/y.js"),
    )


@pytest.mark.parametrize("time", ["NaN", "-1", "inf", "1e300", "soon"])
def test_a_time_that_is_none_is_a_note_and_no_loss(time):
    found = junit(f'<testcase name="a" time="{time}"/>')
    assert (found.complete, found.totals.passed, found.cases[0].seconds) == (True, 1, None)
    assert found.problems[0].message == f"the time of a case is '{time}', not a duration"
    assert found.problems[0].line == 1


def test_notes_are_given_while_streaming():
    content = b'<testsuite><testcase name="a" time="soon"/></testsuite>'
    assert [type(item) for item in cases("junit.xml", [content])] == [Problem, Case]


@pytest.mark.parametrize("name", ["skip", "skips", "skipped", "disabled"])
def test_older_words_for_skipped(name):
    found = junit("", attributes=f'tests="5" failures="1" {name}="2"')
    assert found.totals == Totals(passed=2, failed=1, skipped=2)


def test_a_report_that_names_fewer_than_it_states_says_so():
    found = junit('<testcase name="a"/>', attributes='tests="3"')
    assert (found.totals.total, found.stated.total) == (1, 3)
    assert found.problems[0].message == "it states 3 tests and names 1"


def test_kept_cases_are_bounded_and_failures_come_first():
    inner = "".join(f'<testcase name="{n}">{"<failure/>" if n % 2 else ""}</testcase>' for n in range(10))
    assert [case.name for case in junit(inner, kept_cases=3).cases] == ["1", "3", "5"]
    assert [case.name for case in junit(inner, kept_cases=7).cases] == ["1", "3", "5", "7", "9", "0", "2"]


def test_suites_may_come_back():
    def suite(name):
        return f'<testsuite name="{name}"><testcase name="a"/></testsuite>'

    found = junit(suite("x") + suite("y") + suite("x"), "testsuites")
    assert [(one.name, one.totals.passed) for one in found.suites] == [("x", 2), ("y", 1)]


def test_the_number_of_tests_is_bounded():
    found = junit('<testcase name="a"/><testcase name="b"/>', cases=1)
    assert (found.totals.total, found.complete) == (1, False)


def test_problems_are_bounded_but_the_one_that_ends_it_is_there():
    inner = '<testcase name="a" time="x"/>' * 30
    found = read("junit.xml", [f"<testsuite>{inner}".encode()])
    assert "ends too early" in found.problems[0].message
    assert len(found.problems) == 21
    lines = b'{"Action":"start","Package":"p"}\n' + b"{\n" * 30
    assert len(read("go-test.json", [lines]).problems) == 20


def test_coverage_has_no_cases():
    assert list(cases("coverage.xml", [b'<coverage line-rate="1"/>'])) == [
        Problem("a coverage report (Cobertura XML), which has no tests")
    ]
    assert [item.message for item in cases("x.tap", [b"1..2\nok 1 a\n"]) if isinstance(item, Problem)] == [
        "2 tests were planned, 1 are there"
    ]
    assert [item.message for item in cases("x", [b""])] == ["the file is empty"]


def test_large_reports_are_read_in_even_blocks():
    assert [len(block) for block in blocks([b"x" * 200_000, b"y"], Limits())] == [
        65_536,
        65_536,
        65_536,
        3_393,
    ]
    with pytest.raises(Refused):
        list(blocks([b"x" * 200_000], Limits(bytes=100_000)))
    with pytest.raises(Refused):
        list(blocks([b"x" * 20], Limits(bytes=10)))


def test_no_bytes_are_no_lines():
    assert list(lines([], Limits())) == []


def test_a_line_across_blocks_is_one_line():
    content = b"SF:a.c\n" + b"".join(b"DA:%d,1\n" % n for n in range(1, 20_001)) + b"end_of_record\n"
    assert read("lcov.info", [content]).lines == Ratio(20_000, 20_000)


def test_cobertura_reads_what_is_odd_but_sound():
    odd = """<line number="1" hits="1"/><methods><line number="2" hits="1"/></methods>
    <class filename="a"><lines><line number="1" hits="0" branch="true"/><line number="1" hits="1"/>
    <line number="1" hits="0"/><line number="3" hits="0"/><line number="3" hits="0"/>
    <line number="4" hits="1" branch="True" condition-coverage="50% (1/2)"/>
    <line number="4" hits="1" branch="True" condition-coverage="0% (0/2)"/></lines></class></class2>"""
    found = coverage(odd.replace("</class2>", ""))
    assert (found.lines, found.branches, found.problems) == (Ratio(2, 3), Ratio(1, 2), ())


def test_cobertura_files_do_not_share_their_lines():
    def unit(name, *hits):
        lines = "".join(f'<line number="{number}" hits="{ran}"/>' for number, ran in enumerate(hits, 1))
        return f'<class filename="{name}"><lines>{lines}</lines></class>'

    found = coverage(
        unit("a", 1, 0, 1) + unit("b", 0, 0, 1) + "<class filename='c'><class filename='d'/></class>"
    )
    assert [(file.path, file.lines) for file in found.files] == [
        ("a", Ratio(2, 3)),
        ("b", Ratio(1, 3)),
        ("d", Ratio(0, 0)),
    ]
    assert list(found.files[1].line_marks) == [0, 1, 1, 2]


def test_cobertura_without_a_rate_states_nothing():
    found = read("coverage.xml", [b'<coverage><sources/><class filename="a"/></coverage>'])
    assert (found.stated, found.lines) == ((), Ratio(0, 0))


def test_what_cobertura_remembers_is_bounded():
    lines = "".join(
        f'<line number="{n}" hits="{n}" branch="true" condition-coverage="1% ({n}/{n})"/>'
        for n in range(1, 20_101)
    )
    found = coverage(f'<class filename="a"><lines>{lines}</lines></class>')
    assert found.lines == Ratio(20_100, 20_100)


def test_sources_and_problems_of_coverage_are_bounded():
    sources = "<sources>" + "<source>a</source>" * 120 + "</sources>"
    assert len(coverage(sources).sources) == 100
    sections = b"SF:a\n" * 40 + b"end_of_record\n"
    found = read("lcov.info", [sections])
    assert (len(found.problems), found.complete) == (20, False)


def test_jacoco_lines_outside_a_file_are_passed_over():
    content = b'<report><package name=""><line nr="1" ci="1"/><sourcefile name="A.kt"/></package></report>'
    found = read("jacoco.xml", [content])
    assert [file.path for file in found.files] == ["A.kt"]
    counter = b'<report><package><sourcefile name="A"><counter type="LINE" missed="1" covered="1"/></sourcefile></package></report>'
    assert read("jacoco.xml", [counter]).files[0].functions is None


def test_clover_metrics_need_not_be_complete():
    content = b'<coverage clover="1"><project><metrics files="1"/><file name="a"><line num="1" count="1" type="stmt"/></file></project></coverage>'
    found = read("clover.xml", [content])
    assert (found.stated, found.lines) == ((), Ratio(1, 1))
    by_child = b'<coverage><project name="x"/></coverage>'
    assert read("x.xml", [by_child]).format == "Clover XML"


def test_opencover_summaries_need_not_be_complete():
    content = b'<CoverageSession><Summary numBranchPoints="2" visitedBranchPoints="1"/></CoverageSession>'
    assert [one.metric for one in read("x.xml", [content]).stated] == ["branches"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("llvm.json", '{"type": "llvm.coverage.json.export", "data": [{"files": [%s]}]}'),
        (
            "coverage-summary.json",
            '{"total": {"lines": {"total": 0, "covered": 0, "pct": 100}, "statements": {"total": 0, "covered": 0, "pct": 100}}, %s}',
        ),
    ],
)
def test_the_number_of_files_is_bounded(name, content):
    one = '{"filename": "a", "summary": {}}' if name == "llvm.json" else '"a%d": {}'
    files = ", ".join(one.replace("%d", str(n)) for n in range(3))
    found = read(name, [(content % files).encode()], Limits(files=2))
    assert "there are more than 2 files" in found.problems[0].message


def test_coverage_py_may_leave_out_totals():
    found = read("coverage.json", [b'{"meta": {}, "files": {"a.py": {"executed_lines": [1]}}}'])
    assert (found.lines, found.stated) == (Ratio(1, 1), ())
    totals = b'{"meta": {}, "files": {}, "totals": {"covered_lines": 1, "num_statements": 2}}'
    assert [one.metric for one in read("coverage.json", [totals]).stated] == ["lines"]


def test_json_reports_may_leave_out_what_is_optional():
    assert read("gcov.json", [b'{"gcc_version": "9", "files": []}']).complete
    assert read("x.json", [b'{"targets": [], "lineCoverage": 0.5}']).stated[0].ratio is None
    assert read("x.json", [b'{"files": [{"path": ["a.rs"], "traces": []}]}']).stated == ()
    ctrf = read("ctrf.json", [b'{"results": {"tests": [{"name": "a", "status": "odd"}]}}'])
    assert (ctrf.totals, ctrf.stated) == (Totals(errors=1), None)
    assert read("r.json", [b'{"summary": {}, "tests": []}']).stated is None


def test_a_name_of_file_decides_where_content_is_cut():
    found = read("ctrf-report.json", [b'{"reportFormat": "CTRF", "resu'])
    assert found.format == "CTRF"
    assert read("x.json", [b'{"a": 1, "b']).format == ""


def test_a_format_of_lines_is_found_by_its_name():
    assert isinstance(read("build/coverage.out", [b"\nsomething else\n"]), CoverageReport)


def test_a_report_cut_before_its_totals_keeps_what_is_there():
    found = read(
        "xccov.json",
        [b'{"targets": [{"files": [{"path": "a", "coveredLines": 1, "executableLines": 2}]}], "x'],
    )
    assert (found.format, found.complete, found.lines, found.stated) == ("xccov JSON", False, Ratio(1, 2), ())


def test_json_that_cannot_be_saved_is_unread():
    for text in (b'{"stats"', b'{"a" 1, "b": 2, "c', b"[1 2, 3"):
        found = read("x.json", [text])
        assert not found.complete
        assert found.problems[0].line == 1


def test_lines_of_json_refuse_what_documents_refuse():
    for line in (
        b'{"Action":"pass","Package":"p","Test":"T","Elapsed":NaN}',
        b'{"Action":"x","Package":"p","a":1,"a":2}',
    ):
        found = read("go-test.json", [line])
        assert not found.complete
        assert "not JSON" in found.problems[0].message


def test_other_output_between_events_is_passed_over():
    content = b'go: downloading\n{"Action":"pass","Package":"p","Test":"T"}\n# note\n{"Action":"output","Package":"p"}\n'
    assert read("go-test.json", [content]).totals == Totals(passed=1)
    content = b'   Compiling x\n{"type":"suite","event":"ok","passed":0}\n{"type":"report","total_time":1}\n'
    assert read("libtest.json", [content]).complete


def test_trx_inner_results_may_stand_alone():
    content = (
        b'<TestRun><InnerResults/><UnitTestResult testName="a.b" outcome="Passed" duration="x"/></TestRun>'
    )
    assert read("x.trx", [content]).cases == (Case("b", "passed", "a", "a"),)


def test_a_simplecov_condition_without_a_line_is_none():
    found = read(
        "x.json",
        [b'{"RSpec": {"timestamp": 1, "coverage": {"a.rb": {"lines": [], "branches": {"?": {"x": 1}}}}}}'],
    )
    assert found.branches == Ratio(1, 1)


def test_a_go_block_may_be_cut_at_a_blank_line():
    assert read("cover.out", [b"mode: set\n\na.go:1.1,2.2 1 1\n"]).statements == Ratio(1, 1)


def test_what_expat_would_ask_for_is_refused():
    """Behind the refusal of document types: neither can happen while that stands."""
    for refuse in (xml._entity, xml._external):
        with pytest.raises(Refused):
            refuse()


def test_a_reader_that_looks_at_nothing_gives_nothing():
    assert list(xml.walk(xml.XmlReader(Limits()), [b"<a>", b"</a>"], Limits())) == []


@pytest.mark.parametrize(
    ("value", "number"), [("12", 12), (" 7 ", 7), ("3.0", 3), (4, 4), (5.0, 5), ("+6", 6)]
)
def test_counts(value, number):
    assert count(value, "x") == number


@pytest.mark.parametrize("value", [True, None, -1, 1.5, "1_000", "", [], {}, 10**400])
def test_no_counts(value):
    with pytest.raises(Refused):
        count(value, "x")


def test_durations():
    assert seconds("1,234.5") == 1234.5
    assert seconds(1500, 0.001) == 1.5
    assert [seconds(value) for value in (None, True, "", [], 10**400, float("nan"))] == [None] * 6


def test_values_are_shown_short():
    assert shown("x" * 100) == repr("x" * 40 + "…")
    assert shown(10**5000) == "a number too large to write"
    assert shown([1]) == "'a list'"


@pytest.mark.parametrize(
    ("path", "tidied"),
    [
        ("/home/runner/work/tower/tower/src/a.py", "src/a.py"),
        ("D:\\a\\tower\\tower\\src\\a.cs", "src/a.cs"),
        ("/__w/tower/tower/a.c", "a.c"),
        ("/github/workspace/a.c", "a.c"),
        ("/home/runner/work/tower/other/a.c", "/home/runner/work/tower/other/a.c"),
        ("././a.c", "a.c"),
        ("src\\a.c", "src/a.c"),
    ],
)
def test_paths_are_relative_to_a_runners_checkout(path, tidied):
    assert tidy(path) == tidied


def test_reports_are_values():
    first, second = (read("junit.xml", [b'<testsuite><testcase name="a"/></testsuite>']) for _ in range(2))
    assert isinstance(first, TestReport)
    assert first == second
    assert hash(first) == hash(second)
