import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, environment

KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc+/=\nAAAA\n-----END RSA PRIVATE KEY-----\n"
APP = {
    "STATUSPROOF_APP_ID": "77",
    "STATUSPROOF_PRIVATE_KEY": KEY,
    "STATUSPROOF_WEBHOOK_SECRET": "one",
    "STATUSPROOF_DATA_DIR": "/srv/statusproof",
}


def problems(environ, *, app=True):
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environ, app=app)
    assert str(caught.value).splitlines() == list(caught.value.problems)
    return caught.value.problems


def test_what_is_not_set_has_its_default():
    settings = Settings.from_env(APP)
    assert settings.app.app_id == 77
    assert settings.app.private_key.get_secret_value() == KEY
    assert [secret.get_secret_value() for secret in settings.app.webhook_secrets] == ["one"]
    assert (settings.app.client_id, settings.app.client_secret) == (None, None)
    assert settings.database_url is None
    assert settings.data_dir == Path("/srv/statusproof")
    assert (settings.github_url, settings.github_api_url) == ("https://github.com", "https://api.github.com")
    assert settings.base_url == "http://127.0.0.1:8000"
    assert (settings.log_format, settings.write_interval, settings.default_mode) == ("text", 1.0, "observe")


def test_everything_can_be_set():
    settings = Settings.from_env(
        APP
        | {
            "STATUSPROOF_WEBHOOK_SECRET": " old  new ",
            "STATUSPROOF_CLIENT_ID": "Iv1.abc",
            "STATUSPROOF_CLIENT_SECRET": "cs",
            "STATUSPROOF_DATABASE_URL": "postgresql://u:p@db/statusproof",
            "STATUSPROOF_GITHUB_URL": "https://git.example.com/",
            "STATUSPROOF_BASE_URL": "https://status.example.com/",
            "STATUSPROOF_LOG_FORMAT": "json",
            "STATUSPROOF_WRITE_INTERVAL": "0.05",
            "STATUSPROOF_DEFAULT_MODE": "active",
        }
    )
    assert [secret.get_secret_value() for secret in settings.app.webhook_secrets] == ["old", "new"]
    assert settings.app.client_id == "Iv1.abc"
    assert settings.app.client_secret.get_secret_value() == "cs"
    assert settings.database_url.get_secret_value() == "postgresql://u:p@db/statusproof"
    assert settings.github_api_url == "https://git.example.com/api/v3"
    assert settings.base_url == "https://status.example.com"
    assert (settings.log_format, settings.write_interval, settings.default_mode) == ("json", 0.05, "active")


def test_the_api_address_can_be_told_apart():
    url = {"STATUSPROOF_GITHUB_API_URL": "http://127.0.0.1:9999"}
    assert Settings.from_env(APP | url).github_api_url == "http://127.0.0.1:9999"


@pytest.mark.parametrize("text", [KEY, KEY.replace("\n", "\\n"), KEY.replace("\n", "\r\n"), f"  {KEY}\n\n"])
def test_the_key_may_be_written_on_one_line(text):
    assert (
        Settings.from_env(APP | {"STATUSPROOF_PRIVATE_KEY": text}).app.private_key.get_secret_value() == KEY
    )


def test_the_key_may_be_in_a_file(tmp_path):
    file = tmp_path / "app.pem"
    file.write_text(KEY)
    environ = APP | {"STATUSPROOF_PRIVATE_KEY": "", "STATUSPROOF_PRIVATE_KEY_FILE": str(file)}
    assert Settings.from_env(environ).app.private_key.get_secret_value() == KEY


def test_no_secret_shows_when_settings_are_printed():
    settings = Settings.from_env(
        APP
        | {
            "STATUSPROOF_WEBHOOK_SECRET": "hush",
            "STATUSPROOF_CLIENT_SECRET": "whisper",
            "STATUSPROOF_DATABASE_URL": "postgresql://u:mumble@db/x",
        }
    )
    shown = f"{settings!r} {settings}"
    assert not [secret for secret in ("hush", "whisper", "mumble", "MIIE") if secret in shown]


def test_all_that_is_missing_is_named_at_once():
    assert problems({}) == (
        "STATUSPROOF_APP_ID is not set: set it to the App ID on the app's page at GitHub",
        "STATUSPROOF_PRIVATE_KEY is not set: set it, or STATUSPROOF_PRIVATE_KEY_FILE to the key's .pem file",
        "STATUSPROOF_WEBHOOK_SECRET is not set: set it to the webhook secret of the app",
    )


