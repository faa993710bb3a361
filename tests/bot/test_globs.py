"""Globs over repository paths."""

from __future__ import annotations

import pytest

from bot.globs import covers, matches


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("STATUS.md", "STATUS.md"),
        ("/STATUS.md", "STATUS.md"),
        ("*.md", "STATUS.md"),
        ("docs/*.md", "docs/a.md"),
        ("docs/**", "docs/a/b.md"),
        ("**/Dockerfile", "Dockerfile"),
        ("**/Dockerfile", "a/b/Dockerfile"),
        ("a/**/z", "a/z"),
        ("a/**/b/**/z", "a/x/b/y/y/z"),
        ("**/x/**", "a/x/b/c"),
        ("docs/PHASE_?.md", "docs/PHASE_1.md"),
    ],
)
def test_a_glob_fits(glob, path):
    assert matches(glob, path)
    assert covers(glob, path)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*.md", "docs/STATUS.md"),
        ("docs/*.md", "docs/a/b.md"),
        ("docs/**", "docs2/a.md"),
        ("docs", "docs/a.md"),
        ("a/**/z", "a/z/y"),
        ("a/b/c", "a/b"),
        ("status.md", "STATUS.md"),
        ("", "a"),
    ],
)
def test_a_glob_does_not_fit(glob, path):
    assert not matches(glob, path)


def test_a_folder_covers_what_lies_in_it():
    assert covers("docs/archive", "docs/archive/2020/STATUS.md")
    assert covers("docs/archive/", "docs/archive/STATUS.md")
    assert not covers("docs/archive", "docs/archived/STATUS.md")


def test_hostile_globs_end():
    assert not matches("**/a" * 60, "a/" * 400 + "b")
    assert not matches("*a" * 100 + "b", "a" * 400)
