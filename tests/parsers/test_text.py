"""Bytes that no editor would write: broken sequences, lost bytes, escapes of a terminal, odd line ends."""

from __future__ import annotations

from parsers import read


def _states(data):
    return [(claim.line, claim.subject) for claim in read("STATUS.md", data).claims if claim.kind == "state"]


def test_a_broken_byte_among_good_ones_is_one_lost_character():
    document = read("STATUS.md", "- ✅ Größe\n- ✅ Übung\n".encode() + b"- \xff\n")
    assert document.encoding.name == "utf-8"
    assert [claim.subject for claim in document.claims] == ["Größe", "Übung"]


def test_letters_of_one_byte_are_read_as_such():
    document = read("STATUS.md", "- [x] Größe\n- [x] Übung\n".encode("cp1252"))
    assert document.encoding.name == "cp1252"
    assert [claim.subject for claim in document.claims] == ["Größe", "Übung"]


def test_escapes_of_a_terminal_are_invisible_and_keep_the_columns():
    document = read("STATUS.md", b"- \x1b[32mAuth\x1b[0m: 40% complete\n")
    (claim,) = document.claims
    assert claim.subject == "Auth"
    start, end = claim.figures[0].columns
    assert document.lines[0][start:end] == "40"


def test_nulls_and_joiners_are_invisible():
    assert _states("- [x] A\x00u\u200bth\n".encode()) == [(1, "Auth")]


def test_lone_returns_end_lines_only_where_there_is_no_other_end():
    assert _states(b"- [x] Auth\r- [x] Catalog\r") == [(1, "Auth"), (2, "Catalog")]
    assert _states(b"- [x] Auth\n- [x] Cata\rlog\n")[0] == (1, "Auth")
    assert len(read("STATUS.md", b"- [x] Auth\n- [x] Cata\rlog\n").lines) == 3


def test_an_empty_document_claims_nothing():
    document = read("STATUS.md", b"")
    assert not document.claims
    assert not document.problems
    assert document.lines == ("",)


def test_a_claim_over_two_lines_has_the_figures_of_its_own_line():
    document = read("STATUS.md", b"- Parser: 36/38 tests passing\n  (95%)\n")
    (claim,) = document.claims
    assert claim.value.percent == 95
    assert [(figure.role, document.lines[0][slice(*figure.columns)]) for figure in claim.figures] == [
        ("passing", "36"),
        ("total", "38"),
    ]
