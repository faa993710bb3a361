"""Our own words are known again by their first line, and by nothing else."""

from __future__ import annotations

import pytest

from bot.markers import (
    COMMENT,
    END,
    fingerprint_in,
    is_comment,
    issue_marker,
    said_in,
    said_line,
    same,
    spliced,
)


def test_a_comment_is_known_by_its_first_line():
    assert is_comment(COMMENT + "\nbody")
    assert is_comment(COMMENT + "  \r\nbody")
    assert is_comment("\ufeff" + COMMENT)


@pytest.mark.parametrize("body", ["", "hello\n" + COMMENT, "> " + COMMENT, COMMENT + " x", "\n" + COMMENT])
def test_a_marker_anywhere_else_is_a_quotation(body):
    assert not is_comment(body)


def test_an_issue_names_its_finding():
    assert fingerprint_in(issue_marker("abcdef234567") + "\r\ntext") == "abcdef234567"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "text\n<!-- statusproof:issue abcdef234567 -->",
        "<!-- statusproof:issue ABC -->",
        "<!-- statusproof:issue a -->",
        COMMENT,
    ],
)
def test_what_is_no_marker_names_nothing(body):
    assert fingerprint_in(body) is None


@pytest.mark.parametrize("fingerprint", ["", "x --> y", "UPPERCASE1", "a" * 41])
def test_what_is_no_fingerprint_makes_no_marker(fingerprint):
    with pytest.raises(ValueError, match="not a fingerprint"):
        issue_marker(fingerprint)


def test_a_comment_tells_which_claims_it_speaks_of():
    line = said_line(["aaaaaaaaaaaa", "", "x --> y", "bbbbbbbbbbbb"])
    assert said_in(f"{COMMENT}\r\n{line}\r\ntext") == {"aaaaaaaaaaaa", "bbbbbbbbbbbb"}
    assert said_in(f"{COMMENT}\n{said_line(f'{n:012}' for n in range(500))}") == {
        f"{n:012}" for n in range(200)
    }


@pytest.mark.parametrize(
    "body", ["", COMMENT, COMMENT + "\ntext", COMMENT + "\n\n<!-- statusproof:said aaaaaaaaaaaa -->"]
)
def test_a_comment_without_that_line_tells_nothing(body):
    assert said_in(body) == frozenset()
    assert said_line([]) == ""


def test_line_ends_and_trailing_space_are_no_difference():
    assert same("a\r\nb  \r\n", "a\nb")
    assert same(None, "")
    assert same("a\rb\n\n", "a\nb")
    assert not same("a\nb", "a b")


def test_what_people_write_below_our_part_stays():
    assert spliced(f"old\n{END}\nmine: look at this", f"new\n{END}") == f"new\n{END}\nmine: look at this"


def test_a_body_without_its_end_line_belongs_to_people():
    assert spliced("rewritten by a person", f"new\n{END}") is None
