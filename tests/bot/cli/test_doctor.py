import http.server
import re
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.cli.doctor import NEEDED, Finding, clock, events, permissions
from bot.errors import Later, Never
from tests.builders_service import KEY
from webhooks.jobs import EVENTS


def test_the_needed_permissions_are_those_of_the_manifest():
    manifest = yaml.safe_load((Path(__file__).parents[3] / "app.yml").read_text())
    assert manifest["default_permissions"] == NEEDED


@pytest.mark.parametrize(
    ("changes", "findings"),
    [
        ({}, [Finding("ok", "permissions: exactly what is needed")]),
        ({"metadata": "write"}, [Finding("ok", "permissions: exactly what is needed")]),
        ({"checks": "read"}, [Finding("wrong", "permissions: missing checks: write; grant them at GitHub")]),
        ({"actions": None}, [Finding("wrong", "permissions: missing actions: read; grant them at GitHub")]),
        ({"secrets": "read"}, [Finding("warning", "permissions: secrets granted but not needed")]),
    ],
)
def test_permissions_are_compared(changes, findings):
    assert list(permissions({**NEEDED, **changes})) == findings


def test_events_are_compared():
    assert [f.state for f in events(tuple(EVENTS))] == ["ok"]
    (missing,) = events(tuple(set(EVENTS) - {"push", "status"}))
    assert missing == Finding("wrong", "events: not subscribed to push, status; tick them at GitHub")


@pytest.mark.parametrize(
    ("skew", "text"),
    [
        (0.4, "clock: agrees with GitHub's"),
        (-29.0, "clock: agrees with GitHub's"),
        (90.0, "clock: 90 s ahead of GitHub's; set it (NTP), or GitHub refuses us"),
        (-90.0, "clock: 90 s behind GitHub's; set it (NTP), or GitHub refuses us"),
    ],
)
def test_clocks_are_compared(skew, text):
    assert [finding.text for finding in clock(skew)] == ["GitHub: reachable", text]


@contextmanager
def api(date, status=200):
    """An API that answers anything with a date."""

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response_only(status)
            if date:
                self.send_header("date", date)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def run(monkeypatch, tmp_path, database_url, capsys):
    """Run `doctor` with settings; what is left out is not set."""

    def run(**environ):
        monkeypatch.chdir(tmp_path)
        given = {
            "APP_ID": "77",
            "PRIVATE_KEY": KEY,
            "WEBHOOK_SECRET": "hush",
            "DATABASE_URL": database_url,
            "GITHUB_API_URL": "http://127.0.0.1:1",
        } | environ
        for name, value in given.items():
            monkeypatch.setenv(f"STATUSPROOF_{name}", value)
        code = main(["doctor"])
        return code, capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def described(monkeypatch):
    """What GitHub says of the app, or how it fails."""

    def set_(permissions=NEEDED, failure=None):
        class App:
            def __init__(self, *_):
                pass

            async def __aenter__(self):
                return self

            async def __aexit__(self, *_):
                pass

            async def described(self):
                if failure:
                    raise failure
                return AppAnswer(id=77, slug="proof", permissions=dict(permissions), events=tuple(EVENTS))

        monkeypatch.setattr("bot.github.App", App)

    from bot.github.models import AppAnswer

    return set_


def test_all_is_well(run, described):
    described()
    with api(format_datetime(datetime.now(UTC))) as url:
        code, lines = run(GITHUB_API_URL=url)
    assert code == 0
    assert lines == [
        "ok       settings: complete",
        "ok       database: at STATUSPROOF_DATABASE_URL; tables up to date",
        "ok       GitHub: reachable",
        "ok       clock: agrees with GitHub's",
        "ok       credentials: GitHub knows us as 'proof'",
        "ok       permissions: exactly what is needed",
        "ok       events: all subscribed",
    ]


def test_a_wrong_clock_and_wrong_credentials(run, described):
    described(failure=Never("GitHub refused our key"))
    with api(format_datetime(datetime.now(UTC) - timedelta(hours=1)), status=404) as url:
        code, lines = run(GITHUB_API_URL=url)
    assert code == 2
    assert any(re.fullmatch(r"WRONG    clock: 36\d\d s ahead of GitHub's; set it .*", line) for line in lines)
    assert (
        "WRONG    credentials: GitHub refused our key; check STATUSPROOF_APP_ID and the private key" in lines
    )


def test_what_cannot_be_checked_now_is_a_warning(run, described):
    described(failure=Later(60.0, "rate limit"))
    with api(format_datetime(datetime.now(UTC))) as url:
        code, lines = run(GITHUB_API_URL=url)
    assert code == 0
    assert lines[-1] == "warning  credentials: not checked (rate limit)"


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_an_api_without_a_date_is_none_of_githubs(run, date):
    with api(date) as url:
        code, lines = run(GITHUB_API_URL=url)
    assert code == 0
    assert lines[-1] == f"warning  GitHub: {url} answers without a date; is it GitHub's API?"


def test_what_is_missing_is_said_and_the_rest_still_checked(run, monkeypatch):
    code, lines = run(WEBHOOK_SECRET="", DATABASE_URL="postgresql://127.0.0.1:1/x")
    assert code == 2
    assert lines[0].startswith("WRONG    settings: STATUSPROOF_WEBHOOK_SECRET is not set")
    assert lines[1].startswith("WRONG    database: the database cannot be reached")
    assert lines[2].startswith("WRONG    GitHub: http://127.0.0.1:1 cannot be reached")


def test_settings_nothing_can_be_checked_with(run):
    code, lines = run(DATABASE_URL="mysql://x", GITHUB_API_URL="nowhere")
    assert code == 2
    assert [line.partition(" is ")[0] for line in lines] == [
        "WRONG    settings: STATUSPROOF_DATABASE_URL",
        "WRONG    settings: STATUSPROOF_GITHUB_API_URL",
    ]
