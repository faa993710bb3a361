"""Answers that speak of a rate limit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.github.limits import limit_of

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RESET = str(int((NOW + timedelta(minutes=30)).timestamp()))


@pytest.mark.parametrize(
    ("status", "headers", "message", "seconds"),
    [
        (403, {"retry-after": "30"}, "", 30),
        (429, {"retry-after": "30", "x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET}, "", 30),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET}, "API rate limit exceeded", 1800),
        (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET}, "", 1800),
        (403, {"x-ratelimit-remaining": "0"}, "", 60),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, "", 1),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "999999999999"}, "", 3900),
        (403, {"retry-after": "99999999"}, "", 3900),
        (429, {}, "", 60),
        (403, {"retry-after": "soon"}, "You have exceeded a secondary rate limit", 60),
        (403, {}, "You have triggered an abuse detection mechanism", 60),
    ],
)
def test_a_limit_says_when_to_come_back(status, headers, message, seconds):
    limit = limit_of(status, headers, message, NOW)
    assert limit is not None
    assert (limit.until - NOW).total_seconds() == seconds


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (403, {}, "Resource not accessible by integration"),
        (200, {"x-ratelimit-remaining": "1"}, ""),
        (404, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET}, ""),
        (500, {"retry-after": "5"}, ""),
    ],
)
def test_other_answers_speak_of_none(status, headers, message):
    assert limit_of(status, headers, message, NOW) is None


def test_without_a_named_time_the_wait_doubles_up_to_a_quarter_of_an_hour():
    waits = [limit_of(429, {}, "", NOW, strikes) for strikes in (0, 1, 2, 3, 4, 50)]
    assert [(limit.until - NOW).total_seconds() for limit in waits if limit] == [60, 120, 240, 480, 900, 900]


def test_the_end_of_another_window_stops_only_its_own_calls():
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET, "x-ratelimit-resource": "graphql"}
    limit = limit_of(200, headers, "", NOW)
    assert limit is not None
    assert not limit.whole
