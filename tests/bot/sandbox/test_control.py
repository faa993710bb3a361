"""A sandbox in a process of its own, told what to do over HTTP."""

import asyncio
import signal
import subprocess
import sys

import httpx
import pytest

from bot.sandbox import Remote, Sandbox
from bot.sandbox.__main__ import main
from tests.builders_sandbox import REPO, Listener, app_headers


@pytest.fixture
def there(github, shop):
    """The story API over HTTP, of the sandbox in this process."""
    return Remote(github.base_url)


async def test_a_story_is_told_from_another_process(github, shop, there):
    def tell():
        store = there.organisation("acme").repository("store")
        store.commit("main", {"STATUS.md": "Done.\n", "logo": b"\x89\xff"}, "Begin")
        fork = store.fork("mallory")
        head = fork.commit("fix", {"STATUS.md": "Really done.\n"}, "Fix", "mallory")
        number = store.open_pull("fix", title="Fix", author="mallory", fork=fork)
        run = store.finish_check(head, "test", title="1 passed")
        store.comment(number, "ada", "Thanks")
        issue = store.open_issue("Blocked")
        return store, head, number, run, issue

    store, head, number, run, issue = await asyncio.to_thread(tell)
    here = github.repository("acme/store")
    assert here.pull(number).head_sha == head
    assert here.it.git.run("cat-file", "blob", "main:logo") == b"\x89\xff"
    seen = await asyncio.to_thread(
        lambda: (
            store.pull(number),
            store.check_runs(head),
            store.comments(number),
            store.issue(issue),
            store.issues(),
        )
    )
    assert (seen[0]["head"]["sha"], seen[1][0]["id"], seen[2][0]["body"]) == (head, run, "Thanks")
    assert (seen[3]["title"], [one["number"] for one in seen[4]]) == ("Blocked", [issue])


async def test_the_sandbox_itself_is_steered_and_read(github, shop, there, app):
    def steer():
        there.limit(per_hour=4000)
        there.fail_next("GET", "*/shop", status=503)
        there.next_hook("issues", kind="lose")
        there.advance(10)
        return there.organisation("acme").installation(), there.see("app")

    installed, credentials = await asyncio.to_thread(steer)
    assert (await app.get(REPO)).status_code == 503
    assert (await app.get(REPO)).headers["x-ratelimit-limit"] == "4000"
    assert installed["app_id"] == credentials["id"] == github.app.id
    assert credentials["private_key"] == github.app.private_key
    async with Listener(github):
        shop.open_issue("lost")
        shop.comment(1, "eve", "heard")
        assert await asyncio.to_thread(there.settle)
    github.hook(None)
    await app.post(f"{REPO}/issues", {"title": "x"})
    kept = await asyncio.to_thread(
        lambda: {what: len(there.see(what)) for what in ("deliveries", "notifications", "requests", "writes")}
    )
    assert kept == {"deliveries": 1, "notifications": 3, "requests": 4, "writes": 2}


@pytest.mark.parametrize(
    ("on", "call", "words"),
    [
        ("", lambda it: it.no_such_thing(), "nothing called"),
        ("", lambda it: it.repository("acme/none"), "no repository"),
        ("", lambda it: it.limit(speed=1), "no limit speed"),
        ("", lambda it: it.commit(), "nothing called commit"),
        ("acme/shop", lambda it: it.tip("none"), "no branch none"),
        ("acme/shop", lambda it: it.configure(colour="red"), "no setting colour"),
        ("acme/shop", lambda it: it.workflow_run(1), "StopIteration"),
        ("@nobody", lambda it: it.select(Remote("", "acme/shop"), wrong=1), "TypeError"),
    ],
)
async def test_what_is_not_possible_is_said(there, on, call, words):
    place = Remote(there._url, on)
    with pytest.raises(ValueError, match=words):
        await asyncio.to_thread(call, place)


def test_private_names_are_not_called():
    with pytest.raises(AttributeError):
        _ = Remote("http://127.0.0.1:9")._secret


def test_a_process_of_its_own_serves_until_it_is_told_to_stop(tmp_path, key):
    (tmp_path / "key.pem").write_text(key)
    command = [sys.executable, "-m", "bot.sandbox", "--key", str(tmp_path / "key.pem"), "--slug", "proofs"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().strip()
            there = Remote(url)
            there.organisation("acme").repository("shop").commit("main", {"a": "b"}, "Begin")
            sandbox = Sandbox(key=key, slug="proofs")
            claims = {"iss": there.see("app")["client_id"]}
            shown = httpx.get(f"{url}/app", headers=app_headers(sandbox, **claims), trust_env=False).json()
            sandbox.world.close()
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert (shown["slug"], shown["installations_count"]) == ("proofs", 1)


@pytest.mark.parametrize("text", [None, "no key"])
def test_a_key_that_cannot_be_used_is_a_usage_error(tmp_path, text, capsys):
    path = tmp_path / "key.pem"
    if text is not None:
        path.write_text(text)
    with pytest.raises(SystemExit) as stop:
        main(["--key", str(path)])
    assert stop.value.code == 2
    assert "error" in capsys.readouterr().err


async def test_an_account_without_the_app_says_so(github):
    with pytest.raises(ValueError, match="not installed"):
        github.person("eve").installation()
    eve = github.person("eve")
    assert eve.install([eve.repository("diary")]).repository_ids == {eve.repository("diary").id}
