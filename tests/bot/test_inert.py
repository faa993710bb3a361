"""Whatever a document holds, nothing of it is live when we repeat it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inert import cell, code, inert, link, plain, quote
from bot.visible import cut, visible
from tests.builders_speaking import HOSTILE, live, page, shown, tags

NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("@#:/.-_*`~[]()<>!|\\$&;=+ \n\t019afgh\u200b\u202e\u0301"), st.characters()
    ),
    max_size=60,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_inert_text_renders_as_its_visible_characters_and_nothing_else(text):
    markdown = inert(text, 300)
    assert live(markdown) == []
    assert tags(markdown) <= {"p"}
    assert shown(markdown) == visible(text, 300)


@given(NASTY)
def test_any_text_is_inert(text):
    markdown = inert(text, 300)
    assert live(markdown) == []
    assert tags(markdown) <= {"p"}
    assert shown(markdown) == visible(text, 300)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_never_adds_a_column_or_a_row(text):
    markdown = f"| a | b |\n|---|---|\n| {cell(text, 80)} | {cell(text, 80)} |"
    assert live(markdown) == []
    assert [name for name, _ in page(markdown).tags].count("td") == 2
    assert tags(markdown) == {"table", "thead", "tbody", "tr", "th", "td"}


@given(NASTY)
def test_any_text_stays_in_its_cell(text):
    made = [name for name, _ in page(f"| a |\n|---|\n| {cell(text, 80)} |").tags]
    assert made == ["table", "thead", "tr", "th", "tbody", "tr", "td"]


@pytest.mark.parametrize("text", HOSTILE)
def test_code_shows_the_visible_characters_and_cannot_be_closed_from_inside(text):
    markdown = "before " + code(text, 300) + " after"
    assert live(markdown) == []
    assert tags(markdown) == {"p", "code"}
    seen = re.sub("`{41,}", "`" * 40, visible(text, 300)) or "  "
    assert shown(markdown) == f"before {seen} after"


@given(NASTY)
def test_any_code_stays_code(text):
    assert [name for name, _ in page(code(text)).tags] == ["p", "code"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_quote_is_one_quoted_paragraph(text):
    markdown = quote(text, 300) + "\n\nafter"
    assert live(markdown) == []
    assert tags(markdown) <= {"blockquote", "p"}
    assert [name for name, _ in page(markdown).tags].count("blockquote") == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_is_inert_even_where_it_is_read_as_markdown(text):
    title = plain(text, 256)
    assert len(title) <= 256
    assert "\n" not in title
    assert live(title) == []
    assert not tags(title) & {"a", "img", "script", "details"}


def test_a_label_of_theirs_cannot_leave_its_link():
    for text in HOSTILE:
        markdown = link(inert(text, 80), "https://ci.test/run/1")
        assert [a for name, a in page(markdown).tags if name == "a"] == [{"href": "https://ci.test/run/1"}]


def test_an_address_with_markdown_in_it_stays_one_address():
    [(_, attributes)] = [
        t for t in page(link("x", 'https://ci.test/a(b)|c[d]*e*`f`?q="1"&copy=2#g')).tags if t[0] == "a"
    ]
    assert attributes["href"] == "https://ci.test/a%28b%29%7Cc%5Bd%5D*e*%60f%60?q=%221%22&copy=2#g"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.test",
        "",
        "not a url",
        "https://user:pass@ci.test/",
        "https://evil.test\\@ci.test/",
        "https://[::1/",
        "https://ci.test/a\nb",
        "https://ci.test/" + "a" * 2000,
        "https://github.com/acme/shop/issues/1",
        "https://github.com/acme/shop/pull/2/checks",
    ],
)
def test_what_is_no_safe_address_is_not_linked(url):
    assert link("label", url) == "label"


def test_an_ordinary_sentence_reads_as_before():
    assert inert("needs a Prisma schema (see docs)", 100) == "needs a Prisma schema (see docs)"


def test_long_text_is_cut_with_an_ellipsis():
    assert inert("one two three", 8) == "one two…"
    assert visible("one two", 7) == "one two"
    assert cut("abc", 1) == "…"
    assert cut("abc", 0) == ""


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("ab👨‍👩‍👧cd", 5, "ab…"),
        ("abe\u0301cd", 4, "ab…"),
        ("ab👍🏽cd", 4, "ab…"),
        ("🇩🇪🇫🇷🇮🇹", 4, "🇩🇪…"),
        ("🇩🇪🇫🇷🇮🇹", 5, "🇩🇪🇫🇷…"),
        ("a\u1100\u1161b나", 3, "a…"),
        ("⚠️⚠️⚠️", 4, "⚠️…"),
    ],
)
def test_no_character_is_cut_in_half(text, limit, kept):
    assert cut(text, limit) == kept


def test_an_endless_joined_run_is_cut_anyway():
    assert len(cut("a" + "\u200d" * 1000, 500)) == 500


def test_marks_pile_no_higher_than_four():
    assert visible("e" + "\u0301" * 50 + "x", 100) == "e" + "\u0301" * 4 + "x"


def test_a_joiner_stays_where_a_script_needs_it_and_nowhere_else():
    assert visible("می‌خواهم", 50) == "می‌خواهم"
    assert visible("👨‍👩", 50) == "👨‍👩"
    assert visible("oct\u200docat a\u200cé \u200d", 50) == "octocat aé"
