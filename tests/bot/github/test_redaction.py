"""What may stand in an error message."""

from __future__ import annotations

import pytest

from bot.github.redaction import quotable, redact
from tests.builders_api import private_key


@pytest.mark.parametrize(
    "secret",
    [
        "ghs_" + "a" * 36,
        "ghs_77_eyJhbGciOi." + "Ab-_." * 100 + "z",
        "ghp_" + "B" * 40,
        "github_pat_" + "c" * 60,
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiI3NyJ9.c2lnbmF0dXJl",
    ],
)
def test_a_secret_is_taken_out_whole(secret):
    assert redact(f"token {secret}, refused") == "token [secret], refused"


def test_a_private_key_is_taken_out_even_when_cut_short():
    key = private_key()
    assert redact(f"key {key}end") == "key [secret]\nend"
    assert redact(f"key {key[:300]}") == "key [secret]"


def test_words_of_others_are_one_printable_bounded_line():
    assert quotable("a\r\n\x1b[31mb\u202e  c") == "a [31mb c"
    assert quotable("word " * 100, 20) == "word word word word…"
    assert quotable({"x": 1}) == "{'x': 1}"
    assert len(quotable("ghs_" + "a" * 100_000, 50)) <= 50
