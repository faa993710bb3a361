"""A commit's paths as one text."""

from __future__ import annotations

from bot.rules.listing import Listing

LISTING = Listing.of(["b/c/d.py", "a.py", "b/e.py", "abc/x"])


def test_files_and_folders_stand_where_they_are():
    assert LISTING.has("a.py")
    assert LISTING.has("b/c")
    assert not LISTING.has("c")
    assert not LISTING.has("b/c/d")


def test_a_path_may_leave_its_leading_folders_out():
    assert LISTING.ending_so("c/d.py") == "b/c/d.py"
    assert LISTING.ending_so("c") == "b/c/d.py"
    assert LISTING.ending_so("a.py") == "a.py"
    assert LISTING.ending_so("bc/x") is None


def test_case_and_globs():
    assert LISTING.has_in_other_case("B/E.PY")
    assert not LISTING.has_in_other_case("B/F.PY")
    assert LISTING.has_match("b/**/*.py")
    assert not LISTING.has_match("b/*.rs")


def test_an_empty_tree_has_nothing():
    assert not Listing.of([]).has("a")
    assert Listing.of([]).ending_so("a") is None
