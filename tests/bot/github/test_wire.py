"""The way to GitHub itself."""

from __future__ import annotations

import pytest

from bot.github.wire import proxy_for


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy.test:3128"}, "http://proxy.test:3128"),
        ({"ALL_PROXY": "http://any.test:1"}, "http://any.test:1"),
        ({"HTTPS_PROXY": "http://proxy.test:3128", "NO_PROXY": "github.test"}, None),
        ({"HTTP_PROXY": "http://plain.test:1"}, None),
    ],
)
def test_the_environments_proxy_is_used_unless_it_says_not_to(monkeypatch, environment, proxy):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for("https://api.github.test") == proxy
