"""The memory behind conditional requests."""

from __future__ import annotations

from bot.github.etags import ETags, Remembered


def remembered(size: int = 1000, etag: str | None = '"a"') -> Remembered:
    return Remembered(b"x" * size, etag, None)


def test_an_answer_is_found_under_its_token_only():
    etags = ETags()
    etags.put("one", "/x", remembered())
    assert etags.get("one", "/x") == remembered()
    assert etags.get("two", "/x") is None


def test_the_least_recently_used_go_first_when_it_is_full():
    etags = ETags(limit=8000)
    for url in "abcde":
        etags.put("t", url, remembered())
    etags.get("t", "a")
    etags.put("t", "f", remembered())
    assert [url for url in "abcdef" if etags.get("t", url)] == ["a", "c", "d", "e", "f"]
    assert etags.held <= 8000


def test_bytes_held_follow_what_is_put_and_dropped():
    etags = ETags()
    etags.put("t", "a", remembered(10))
    etags.put("t", "a", remembered(20))
    assert etags.held == remembered(20).size
    etags.drop("t", "a")
    etags.drop("t", "a")
    assert etags.held == 0


def test_what_cannot_be_asked_for_conditionally_is_not_kept():
    etags = ETags()
    etags.put("t", "a", remembered(etag=None))
    assert etags.held == 0


def test_one_large_answer_does_not_push_out_all_others():
    etags = ETags(limit=8000)
    etags.put("t", "a", remembered())
    etags.put("t", "b", remembered(5000))
    assert (etags.get("t", "a") is None, etags.get("t", "b") is None) == (False, True)


def test_an_etag_goes_before_a_date():
    assert Remembered(b"", '"a"', "yesterday").condition() == {"If-None-Match": '"a"'}
    assert Remembered(b"", None, "yesterday").condition() == {"If-Modified-Since": "yesterday"}
    assert Remembered(b"", None, None).condition() == {}
