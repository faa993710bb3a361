"""Lines a pull request touches."""

from __future__ import annotations

import pytest

from bot.collect.patches import touched_lines


@pytest.mark.parametrize(
    ("patch", "lines"),
    [
        ("@@ -0,0 +1,2 @@\n+a\n+b", {1, 2}),
        ("@@ -1,3 +1,3 @@\n a\n-b\n+c\n d", {2}),
        ("@@ -1 +1 @@ heading\n-a\n+b\n\\ No newline at end of file", {1}),
        ("@@ -1,2 +1,1 @@\n a\n-b", set()),
        ("@@ -1,2 +1,3 @@\n a\n+b\n c\n@@ -10,2 +11,3 @@ x\n d\n+e\n+f", {2, 12, 13}),
        ("@@ -1,3 +1,4 @@\n a\n\n+b", {3}),
        ("@@ -1 +1,2 @@\n a\n+@@ -1 +50 @@\n", {2}),
        (None, set()),
        ("", set()),
    ],
)
def test_added_lines_are_numbered_as_in_the_head(patch, lines):
    assert touched_lines(patch) == lines
