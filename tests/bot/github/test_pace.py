"""The pace of one process."""

from __future__ import annotations

from datetime import timedelta

from bot.github import MemoryPace
from tests.builders_api import START, Clock


async def test_places_in_the_line_are_an_interval_apart_for_each_installation():
    pace = MemoryPace(clock=lambda: 100.0)
    assert [await pace.reserve_write(1, 2.0) for _ in range(3)] == [0, 2, 4]
    assert await pace.reserve_write(2, 2.0) == 0


async def test_the_longer_of_two_blocks_stands_and_ends():
    clock = Clock()
    pace = MemoryPace(now=clock)
    await pace.block(1, START + timedelta(seconds=60), "long")
    await pace.block(1, START + timedelta(seconds=5), "short")
    standing = await pace.blocked(1)
    assert standing is not None
    assert (standing.reason, standing.until) == ("long", START + timedelta(seconds=60))
    clock.now += timedelta(seconds=60)
    assert await pace.blocked(1) is None
    assert await pace.blocked(2) is None
