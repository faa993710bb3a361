"""Deliveries that never come, and what a look costs when they do."""

from datetime import timedelta

import pytest

from tests.builders_adversity import stage
from tests.builders_e2e import green

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


async def test_a_sweep_at_the_start_heals_what_was_never_delivered(database_url, tmp_path):
    async with stage(database_url, tmp_path) as scenes:
        scene = scenes("acme")
        github = scene.github
        await scene.rest()
        github.next_hook(kind="lose", times=10_000)
        scene.begin()
        number, head = scene.boast()
        await github.settle()
        await scene.stop()
        await scene.start(sweep=True)
        await scene.until(lambda: scene.comments(number))
        await scene.rest()
        assert len(scene.comments(number)) == len(scene.checks(head)) == len(scene.issues()) == 1
        moved = scene.shop.commit("boast", {"a.txt": "x"}, "More")
        green(scene.shop, moved)
        await scene.stop()
        await scene.start()
        await scene.pause(3)
        assert scene.checks(moved) == [], "the last sweep is young: nothing says that there is anything"
        await scene.stop()
        await scene.start(sweep=True)
        await scene.until(lambda: scene.checks(moved))
        await scene.rest()
        assert len(scene.comments(number)) == len(scene.checks(moved)) == 1


async def test_a_delivery_that_failed_is_asked_for_again(database_url, tmp_path):
    """The service was down: GitHub lists the deliveries as failed, and the sweep has them sent again."""
    async with stage(database_url, tmp_path) as scenes:
        scene = scenes("acme")
        scene.begin()
        number, _ = scene.boast()
        await scene.rest()
        (comment,) = scene.comments(number)
        await scene.stop()
        scene.shop.delete_comment(comment.id)
        await scene.github.settle()
        for delivery in scene.github.deliveries:
            delivery.delivered_at -= timedelta(hours=1)
        await scene.start(sweep=True)
        await scene.until(lambda: scene.comments(number))
        await scene.rest()
        assert len(scene.comments(number)) == 1


async def test_what_a_look_costs(database_url, tmp_path):
    """Cold: the first look at a pull request. Warm: another event with nothing changed."""
    async with stage(database_url, tmp_path) as scenes:
        scene = scenes("acme")
        scene.begin()
        await scene.rest()
        before = len(scene.github.requests)
        number, _ = scene.boast()
        await scene.rest()
        cold = scene.github.requests[before:]
        before = len(scene.github.requests)
        scene.shop.edit_pull(number, "bob", body="Nothing changed.")
        await scene.rest()
        warm = scene.github.requests[before:]
        for name, rows in (("cold", cold), ("warm", warm)):
            free = sum(row["status"] == 304 for row in rows)
            print(f"{name}: {len(rows)} requests, {free} not modified, {len(rows) - free} charged")
        assert len(cold) <= 30, "the survey, the first look with its writes, and the look after them"
        charged = [row["path"] for row in warm if row["status"] != 304]
        assert len(charged) <= 3, charged
