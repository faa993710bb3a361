"""Links to further pages, and which of them are followed."""

from __future__ import annotations

import pytest

from bot.github.links import leads_home, next_page


@pytest.mark.parametrize(
    ("header", "url"),
    [
        (
            '<https://a.test/x?page=2>; rel="next", <https://a.test/x?page=9>; rel="last"',
            "https://a.test/x?page=2",
        ),
        (
            '<https://a.test/x?page=1>; rel="prev", <https://a.test/x?page=3>; rel="next"',
            "https://a.test/x?page=3",
        ),
        ('<https://a.test/x?page=1>; rel="prev"', None),
        ("", None),
        (None, None),
    ],
)
def test_the_next_page_is_the_one_named_so(header, url):
    assert next_page(header) == url


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://api.github.test/repositories/1", True),
        ("https://api.github.test:443/x", True),
        ("https://api.github.test:444/x", False),
        ("http://api.github.test/x", False),
        ("https://api.github.test.evil.test/x", False),
        ("https://user@evil.test/api.github.test", False),
        ("https://[broken/x", False),
        ("https://api.github.test:port/x", False),
    ],
)
def test_only_the_api_itself_is_home(url, home):
    assert leads_home(url, "https://api.github.test") is home
