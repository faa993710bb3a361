"""The commands that run the service, with work that only notes where it looked."""

import json
import logging
from contextlib import asynccontextmanager

import pytest

from bot import service
from bot.cli import main, replay, start
from bot.errors import Never
from bot.service import wiring
from tests.builders_service import KEY, Looker
from tests.builders_webhooks import payload


@pytest.fixture
def environ(monkeypatch, tmp_path, database_url):
    """Complete settings in the environment; logging is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    monkeypatch.chdir(tmp_path)
    given = {"APP_ID": "77", "PRIVATE_KEY": KEY, "WEBHOOK_SECRET": "hush", "DATABASE_URL": database_url}
    for name, value in given.items():
        monkeypatch.setenv(f"STATUSPROOF_{name}", value)
    yield monkeypatch
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def looker(environ):
    """What the service looks with, in place of the reconciler."""
    looker = Looker()

    @asynccontextmanager
    async def compose(rooms):
        yield service.Work(looker.body)

    environ.setattr(wiring, "compose", compose)
    return looker


@pytest.fixture
def delivery(tmp_path):
    def write(**fields):
        file = tmp_path / "payload.json"
        file.write_text(json.dumps(payload(**fields)))
        return str(file)

    return write


def test_a_delivery_goes_through_the_whole_service(looker, delivery, capsys):
    assert main(["replay", "pull_request", delivery(action="opened", number=7)]) == 0
    received, looked = capsys.readouterr().out.splitlines()
    assert received.startswith('202 {"status":"recorded"')
    assert looked == "i/5/r/42/pull/7: looked at"


def test_a_look_that_fails_is_said(looker, delivery, capsys):
    looker.failure = Never("the repository is gone")
    assert main(["replay", "push", delivery(ref="refs/heads/topic")]) == 1
    assert capsys.readouterr().out.splitlines()[1] == "i/5/r/42: Never: the repository is gone"


def test_a_delivery_that_asks_for_nothing_is_only_recorded(looker, delivery, capsys):
    assert main(["replay", "star", delivery(action="created")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert looker.keys == []


def test_a_look_that_never_ends_is_given_up(looker, delivery, capsys, monkeypatch):
    monkeypatch.setattr(replay, "_PATIENCE", 0.0)
    assert main(["replay", "pull_request", delivery(number=7)]) == 2
    assert "no look at i/5/r/42/pull/7 ended within 0 s" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("event", "content", "said"),
    [
        ("push", b"[]", "not a delivery: payload is not a JSON object"),
        ("PUSH!", b"{}", "not a delivery: X-GitHub-Event malformed"),
        ("push", None, "cannot read"),
    ],
)
def test_what_is_no_delivery_is_said_before_anything_starts(  # noqa: PLR0917 - one argument a column
    environ, tmp_path, capsys, event, content, said
):
    file = tmp_path / "payload.json"
    if content is not None:
        file.write_bytes(content)
    assert main(["replay", event, str(file)]) == 2
    assert said in capsys.readouterr().err


def test_a_payload_larger_than_github_sends_is_refused(environ, delivery, capsys, monkeypatch):
    monkeypatch.setattr(replay, "_MOST_BYTES", 10)
    assert main(["replay", "push", delivery()]) == 2
    assert "is over 25 MB" in capsys.readouterr().err


def test_a_service_that_cannot_start_is_one_line(environ, delivery, capsys):
    environ.setenv("STATUSPROOF_DATABASE_URL", "postgresql://127.0.0.1:1/x")
    environ.setattr(service.rooms, "_DATABASE_PATIENCE", 0.0)
    assert main(["replay", "push", delivery()]) == 2
    assert "the database cannot be reached" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["serve"], {"host": "127.0.0.1", "port": 8000}),
        (["serve", "--host", "0.0.0.0", "--port", "9"], {"host": "0.0.0.0", "port": 9}),
        (["worker"], {}),
    ],
)
def test_serve_and_worker_run_until_told_to_stop(environ, argv, expected):
    """The service itself is tested in tests/bot/service; here, that the command hands it what was asked."""
    given = {}

    async def run(settings, compose, **options):
        given.update(options, app=settings.app.app_id, compose=compose)

    environ.setattr(service, argv[0], run)
    assert main(argv) == 0
    assert given == {"app": 77, "compose": wiring.compose, **expected}


def test_settings_set_up_the_log(environ, capsys):
    environ.setenv("STATUSPROOF_LOG_FORMAT", "json")
    start.settings()
    logging.getLogger("any").warning("with hush in it")
    assert json.loads(capsys.readouterr().err)["message"] == "with [secret] in it"


def test_without_an_app_there_are_settings_too(monkeypatch, environ):
    for name in ("APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"):
        monkeypatch.delenv(f"STATUSPROOF_{name}")
    assert start.settings(app=False).credentials is None


def test_where_there_is_no_uvloop_there_is_asyncio(monkeypatch):
    async def one():
        return 1

    monkeypatch.setattr(start.sys, "platform", "win32")
    assert start.run(one()) == 1


@pytest.mark.parametrize(("argv", "given"), [([], (False, 0)), (["--once", "--port", "9"], (True, 9))])
def test_the_demo_is_told_how(monkeypatch, argv, given):
    import bot.demo

    monkeypatch.setattr(
        bot.demo, "main", lambda *, once, port: 0 if (once, port) == given else 1, raising=False
    )
    assert main(["demo", *argv]) == 0
