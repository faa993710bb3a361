"""What is not there, not yet there, or takes too long."""

import asyncio

import pytest

from bot.sandbox import Sandbox, hooks
from tests.builders_sandbox import REPO, Listener


@pytest.mark.parametrize(
    "path",
    [
        *("check-runs/9", "check-runs/9/annotations", "check-suites/9/check-runs", "issues/comments/9"),
        *("actions/runs/9", "actions/runs/9/jobs", "actions/artifacts/9/zip", "pulls/9", "pulls/9/files"),
        *("git/commits/none", "branches/none", "compare/main"),
    ],
)
async def test_what_is_not_there_is_404(app, path):
    assert (await app.get(f"{REPO}/{path}")).status_code == 404


async def test_unknown_repositories_and_installations_are_404(app):
    assert (await app.get("/repositories/9")).status_code == 404
    assert (await app.as_app("GET", "/app/installations/9")).status_code == 404


@pytest.mark.parametrize("said", ["", "Basic abc", "Bearer", "token ghs_short", "Bearer ghs_1.2.3"])
async def test_other_credentials_are_401(app, said):
    answer = await app.client.get(REPO, headers={"authorization": said})
    assert answer.status_code == 401


async def test_a_delivery_that_is_not_answered_in_time_is_504(github, shop, monkeypatch):
    monkeypatch.setattr(hooks, "_TIMEOUT", 0.1)

    async def say_nothing(reader, writer):
        await reader.read()
        writer.close()
        await writer.wait_closed()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with Sandbox(key=github.app.private_key) as slow:
        slow.hook(f"http://127.0.0.1:{silent.sockets[0].getsockname()[1]}")
        slow.organisation("acme")
        assert await slow.settle(0.01) is False
        assert await slow.settle()
        assert [(one.status, one.status_code) for one in slow.deliveries] == [("timed out", 504)]
    silent.close()
    await silent.wait_closed()
    await asyncio.sleep(0.05)


async def test_deliveries_on_their_way_end_with_the_sandbox(key):
    sandbox = Sandbox(key=key)
    await sandbox.start()
    async with Listener(sandbox) as hook:
        sandbox.next_hook(kind="delay", seconds=60)
        sandbox.organisation("acme")
        await asyncio.sleep(0.05)
        await sandbox.stop()
    assert hook.heard == []


async def test_a_hook_taken_away_gets_nothing_more(github, shop):
    async with Listener(github) as hook:
        github.next_hook(kind="delay", seconds=0.1)
        shop.open_issue("x")
        github.hook(None)
        assert await github.settle()
    assert hook.heard == []
    assert github.deliveries[-1].status == "PENDING"


async def test_without_a_secret_nothing_is_signed(github, shop):
    github.app.webhook_secret = ""
    async with Listener(github) as hook:
        shop.open_issue("x")
        await hook.events()
    assert {name for name in hook.heard[0][0] if name.startswith("x-hub")} == set()


async def test_what_is_private_is_seen_by_its_own_installation(github, app):
    eve = github.person("eve")
    diary = eve.repository("diary", private=True)
    diary.commit("main", {"a": "b"}, "Begin", "eve")
    assert (await app.get("/repos/eve/diary")).status_code == 404
    eve.install()
    path = f"/app/installations/{eve.installation().id}/access_tokens"
    app.token = (await app.as_app("POST", path)).json()["token"]
    shown = (await app.get("/repos/eve/diary")).json()
    assert (shown["visibility"], "organization" in shown) == ("private", False)
    number = diary.open_issue("Mine", user="eve")
    assert (await app.get(f"/repos/eve/diary/issues/{number}")).json()["author_association"] == "OWNER"
    diary.scene("bob")
    answer = (await app.get("/repos/eve/diary/collaborators/bob/permission")).json()
    assert answer["permission"] == "none"


async def test_a_fork_knows_its_parent(github, shop, app):
    fork = shop.fork("mallory")
    github.person("mallory").install([fork])
    number = github.person("mallory").installation().id
    path = f"/app/installations/{number}/access_tokens"
    app.token = (await app.as_app("POST", path, {"repositories": ["shop"]})).json()["token"]
    shown = (await app.get("/repos/mallory/shop")).json()
    assert (shown["fork"], shown["parent"]["full_name"]) == (True, "acme/shop")


async def test_a_pull_request_outlives_its_fork(github, shop, change):
    shop.pull(change.number).head = None
    async with Listener(github) as hook:
        shop.edit_pull(change.number, title="Orphan")
        edited = (await hook.payloads("pull_request", "edited"))[0]["pull_request"]
    assert (edited["title"], edited["head"]["repo"], edited["head"]["sha"]) == ("Orphan", None, change.head)
