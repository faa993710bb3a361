"""Text damaged by a wrong decoding."""

from __future__ import annotations

import pytest

from tests.builders_contradictions import in_short, told, written


def test_damage_is_told_once_with_an_example():
    (one,) = told(written("# Fine", "- âœ… Auth", "- plain", "- âœ… Mail"))
    assert (one.rule, one.grade, one.lines) == ("encoding", "certain", (2, 4))
    assert (
        one.message
        == "2 lines hold text damaged by a wrong decoding (lines 2 and 4); line 2 has “âœ…” for “✅”."
    )


def test_lost_characters():
    (one,) = told(written("caf\ufffd"))
    assert one.message == (
        "1 line holds text damaged by a wrong decoding (line 1); line 1 has characters that were lost."
    )


@pytest.mark.parametrize(
    "text", ["✅ Größe naïve café", "We repair `âœ…` to a tick", "日本語", "âge, Ãlvaro"]
)
def test_text_that_is_whole(text):
    assert in_short(text) == []
