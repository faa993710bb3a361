"""Two hundred mixed deliveries for one pull request within seconds, and crashes at every moment of the work."""

import asyncio
import random
import signal

import httpx
import pytest

from bot.sandbox import Sandbox
from tests.builders_e2e import (
    STATUS,
    TREE,
    Service,
    at_rest,
    checks_of_ours,
    comments_of_ours,
    green,
    issues_of_ours,
    ready,
    serving,
    until,
)
from tests.builders_sandbox import broken_rows

pytestmark = pytest.mark.slow


def scene(github):
    """A repository with a blocker on its default branch and a pull request that says too much."""
    shop = github.organisation("acme").repository("shop")
    green(shop, shop.commit("main", TREE, "Begin"))
    head = shop.commit("boast", {"STATUS.md": STATUS.replace("121 tests", "300 tests")}, "Boast")
    number = shop.open_pull("boast", "main", "Boast", "", "bob")
    green(shop, head)
    return shop, head, number


def writes_of_ours(github):
    return [
        row
        for row in github.requests
        if row["method"] != "GET" and not row["path"].startswith(("/app/", "/graphql"))
    ]


async def settled(github, database_url, shop, head, number):
    await at_rest(github, database_url, 90)
    assert len(comments_of_ours(github, shop, number)) == 1
    assert len(checks_of_ours(shop, head)) == 1
    assert len(checks_of_ours(shop, shop.tip("main"))) == 1
    assert len(issues_of_ours(github, shop)) == 1


async def test_two_hundred_mixed_deliveries(database_url, tmp_path):
    """Doubled, reordered and concurrent: one comment, one check run per head, one issue; then silence."""
    async with Sandbox() as github, serving(github, database_url, tmp_path) as service:
        github.next_hook(kind="hold", times=10_000)
        shop, head, number = scene(github)
        for turn in range(25):
            shop.set_status(head, "lint", "success", description=f"run {turn}")
            shop.edit_pull(number, "bob", title=f"Boast {turn}")
        assert await github.settle()
        held = list(github.postman.held)
        shuffled = random.Random(7).choices(held, k=200 - len(held)) + held
        random.Random(8).shuffle(shuffled)
        assert len(shuffled) >= 200
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            answers = await asyncio.gather(
                *(client.post(github.app.hook_url, content=one.body, headers=one.headers) for one in shuffled)
            )
        assert {answer.status_code for answer in answers} == {202}
        github.postman.fates.clear()
        github.postman.held.clear()
        await settled(github, database_url, shop, head, number)

        before = len(writes_of_ours(github))
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            for one in held:
                answer = await client.post(github.app.hook_url, content=one.body, headers=one.headers)
                assert answer.status_code == 202
        await settled(github, database_url, shop, head, number)
        assert writes_of_ours(github)[before:] == []
        assert broken_rows(github.requests) == []
        assert "Traceback" not in service.printed()


MOMENTS = 20
AT_ONCE = 5


async def reached(github, count):
    """Wait until our app has sent so many requests, or has plainly finished."""
    for _ in range(3000):
        if len(github.requests) >= count:
            return
        await asyncio.sleep(0.002)


async def killed_at(moment, database_url, folder):
    """A fresh installation whose service is killed at its nth request to GitHub, and started again."""
    folder.mkdir()
    async with Sandbox() as github, serving(github, database_url, folder) as service:
        github.world.latency = 0.02
        shop, head, number = scene(github)
        assert await github.settle(60)
        await reached(github, 2 * moment + 1)
        service.kill()
        done = len(github.requests)
        service.start()
        await until(lambda: ready(service.url), 60, "the service to start again")
        # 20 s until the dead worker is taken for dead, the run, and air for a busy machine: within 60 s.
        await at_rest(github, database_url, 60)
        assert len(comments_of_ours(github, shop, number)) == 1
        assert len(checks_of_ours(shop, head)) == 1
        assert len(checks_of_ours(shop, shop.tip("main"))) == 1
        assert len(issues_of_ours(github, shop)) == 1
        assert broken_rows(github.requests) == []
        return done


@pytest.mark.timeout(600)
async def test_killed_at_twenty_moments(new_database, tmp_path):
    """kill -9 between the 202 and the last write, each time later: everything is done, nothing doubled."""
    moments = []
    for start in range(0, MOMENTS, AT_ONCE):
        batch = range(start, min(start + AT_ONCE, MOMENTS))
        async with asyncio.TaskGroup() as group:
            runs = [
                group.create_task(killed_at(moment, new_database(), tmp_path / str(moment)))
                for moment in batch
            ]
        moments += [run.result() for run in runs]
    assert len(set(moments)) > MOMENTS // 2, f"the kills fell together: {moments}"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
async def test_one_of_two_workers_lost(database_url, tmp_path, how):
    """The other takes over within 60 s; a frozen one that wakes up again writes nothing twice."""
    async with Sandbox() as github, serving(github, database_url, tmp_path) as service:
        github.world.latency = 0.02
        second = Service(github, database_url, tmp_path / "worker.log", "worker")
        second.start()
        try:
            await until(lambda: "working" in second.printed(), 60, "the worker to start")
            shop, head, number = scene(github)
            assert await github.settle()
            await reached(github, 12)
            second.process.send_signal(how)
            await at_rest(github, database_url, 60)
            if how == signal.SIGSTOP:
                second.process.send_signal(signal.SIGCONT)
                await asyncio.sleep(3)
                await at_rest(github, database_url, 60)
        finally:
            second.kill()
        assert len(comments_of_ours(github, shop, number)) == 1
        assert len(checks_of_ours(shop, head)) == 1
        assert len(issues_of_ours(github, shop)) == 1
        assert service.process.poll() is None
