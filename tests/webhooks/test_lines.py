import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhooks import lines
from webhooks.targets import Receipt, RepositoryName, Target


@given(st.text())
def test_text_from_outside_is_one_short_printable_line(text):
    safe = lines.inert(text)
    assert 0 < len(safe) <= 80
    assert safe.isascii()
    assert safe.isprintable()


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("push", "push"),
        ("", "-"),
        ("  ", "-"),
        ("a\r\nlevel=ERROR forged", "a??level=ERROR forged"),
        ("\x1b[31mred", "?[31mred"),
        ("\u202egnp", "?gnp"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 77 + "..."),
    ],
)
def test_how_text_is_made_inert(text, safe):
    assert lines.inert(text) == safe


def test_the_line_of_a_recorded_delivery():
    receipt = Receipt(
        "d-1", "push", None, b"{}", 5, RepositoryName(42, "octo/tower", private=False), (Target(5, 42),)
    )
    answer = lines.verified(receipt, 202, lines.recorded(receipt))
    assert answer.line == "delivery d-1 push octo/tower: 202 recorded, 1 target: i/5/r/42"


def test_the_line_of_a_delivery_that_asks_for_nothing():
    receipt = Receipt("d-1", "star", "created", b"{}")
    assert lines.verified(receipt, 202, lines.recorded(receipt)).line == (
        "delivery d-1 star.created -: 202 recorded, asks for nothing"
    )


def test_at_most_three_of_many_targets_are_named():
    receipt = Receipt("d-1", "push", None, b"{}", targets=tuple(Target(1, 2, pull=n) for n in range(1, 9)))
    assert lines.recorded(receipt) == "recorded, 8 targets: i/1/r/2/pull/1 i/1/r/2/pull/2 i/1/r/2/pull/3"


def test_unverified_headers_are_shown_inert():
    headers = {"x-github-delivery": "a\nb", "x-github-event": "e" * 100}
    line = lines.unverified(headers, 401, "signature wrong").line
    assert line == f"delivery a?b {'e' * 77}... -: 401 signature wrong"


def test_programs_read_the_same_fields():
    receipt = Receipt("d-1", "push", None, b"{}", 5, RepositoryName(42, "octo/tower", private=False))
    assert lines.verified(receipt, 202, lines.recorded(receipt)).fields == {
        "delivery": "d-1",
        "event": "push",
        "repository": "octo/tower",
        "installation": 5,
        "status": 202,
        "why": "recorded, asks for nothing",
    }
