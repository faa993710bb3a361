"""What is refused at every look is told once."""

from __future__ import annotations

from datetime import UTC, datetime

from bot import room


def test_what_was_said_is_known_until_it_is_too_much(monkeypatch):
    monkeypatch.setattr(room, "_MOST_SAID", 2)
    ours = room.Room(None, None, None, None, now=lambda: datetime.now(UTC))
    assert [ours.said_before(what) for what in ("a", "b", "a")] == [False, False, True]
    assert [ours.said_before(what) for what in ("c", "c", "a")] == [False, True, False]
