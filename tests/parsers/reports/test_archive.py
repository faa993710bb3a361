"""Artifacts: what is read of a zip archive, and what is refused, each with its name and reason."""

import io
import stat
import struct
import zipfile

import pytest

from parsers.reports import ArchiveLimits, Limits, Problem, TestReport, Totals, Unread
from parsers.reports.archive import Entry, looks_like_report, reports

JUNIT = b'<testsuite name="s"><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>'


def zipped(entries, *, method=zipfile.ZIP_DEFLATED, change=None):
    """A zip of (name, content) pairs; `change` may alter each entry's header."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (2026, 3, 1, 9, 0, 0))
            info.compress_type = method
            if change:
                change(info)
            archive.writestr(info, content)
    return held.getvalue()


def messages(archive, **limits):
    return [
        (found.where, found.message)
        for found in reports(archive, ArchiveLimits(**limits))
        if isinstance(found, Problem)
    ]


def test_report_looking_entries_are_read_and_others_passed_over():
    archive = zipped(
        [("build/", b""), ("build/TEST-a.xml", JUNIT), ("README.md", b"x"), ("pom.xml", b"<a/>")]
    )
    (found,) = reports(archive)
    assert isinstance(found, Entry)
    assert found.path == "build/TEST-a.xml"
    assert isinstance(found.report, TestReport)
    assert found.report.totals == Totals(passed=1, failed=1)


def test_a_file_object_is_read_in_place():
    file = io.BytesIO(zipped([("junit.xml", JUNIT)], method=zipfile.ZIP_STORED))
    assert [found.path for found in reports(file)] == ["junit.xml"]
    assert not file.closed


def test_the_limits_of_reports_apply_inside():
    (found,) = reports(zipped([("junit.xml", JUNIT)]), limits=Limits(cases=1))
    assert not found.report.complete


@pytest.mark.parametrize(
    ("path", "looks"),
    [
        ("results/anything.xml", True),
        ("pom.xml", False),
        ("a/AndroidManifest.xml", False),
        ("checkstyle-result.xml", False),
        ("node_modules/x/junit.xml", False),
        ("x.trx", True),
        ("cover.out", True),
        ("coverage/lcov.info", True),
        ("coverage/.resultset.json", True),
        ("package.json", False),
        ("go-test.json", True),
        ("statusproof-facts.json", True),
        (".coverage", True),
        (".coverage.runner.1", True),
        ("coverage/index.html", False),
        ("coverage/app.js.map", False),
        ("image.png", False),
    ],
)
def test_what_looks_like_a_report(path, looks):
    assert looks_like_report(path) is looks


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../junit.xml", "its path leads out of the archive"),
        ("a/../../junit.xml", "its path leads out of the archive"),
        ("/etc/junit.xml", "its path leads out of the archive"),
        ("C:/junit.xml", "its path leads out of the archive"),
        ("..\\..\\junit.xml", "its path leads out of the archive"),
        ("\\\\host\\junit.xml", "its path leads out of the archive"),
        ("a\njunit.xml", "its path holds control characters"),
        ("x" * 1001 + ".xml", "its path is longer than 1,000 characters"),
        ("inner.zip", "it is an archive inside the archive"),
        ("reports.tar.gz", "it is an archive inside the archive"),
    ],
)
def test_bad_paths_are_refused(name, message):
    ((where, said),) = messages(zipped([(name, JUNIT)]))
    assert said == message
    assert where == name.replace("\n", "?")[:200]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_special_files_are_refused(kind):
    def change(info):
        info.external_attr = (kind | 0o777) << 16

    ((where, said),) = messages(zipped([("junit.xml", b"/etc/passwd")], change=change))
    assert (where, said) == ("junit.xml", "it is a symbolic link or another special file")


def test_regular_files_by_mode_are_read():
    def change(info):
        info.external_attr = (stat.S_IFREG | 0o644) << 16

    assert messages(zipped([("junit.xml", JUNIT)], change=change)) == []


def test_encrypted_entries_are_refused():
    archive = bytearray(zipped([("junit.xml", JUNIT)]))
    archive[archive.rfind(b"PK\x01\x02") + 8] |= 1
    assert messages(bytes(archive)) == [("junit.xml", "it is encrypted")]


def test_other_compressions_are_refused():
    ((_, said),) = messages(zipped([("junit.xml", JUNIT)], method=zipfile.ZIP_LZMA))
    assert said == "it is compressed in a way that is not read here (method 14)"


def test_a_bomb_is_refused_by_its_ratio():
    archive = zipped([("junit.xml", b" " * 30_000_000)])
    assert len(archive) < 31_000
    assert messages(archive) == [("junit.xml", "it grows more than 200 times when it is unpacked")]


def test_a_small_file_may_shrink_a_lot():
    (found,) = reports(zipped([("junit.xml", JUNIT + b" " * 900_000)]))
    assert found.report.complete


def test_a_bomb_that_lies_about_its_size_ends_where_it_said():
    archive = bytearray(zipped([("junit.xml", JUNIT + b" " * 30_000_000)]))
    at = archive.rfind(b"PK\x01\x02")
    struct.pack_into("<L", archive, at + 24, 1000)
    (found,) = reports(bytes(archive))
    assert isinstance(found.report, Unread)
    assert "cannot be unpacked" in found.report.problems[0].message


def test_all_entries_together_are_bounded():
    archive = zipped([(f"{n}.xml", JUNIT) for n in range(3)])
    found = list(reports(archive, ArchiveLimits(unpacked=len(JUNIT) * 2)))
    assert [entry.report.complete for entry in found[:2]] == [True, True]
    assert "unpacks to more than" in found[2].report.problems[0].message


def test_the_number_of_reports_is_bounded():
    found = list(reports(zipped([(f"{n}.xml", JUNIT) for n in range(3)]), ArchiveLimits(reports=2)))
    assert [type(one) for one in found] == [Entry, Entry, Problem]


def test_the_number_of_problems_is_bounded():
    archive = zipped([(f"../{n}.xml", JUNIT) for n in range(9)])
    assert len(messages(archive, problems=4)) == 4


def test_an_entry_that_stands_twice_is_read_once():
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = zipped([("junit.xml", JUNIT), ("junit.xml", JUNIT)])
    found = list(reports(archive))
    assert isinstance(found[0], Entry)
    assert found[1].message == "it stands in the archive twice"


def test_a_damaged_entry_is_a_problem_of_its_report():
    archive = bytearray(zipped([("junit.xml", JUNIT), ("b.xml", JUNIT)], method=zipfile.ZIP_STORED))
    archive[archive.find(b'"a"') + 1] = ord("z")
    first, second = reports(bytes(archive))
    assert not first.report.complete
    assert "CRC" in first.report.problems[0].message
    assert second.report.complete


def test_an_entry_with_a_broken_header_is_a_problem_of_its_report():
    archive = bytearray(zipped([("junit.xml", JUNIT)]))
    archive[0:4] = b"XXXX"
    (found,) = reports(bytes(archive))
    assert isinstance(found.report, Unread)
    assert "cannot be unpacked" in found.report.problems[0].message


def test_too_many_entries_are_refused_before_they_are_listed():
    archive = zipped([(f"{n}.xml", b"") for n in range(20)])
    ((_, said),) = messages(archive, entries=19)
    assert said == "the archive has more than 19 entries"


def test_a_large_table_of_contents_is_refused_before_it_is_read():
    archive = zipped([(f"{n}.xml", b"") for n in range(20)])
    ((_, said),) = messages(archive, directory_bytes=500)
    assert said == "the table of contents is larger than 500 bytes"


def test_a_large_archive_is_refused():
    ((_, said),) = messages(zipped([("junit.xml", JUNIT)]), bytes=50)
    assert said == "the archive is larger than 50 bytes"


def test_zip64_is_bounded_by_its_own_numbers(monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
    archive = zipped([(f"{n}.xml", JUNIT) for n in range(4)])
    assert b"PK\x06\x06" in archive
    assert len(list(reports(archive))) == 4
    assert messages(archive, entries=3) == [("", "the archive has more than 3 entries")]


def test_a_comment_behind_the_end_is_no_hindrance():
    held = io.BytesIO(zipped([("junit.xml", JUNIT)]))
    with zipfile.ZipFile(held, "a") as archive:
        archive.comment = b"a comment"
    assert messages(held.getvalue()) == []


@pytest.mark.parametrize("cut", [0, 1, 10, 60, -30, -1])
def test_what_is_no_archive_is_a_problem(cut):
    archive = zipped([("junit.xml", JUNIT)])
    (found,) = reports(archive[:cut])
    assert isinstance(found, Problem)
    assert "no sound zip archive" in found.message


def test_a_table_of_contents_that_is_not_there_is_a_problem():
    archive = bytearray(zipped([("junit.xml", JUNIT)]))
    at = archive.rfind(b"PK\x01\x02")
    archive[at : at + 4] = b"XXXX"
    (found,) = reports(bytes(archive))
    assert "no sound zip archive" in found.message


def test_an_archive_smaller_than_the_large_end_record_is_read():
    assert list(reports(b"PK\x05\x06" + bytes(18))) == []