def test_an_app_may_be_missing_altogether_but_not_half():
    settings = Settings.from_env({}, app=False)
    assert settings.credentials is None
    with pytest.raises(SettingsError, match="STATUSPROOF_APP_ID is not set"):
        _ = settings.app
    assert len(problems({"STATUSPROOF_APP_ID": "77"}, app=False)) == 2


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("APP_ID", "Iv1.abc", "is not a number"),
        ("APP_ID", "0", "is not a number"),
        ("PRIVATE_KEY", "hunter2", "holds no private key"),
        ("PRIVATE_KEY", "-----BEGIN PUBLIC KEY-----\nAA\n-----END PUBLIC KEY-----", "holds no private key"),
        ("PRIVATE_KEY_FILE", "/nowhere/app.pem", "STATUSPROOF_PRIVATE_KEY_FILE are both set"),
        ("WEBHOOK_SECRET", "   ", "is not set"),
        ("DATABASE_URL", "mysql://hunter2@db/x", "is no PostgreSQL URL"),
        ("DATABASE_URL", "hunter2", "is no PostgreSQL URL"),
        ("DATABASE_URL", "postgresql://u:hunter2@db:port/x", "is no PostgreSQL URL"),
        ("GITHUB_URL", "git.example.com", "is no web address"),
        ("GITHUB_URL", "ftp://git.example.com", "is no web address"),
        ("GITHUB_API_URL", "https://user:hunter2@git.example.com", "is no web address"),
        ("BASE_URL", "https://x/?a=1", "is no web address"),
        ("BASE_URL", "https://x/ y", "is no web address"),
        ("BASE_URL", "http://[::1", "is no web address"),
        ("LOG_FORMAT", "xml", "use text or json"),
        ("DEFAULT_MODE", "loud", "use observe or active"),
        ("WRITE_INTERVAL", "soon", "is no number of seconds"),
        ("WRITE_INTERVAL", "-1", "is no number of seconds"),
        ("WRITE_INTERVAL", "nan", "is no number of seconds"),
    ],
)
def test_what_is_malformed_is_named_and_never_quoted(name, value, said):
    (problem,) = problems(APP | {f"STATUSPROOF_{name}": value})
    assert problem.startswith("STATUSPROOF_")
    assert said in problem
    assert "hunter2" not in problem


@pytest.mark.parametrize(
    ("content", "said"), [(None, "cannot be read (no such file"), (b"\xff\x00", "holds no private key")]
)
def test_a_key_file_that_is_none(tmp_path, content, said):
    file = tmp_path / "app.pem"
    if content is not None:
        file.write_bytes(content)
    environ = APP | {"STATUSPROOF_PRIVATE_KEY": "", "STATUSPROOF_PRIVATE_KEY_FILE": str(file)}
    assert said in problems(environ)[0]


class TestEnvFile:
    def test_the_environment_wins_over_the_file(self, tmp_path, monkeypatch):
        monkeypatch.setenv("STATUSPROOF_APP_ID", "1")
        (tmp_path / ".env").write_text(f'STATUSPROOF_APP_ID=2\nSTATUSPROOF_PRIVATE_KEY="{KEY}"\nPATH=x\n')
        found = environment(tmp_path)
        assert found["STATUSPROOF_APP_ID"] == "1"
        assert found["STATUSPROOF_PRIVATE_KEY"] == KEY
        assert found["PATH"] == os.environ["PATH"]

    def test_the_file_of_the_working_directory_is_read(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / ".env").write_text("STATUSPROOF_CLIENT_ID=$HOME\nSTATUSPROOF_EMPTY\n")
        found = environment()
        assert found["STATUSPROOF_CLIENT_ID"] == "$HOME"
        assert "STATUSPROOF_EMPTY" not in found

    def test_without_a_file_there_is_the_environment(self, tmp_path):
        assert environment(tmp_path) == dict(os.environ)

    def test_a_file_that_is_no_text_is_said(self, tmp_path):
        (tmp_path / ".env").write_bytes(b"\xff\xfe\xff")
        with pytest.raises(SettingsError, match=r"^\.env cannot be read"):
            environment(tmp_path)
