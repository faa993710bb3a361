from bot.reading.kept import Kept
from bot.reading.worker import Failure


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_the_least_recently_used_goes_first():
    kept = Kept(11_000, 60, Clock())
    kept.put("a", b"a" * 3000)
    kept.put("b", b"b" * 3000)
    assert kept.get("a") == b"a" * 3000
    kept.put("c", b"c" * 3000)
    assert [kept.get(key) is not None for key in "abc"] == [True, False, True]


def test_an_answer_replaces_another_without_counting_twice():
    kept = Kept(9000, 60, Clock())
    kept.put("other", b"o" * 3000)
    for _ in range(20):
        kept.put("a", b"a" * 3000)
    assert kept.get("other") is not None


def test_what_is_larger_than_everything_is_not_kept():
    kept = Kept(5000, 60, Clock())
    kept.put("a", b"a" * 9000)
    assert kept.get("a") is None


def test_small_entries_are_bounded_too():
    kept = Kept(10_000, 60, Clock())
    for number in range(50):
        kept.put(number, b"")
    assert sum(kept.get(number) is not None for number in range(50)) == 10


def test_a_failure_is_forgotten_a_document_is_not():
    clock = Clock()
    kept = Kept(100_000, 60, clock)
    kept.put("slow", Failure("time"))
    kept.put("read", b"document")
    clock.now = 59.0
    assert kept.get("slow") == Failure("time")
    clock.now = 60.0
    assert kept.get("slow") is None
    assert kept.get("read") == b"document"
    kept.put("slow", b"in time")
    assert kept.get("slow") == b"in time"
