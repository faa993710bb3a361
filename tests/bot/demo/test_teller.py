"""Lines for a terminal: colour only where it is wanted."""

import io

from bot.demo.teller import Teller
from bot.demo.waiting import Untold


def told(colour):
    out = io.StringIO()
    teller = Teller(out, colour=colour)
    teller.chapter(2, "A pull request")
    teller.act("linus pushes")
    teller.act("→ one comment")
    teller.failed(2, Untold("a comment", "nothing"))
    teller.look_around("http://127.0.0.1:1", "http://127.0.0.1:2")
    return out.getvalue()


def test_without_colour_there_is_none():
    assert "\x1b" not in told(colour=False)


def test_colour_changes_no_word():
    coloured = told(colour=True)
    assert "\x1b[1m2. A pull request\x1b[0m\n" in coloured
    assert "   linus pushes\n" in coloured
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[32m"):
        assert code in coloured
        coloured = coloured.replace(code, "")
    assert coloured == told(colour=False)


def test_a_failure_names_what_was_expected_and_what_is_there():
    assert (
        "   ✗ chapter 2 did not come out as told\n     expected: a comment\n     there is: nothing\n"
        in told(colour=False)
    )
    assert str(Untold("a comment", "nothing")) == "expected a comment; there is nothing"


def test_every_page_has_its_address():
    assert "   Statusproof's own pages     http://127.0.0.1:2/\n" in told(colour=False)
    assert "http://127.0.0.1:1/tidewater/harbour/pull/3\n" in told(colour=False)
