"""Which answers heal by themselves, and what is said of the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import Later, Never
from bot.github.failures import Missing, failure, said

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "message", "kind", "words"),
    [
        (500, "", Later, "GitHub failed on GET /repos/a/b: 500"),
        (503, "", Later, "503"),
        (409, "Conflict", Later, "busy"),
        (409, "Git Repository is empty.", Missing, "empty"),
        (401, "Bad credentials", Never, "private key"),
        (403, "This installation has been suspended", Never, "suspended"),
        (403, "Resource not accessible by integration", Never, "metadata: read"),
        (403, "Something else", Never, "403, Something else"),
        (404, "Not Found", Missing, "not open to the App"),
        (410, "Issues are disabled for this repo", Missing, "Issues are disabled"),
        (451, "DMCA", Never, "legal"),
        (422, "Validation Failed; Issue title missing_field", Never, "missing_field"),
        (418, "", Never, "no reason given"),
    ],
)
def test_every_answer_is_later_or_never_with_its_reason(status, message, kind, words):
    error = failure("GET /repos/a/b", status, message, {}, NOW)
    assert type(error) is kind
    assert words in str(error)


def test_later_names_a_moment():
    error = failure("GET /x", 502, "", {}, NOW)
    assert isinstance(error, Later)
    assert error.until == NOW + timedelta(seconds=30)


@pytest.mark.parametrize(
    ("call", "permission"),
    [
        ("POST /repos/a/b/check-runs", "checks: write"),
        ("GET /repos/a/b/commits/c/check-suites", "checks: read"),
        ("GET /repos/a/b/commits/c/statuses", "statuses: read"),
        ("GET /repos/a/b/git/trees/c", "contents: read"),
        ("GET /repos/a/b/pulls/1/files", "pull requests: read"),
        ("POST /repos/a/b/issues/1/comments", "issues: write"),
        ("POST /repos/a/b/labels", "issues: write"),
    ],
)
def test_a_missing_permission_is_named(call, permission):
    error = failure(call, 403, "Resource not accessible by integration", {}, NOW)
    assert f"lacks the permission {permission}," in str(error)


def test_the_answers_own_word_for_the_permission_goes_first():
    headers = {"x-accepted-github-permissions": "pull_requests=write,issues=write"}
    error = failure("POST /x", 403, "Resource not accessible by integration", headers, NOW)
    assert "pull_requests=write,issues=write" in str(error)


def test_githubs_words_lose_their_secrets():
    token = "ghs_" + "x" * 40
    for status in (401, 403, 404, 409, 422):
        assert token not in str(failure("GET /x", status, f"no {token}", {}, NOW))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"message": "Bad"}, "Bad"),
        (
            {
                "message": "Validation Failed",
                "errors": [{"resource": "Issue", "code": "missing", "field": None}, "x"],
            },
            "Validation Failed; Issue missing; x",
        ),
        ({"errors": "?"}, ""),
        (["?"], ""),
        (None, ""),
    ],
)
def test_an_error_body_is_read_as_far_as_it_goes(body, words):
    assert said(body) == words
