"""Hostile reports, made here: a name, the file's name, its bytes in chunks, and what the problem must say."""

from __future__ import annotations

from pathlib import Path

FIXTURES = Path(__file__).parent / "parsers" / "reports" / "fixtures"
MEGABYTE = 1_000_000


def fixture(name):
    return (FIXTURES / name).read_bytes()


def repeated(start, middle, times, end=b""):
    """A large file without holding it: `middle` so many times."""
    yield start
    block = middle * max(1, 65_536 // len(middle))
    whole, rest = divmod(times * len(middle), len(block))
    for _ in range(whole):
        yield block
    yield block[:rest]
    yield end


def cuts(name, number):
    """The fixture cut at so many places from its first byte to its last but a few."""
    content = fixture(name).rstrip()
    places = sorted({max(1, len(content) * step // (number + 1)) for step in range(1, number + 1)})
    return [(f"{name} cut at {at}", name, content[:at]) for at in places]


def truncated():
    """Every format at several kinds of place: inside a tag, a name, a number, a string, between elements."""
    rows = []
    for name in ("junit-pytest.xml", "TEST-surefire.xml", "junit-phpunit.xml", "nunit3.xml"):
        rows += cuts(name, 8)
    for name in (
        "nunit2.xml",
        "xunit.xml",
        "results.trx",
        "cobertura.xml",
        "jacoco.xml",
        "clover-phpunit.xml",
    ):
        rows += cuts(name, 6)
    for name in (
        "opencover.xml",
        "pytest.report.json",
        "mocha.json",
        "jest-results.json",
        "ctrf-report.json",
    ):
        rows += cuts(name, 6)
    for name in (
        "coverage.json",
        "coverage-final.json",
        "coverage-summary.json",
        ".resultset.json",
        "llvm-cov.json",
    ):
        rows += cuts(name, 5)
    for name in ("xccov.json", "wall.gcov.json", "tarpaulin-report.json", ".last_run.json"):
        rows += cuts(name, 4)
    lcov, tap, go = fixture("lcov.info"), fixture("tap13.tap"), fixture("go-test.jsonl")
    rows += [(f"lcov cut at {at}", "lcov.info", lcov[:at]) for at in (40, 80, 120, 190)]
    rows += [(f"tap cut at {at}", "x.tap", tap[:at]) for at in (24, 40, 60, 160)]
    rows += [(f"go test cut at {at}", "go-test.json", go[:at]) for at in (90, 300, 700, 900, 1000)]
    rows += [("libtest cut", "libtest.json", fixture("libtest.json")[:260])]
    rows += [("go profile cut", "cover.out", fixture("cover.out")[:80])]
    return [(label, name, [content], "") for label, name, content in rows]


def entities():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    rows = [
        (
            "billion laughs",
            f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><testsuites>&a9;</testsuites>',
            "document type",
        ),
        (
            "quadratic blowup",
            f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><testsuites>{"&a;" * 50_000}</testsuites>',
            "document type",
        ),
        (
            "external entity",
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuites><testcase name="x">&a;</testcase></testsuites>',
            "document type",
        ),
        (
            "external entity of the network",
            '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]><testsuites>&a;</testsuites>',
            "document type",
        ),
        (
            "parameter entity",
            '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]><testsuites/>',
            "document type",
        ),
        (
            "external DTD with an entity used",
            '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><testsuites><a>&secret;</a></testsuites>',
            "an entity",
        ),
        ("unknown entity", "<testsuites>&nope;</testsuites>", "undefined entity"),
        ("unknown entity in an attribute", '<testsuites name="&nope;"/>', "undefined entity"),
        (
            "attribute default",
            '<!DOCTYPE x [<!ATTLIST testsuites tests CDATA "9">]><testsuites/>',
            "document type",
        ),
    ]
    return [(label, "junit.xml", [text.encode()], said) for label, text, said in rows]


def deep():
    ten_million = 10_000_000
    return [
        ("10 million elements deep", "junit.xml", repeated(b"<testsuites>", b"<a>", ten_million), "100 deep"),
        ("10 million suites deep", "junit.xml", repeated(b"", b"<testsuite>", ten_million), "100 deep"),
        ("10 million lists deep", "x.json", repeated(b"", b"[", ten_million), "100 deep"),
        ("10 million objects deep", "x.json", repeated(b"", b'{"a":', ten_million // 5), "100 deep"),
        (
            "a list deep in a line",
            "go-test.json",
            [b'{"Action":"pass","Package":"p","Test":', b"[" * 500_000],
            "not JSON",
        ),
        (
            "nested Cobertura",
            "coverage.xml",
            repeated(b'<coverage line-rate="1">', b"<packages>", 200),
            "100 deep",
        ),
    ]


def large():
    attributes = b" ".join(b'a%d=""' % n for n in range(65_536))
    return [
        (
            "65,536 attributes",
            "junit.xml",
            [b"<testsuite><testcase " + attributes + b"/></testsuite>"],
            "256 attributes",
        ),
        (
            "257 attributes",
            "junit.xml",
            [b"<testsuite " + b" ".join(b'a%d=""' % n for n in range(257)) + b"/>"],
            "256",
        ),
        (
            "a tag of 100 MB",
            "junit.xml",
            repeated(b"<testsuite><testcase name='", b"a", 100 * MEGABYTE),
            "longer than",
        ),
        (
            "a comment of 100 MB",
            "junit.xml",
            repeated(b"<testsuite><!--", b"a", 100 * MEGABYTE),
            "longer than",
        ),
        (
            "a processing instruction of 100 MB",
            "junit.xml",
            repeated(b"<testsuite><?a ", b"a", 100 * MEGABYTE),
            "longer than",
        ),
        ("a line of 100 MB", "lcov.info", repeated(b"TN:\nSF:", b"a", 100 * MEGABYTE), "longer than"),
        ("300 MB of tests", "junit.xml", repeated(b"<testsuite>", b" " * 64, 5 * MEGABYTE), "larger than"),
        (
            "40 MB of JSON",
            "x.json",
            repeated(b'{"numTotalTests": 1, "testResults": [', b" " * 64, 800_000),
            "larger than",
        ),
        ("too many values", "x.json", repeated(b"[", b"0,", 150_000, b"0]"), "values"),
        ("too many objects", "x.json", repeated(b"[", b"{},", 150_000, b"0]"), "values"),
        ("too many suites", "junit.xml", ([b"<testsuites>", *many_suites()]), "suites"),
        ("too many files", "lcov.info", many_files(), "files"),
        (
            "a line number beyond all files",
            "lcov.info",
            [b"SF:a\nDA:999999999,1\nend_of_record\n"],
            "line's number",
        ),
        ("lines beyond all files", "lcov.info", high_lines(), "lines together"),
        ("blocks that overlap", "cover.out", overlapping_blocks(), "lines together"),
        ("branches beyond a line", "x.json", wide_branches(), "more than 65,535"),
        ("one file many times", "coverage.xml", one_file_many_times(), "too often"),
    ]


def many_suites():
    for start in range(0, 6_000, 1_000):
        numbers = range(start, start + 1_000)
        yield b"".join(b'<testsuite name="%d"><testcase name="a"/></testsuite>' % n for n in numbers)


def many_files():
    for start in range(0, 6_000, 1_000):
        yield b"".join(b"SF:%d\nend_of_record\n" % n for n in range(start, start + 1_000))


def high_lines():
    for number in range(30):
        yield b"SF:%d\nDA:1999999,1\nend_of_record\n" % number


def overlapping_blocks():
    yield b"mode: set\n"
    for column in range(4_000):
        yield b"a.go:1.%d,60000.1 1 1\n" % column


def wide_branches():
    arms = b",".join([b"1"] * 66_000)
    return [b'{"a.js": {"path": "a.js", "statementMap": {}, "s": {}, "f": {}, "b": {"0": [' + arms + b"]}}}"]


def one_file_many_times():
    yield b'<coverage line-rate="1"><packages><package><classes>'
    yield b'<class filename="a"><lines><line number="1900000" hits="1"/></lines></class>'
    for _ in range(40):
        yield b'<class filename="a"><lines><line number="1" hits="1"/></lines></class>'


def numbers():
    rows = []
    wrong = ("-1", "NaN", "nan", "Infinity", "1e400", "9" * 30, "9" * 5_000, "0x10", "١٢٣", "1.5", "many")
    for value in wrong:
        content = f'<testsuite name="s" tests="{value}"><testcase name="a"/></testsuite>'
        rows.append((f"{value[:12]} ({len(value)}) tests in JUnit", "junit.xml", content, "number of tests"))
    for value in ("-1", "NaN", "9" * 30, "1e400", "", "2.5"):
        line = f'<line number="3" hits="{value}"/>'
        content = f'<coverage line-rate="1"><class filename="a"><lines>{line}</lines></class></coverage>'
        rows.append((f"{value[:12]} ({len(value)}) hits in Cobertura", "coverage.xml", content, "hits"))
    rows += [
        (f"line rate {value}", "coverage.xml", f'<coverage line-rate="{value}"/>', "share")
        for value in ("-0.5", "NaN", "1.5", "inf", "x")
    ]
    for value in ("3/2", "(3/2)", "150% (3/2)", "50%"):
        line = f'<line number="3" hits="1" branch="true" condition-coverage="{value}"/>'
        content = f'<coverage line-rate="1"><class filename="a"><lines>{line}</lines></class></coverage>'
        rows.append((f"branches {value}", "coverage.xml", content, "branches of a line"))
    for value in (
        "-1",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "9" * 40,
        "9" * 5_000,
        "true",
        '"x"',
        "null",
        "[]",
    ):
        content = (
            f'{{"stats": {{"passes": {value}, "failures": 0, "pending": 0}}, "passes": [], "failures": []}}'
        )
        rows.append((f"{value[:12]} ({len(value)}) passes in Mocha", "mocha.json", content, ""))
    rows += [
        (f"{value} percent in SimpleCov", ".last_run.json", f'{{"result": {{"line": {value}}}}}', "")
        for value in ("-3", "101", "NaN", "1e999", '"90"x', "{}")
    ]
    records = (
        "DA:-1,1",
        "DA:0,1",
        "DA:1,-1",
        "DA:1,NaN",
        "DA:1",
        "DA:99999999999,1",
        "BRDA:1,0,0,-2",
        "BRDA:1,0",
    )
    rows += [(f"LCOV {record}", "lcov.info", f"SF:a\n{record}\nend_of_record\n", "") for record in records]
    blocks = ("a.go:1.1,2.2 -1 1", "a.go:9.1,2.2 1 1", "a.go:1.1,2.2 1 -1", "a.go:1.1,2.2 99999999 1", "a.go")
    rows += [(f"Go block {block}", "cover.out", f"mode: set\n{block}\n", "") for block in blocks]
    rows += [
        (
            "negative counter in JaCoCo",
            "jacoco.xml",
            '<report><counter type="LINE" missed="-1" covered="2"/></report>',
            "missed",
        ),
        ("negative total in TRX", "x.trx", '<TestRun><Counters total="-5"/></TestRun>', "number of total"),
        ("negative totals in NUnit", "nunit.xml", '<test-run passed="-1"/>', "number of passed"),
        ("negative totals in NUnit 2", "nunit.xml", '<test-results total="-1"/>', "number of total"),
        (
            "negative totals in xUnit",
            "xunit.xml",
            '<assemblies><assembly passed="-1"/></assemblies>',
            "number of passed",
        ),
        (
            "negative metrics in Clover",
            "clover.xml",
            '<coverage generated="1"><project><metrics statements="-1"/></project></coverage>',
            "statements",
        ),
        (
            "negative points in OpenCover",
            "opencover.xml",
            '<CoverageSession><Summary numSequencePoints="-1" visitedSequencePoints="0"/></CoverageSession>',
            "numSequencePoints",
        ),
        (
            "negative total in libtest",
            "libtest.json",
            '{"type":"suite","event":"ok","passed":-1}',
            "number of passed",
        ),
        ("a TAP plan beyond all", "x.tap", "1..99999999999999\nok 1\n", "the plan"),
    ]
    return [(label, name, [text.encode()], said) for label, name, text, said in rows]


def encodings():
    junit = '<testsuite name="s"><testcase name="é"/></testsuite>'
    return [
        ("Latin-1 without saying so", "junit.xml", [junit.encode("latin-1")], "invalid token"),
        (
            "an encoding nobody knows",
            "junit.xml",
            [b'<?xml version="1.0" encoding="klingon"?><testsuite/>'],
            "encoding",
        ),
        (
            "an encoding of several bytes",
            "junit.xml",
            [b'<?xml version="1.0" encoding="shift_jis"?><testsuite/>'],
            "encoding",
        ),
        (
            "UTF-16 that says UTF-8",
            "junit.xml",
            ['<?xml version="1.0" encoding="utf-8"?><testsuite/>'.encode("utf-16")],
            "",
        ),
        ("UTF-7", "junit.xml", [b'<?xml version="1.0" encoding="utf-7"?><testsuite/>'], ""),
        ("half a UTF-16", "x.json", ['{"stats": 1}'.encode("utf-16")[:-1]], "not UTF-16"),
        ("Latin-1 in JSON", "x.json", ['{"a": "é"}'.encode("latin-1")], "not UTF-8"),
        ("Latin-1 in LCOV", "lcov.info", ["TN:\nSF:é\nend_of_record\n".encode("latin-1")], "not text"),
        ("half a letter at the end of TAP", "x.tap", ["1..1\nok 1 é".encode()[:-1]], "not text"),
        ("NUL bytes in XML", "junit.xml", [b"<testsuite>\0</testsuite>"], "not well-formed"),
        ("NUL bytes only", "junit.xml", [bytes(10_000)], "empty"),
        ("an overlong UTF-8", "junit.xml", [b'<testsuite name="\xc0\xaf"/>'], "not well-formed"),
        ("a lone surrogate in UTF-8", "lcov.info", [b"SF:\xed\xa0\x80\nend_of_record\n"], "not text"),
    ]


def malformed():
    rows = [
        ("a duplicated attribute", "junit.xml", '<testsuite tests="1" tests="2"/>', "duplicate attribute"),
        (
            "a duplicated attribute of a case",
            "junit.xml",
            '<testsuite><testcase name="a" name="b"/></testsuite>',
            "duplicate attribute",
        ),
        (
            "a duplicated name in JSON",
            "mocha.json",
            '{"stats": {}, "stats": {}, "passes": [], "failures": []}',
            "not JSON",
        ),
        ("tags that do not match", "junit.xml", "<testsuite><testcase></testsuite>", "mismatched tag"),
        ("two roots", "junit.xml", "<testsuite/><testsuite/>", "junk"),
        ("text behind the root", "junit.xml", "<testsuite/>x", "not well-formed"),
        ("HTML", "junit.xml", "<!DOCTYPE html><html><body><p>502 Bad Gateway</p></body></html>", "no report"),
        ("HTML with an open tag", "report.xml", "<html><p>oops</html>", "mismatched tag"),
        ("another JSON", "package.json", '{"name": "x"}', "no report format"),
        ("a JSON list", "x.json", "[1, 2]", "no report format"),
        ("prose", "notes.txt", "Nothing to see here.", "no report format"),
        ("nothing", "junit.xml", "", "empty"),
        ("blanks", "junit.xml", " \n\t ", "empty"),
        ("an empty LCOV", "lcov.info", "\n", "empty"),
        ("a closing brace too many", "mocha.json", '{"stats": {}}}', "closes nothing"),
        ("a bracket that does not match", "mocha.json", '{"stats": [}', "closes nothing"),
        ("JSON with a comma too many", "mocha.json", '{"stats": {},, "passes": []}', "not JSON"),
        (
            "a list where an object stands",
            "mocha.json",
            '{"stats": [], "passes": [], "failures": []}',
            "not an object",
        ),
        (
            "an object where a list stands",
            "mocha.json",
            '{"stats": {}, "passes": {}, "failures": []}',
            "not a list",
        ),
        (
            "a text where a test stands",
            "mocha.json",
            '{"stats": {}, "passes": ["x"], "failures": []}',
            "not an object",
        ),
        ("no percentage", ".last_run.json", '{"result": {"x": 1}}', "no percentage"),
        (
            "more covered than there is",
            "coverage-summary.json",
            '{"total": {"lines": {"total": 1, "covered": 2, "pct": 100}, "statements": {"total": 1, "covered": 1, "pct": 100}}}',
            "covers 2 of 1",
        ),
        (
            "a branch that is no pair",
            "coverage.json",
            '{"meta": {}, "files": {"a.py": {"executed_branches": [[1]]}}}',
            "not two lines",
        ),
        ("no record of LCOV", "lcov.info", "SF:a\nhello\nend_of_record\n", "no record"),
        (
            "a section that does not end",
            "lcov.info",
            "SF:a\nDA:1,1\nSF:b\nend_of_record\n",
            "without end_of_record",
        ),
        ("a plan not met", "x.tap", "1..3\nok 1\n", "3 tests were planned, 1 are there"),
        ("no plan", "x.tap", "ok 1\n", "without a plan"),
        ("a run given up", "x.tap", "1..1\nok 1\nBail out! no database\n", "given up"),
        (
            "a Go test that never ends",
            "go-test.json",
            '{"Action":"run","Package":"p","Test":"T"}\n',
            "did not end",
        ),
        ("a Go package that never ends", "go-test.json", '{"Action":"start","Package":"p"}\n', "did not end"),
        (
            "a Go package that does not build",
            "go-test.json",
            '{"Action":"fail","Package":"p","FailedBuild":"p"}\n',
            "did not build",
        ),
        (
            "a broken line of go test",
            "go-test.json",
            '{"Action":"run","Package":"p"}\n{"Action"\n',
            "not JSON",
        ),
        ("a broken line of libtest", "libtest.json", '{"type":"suite","event":"ok"}\n{"type"\n', "not JSON"),
        (
            "a suite of libtest that never ends",
            "libtest.json",
            '{"type":"suite","event":"started"}\n',
            "did not end",
        ),
        (
            "Jest files that could not run",
            "jest.json",
            '{"numTotalTests": 0, "testResults": [{"name": "a.js", "status": "failed", "assertionResults": []}]}',
            "could not be run",
        ),
        (
            "a TRX that was cut short",
            "x.trx",
            '<TestRun><ResultSummary outcome="Aborted"/></TestRun>',
            "cut short",
        ),
        (
            "xUnit errors outside tests",
            "xunit.xml",
            '<assemblies><assembly name="a" errors="2"/></assemblies>',
            "outside the tests",
        ),
    ]
    return [(label, name, [text.encode()], said) for label, name, text, said in rows]


def binaries():
    rows = [
        ("SQLite", ".coverage", b"SQLite format 3\0" + bytes(100), "coverage xml"),
        ("a zip", "x.zip", b"PK\x03\x04" + bytes(100), "zip"),
        ("an empty zip", "x.zip", b"PK\x05\x06" + bytes(18), "zip"),
        ("gzip", "x.gcov.json.gz", b"\x1f\x8b\x08\0" + bytes(100), "gzip"),
        ("bzip2", "x.bz2", b"BZh9" + bytes(100), "bzip2"),
        ("xz", "x.xz", b"\xfd7zXZ\0" + bytes(100), "xz"),
        ("7-Zip", "x.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), "7-Zip"),
        ("a property list", "x.xccovreport", b"bplist00" + bytes(100), "xccov"),
        ("an ELF program", "junit.xml", b"\x7fELF" + bytes(range(256)) * 10, "no report format"),
    ]
    return [(label, name, [content], said) for label, name, content, said in rows]


def hostile():
    """All of them."""
    return [
        *truncated(),
        *entities(),
        *deep(),
        *large(),
        *numbers(),
        *encodings(),
        *malformed(),
        *binaries(),
    ]
