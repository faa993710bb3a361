"""What an operator sets: the environment (and a `.env` file) as one checked value."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import SecretStr

from bot.postgres.place import default_data_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.policy.model import Mode

LogFormat = Literal["text", "json"]

_PREFIX = "STATUSPROOF_"
_KEY = re.compile(
    r"-----BEGIN (?:RSA )?PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END (?:RSA )?PRIVATE KEY-----\n?"
)
_MOST_KEY_BYTES = 100_000


class SettingsError(Exception):
    """Settings are missing or malformed; `problems` has one line each, naming the variable and what to do."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to GitHub. No field of it shows its secret when printed."""

    app_id: int
    private_key: SecretStr
    webhook_secrets: tuple[SecretStr, ...]
    """Several while rotating; any of them makes a delivery good."""
    client_id: str | None = None
    client_secret: SecretStr | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment decides. `database_url` None means the embedded PostgreSQL."""

    data_dir: Path
    database_url: SecretStr | None = None
    credentials: Credentials | None = None
    github_url: str = "https://github.com"
    github_api_url: str = "https://api.github.com"
    base_url: str = "http://127.0.0.1:8000"
    log_format: LogFormat = "text"
    write_interval: float = 1.0
    """Seconds between content-creating calls of one installation; GitHub asks for at least one.

    https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    """
    default_mode: Mode = "observe"

    @classmethod
    def from_env(cls, environ: Mapping[str, str], *, app: bool = True) -> Settings:
        """Read every variable. `app` False: the app's credentials may be missing altogether.

        Raises SettingsError with all that is wrong, not only the first.
        """
        reading = _Reading(environ)
        settings = reading.settings(app=app)
        if reading.problems:
            raise SettingsError(tuple(reading.problems))
        return settings

    @property
    def app(self) -> Credentials:
        """The credentials of settings read with `app` True."""
        if self.credentials is None:
            raise SettingsError((_missing("APP_ID", "set it to the App ID on the app's page at GitHub"),))
        return self.credentials


def environment(directory: Path | None = None) -> dict[str, str]:
    """The process's environment over the `.env` file of a directory (the working directory by default)."""
    file = (directory or Path.cwd()) / ".env"
    try:
        stored = dotenv_values(file, interpolate=False) if file.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError((f".env cannot be read: {error}",)) from None
    ours = {name: value for name, value in stored.items() if value is not None and name.startswith(_PREFIX)}
    return ours | dict(os.environ)


def _missing(name: str, remedy: str) -> str:
    return f"{_PREFIX}{name} is not set: {remedy}"


def _malformed(name: str, what: str, remedy: str) -> str:
    """Never quotes the value: it may be a secret in the wrong place."""
    return f"{_PREFIX}{name} {what}: {remedy}"


class _Reading:
    """One pass over the variables that collects every problem."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def settings(self, *, app: bool) -> Settings:
        github_url = self._url("GITHUB_URL", "https://github.com")
        return Settings(
            data_dir=default_data_dir(self._environ),
            database_url=self._database_url(),
            credentials=self._credentials(required=app),
            github_url=github_url,
            github_api_url=self._url("GITHUB_API_URL", _api_of(github_url)),
            base_url=self._url("BASE_URL", "http://127.0.0.1:8000"),
            log_format=cast("LogFormat", self._word("LOG_FORMAT", get_args(LogFormat))),
            write_interval=self._seconds("WRITE_INTERVAL", 1.0),
            default_mode=cast("Mode", self._word("DEFAULT_MODE", ("observe", "active"))),
        )

    def _get(self, name: str) -> str:
        return self._environ.get(_PREFIX + name, "").strip()

    def _fail(self, problem: str) -> None:
        self.problems.append(problem)

    def _credentials(self, *, required: bool) -> Credentials | None:
        wanted = ("APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_FILE", "WEBHOOK_SECRET")
        if not required and not any(map(self._get, wanted)):
            return None
        app_id, key, secrets = self._app_id(), self._private_key(), self._get("WEBHOOK_SECRET").split()
        if not secrets:
            self._fail(_missing("WEBHOOK_SECRET", "set it to the webhook secret of the app"))
        if app_id is None or key is None:
            return None
        client_secret = self._get("CLIENT_SECRET")
        return Credentials(
            app_id,
            key,
            tuple(map(SecretStr, secrets)),
            self._get("CLIENT_ID") or None,
            SecretStr(client_secret) if client_secret else None,
        )

    def _app_id(self) -> int | None:
        value = self._get("APP_ID")
        if not value:
            self._fail(_missing("APP_ID", "set it to the App ID on the app's page at GitHub"))
        elif re.fullmatch(r"[1-9][0-9]{0,17}", value):
            return int(value)
        else:
            self._fail(
                _malformed("APP_ID", "is not a number", "it is the App ID, not the client id or the name")
            )
        return None

    def _private_key(self) -> SecretStr | None:
        inline, file = self._get("PRIVATE_KEY"), self._get("PRIVATE_KEY_FILE")
        remedy = "it must be the PEM text of the key that GitHub gave for the app"
        if inline and file:
            self._fail(
                _malformed("PRIVATE_KEY", f"and {_PREFIX}PRIVATE_KEY_FILE are both set", "keep one of them")
            )
            return None
        if not inline and not file:
            self._fail(
                _missing("PRIVATE_KEY", f"set it, or {_PREFIX}PRIVATE_KEY_FILE to the key's .pem file")
            )
            return None
        text = inline.replace("\\n", "\n") if inline else self._file("PRIVATE_KEY_FILE", Path(file))
        if text is None:
            return None
        text = text.replace("\r\n", "\n").strip() + "\n"
        if not _KEY.fullmatch(text):
            self._fail(
                _malformed("PRIVATE_KEY" if inline else "PRIVATE_KEY_FILE", "holds no private key", remedy)
            )
            return None
        return SecretStr(text)

    def _file(self, name: str, path: Path) -> str | None:
        try:
            with path.expanduser().open("rb") as file:
                return file.read(_MOST_KEY_BYTES).decode("ascii", "replace")
        except OSError as error:
            reason = (error.strerror or "unreadable").lower()
            self._fail(_malformed(name, f"cannot be read ({reason})", "name a file this account may read"))
            return None

    def _database_url(self) -> SecretStr | None:
        value = self._get("DATABASE_URL")
        if not value:
            return None
        parts = _split(value)
        if parts is None or parts[0] not in ("postgresql", "postgres"):
            remedy = "use postgresql://USER:PASSWORD@HOST/DATABASE, or unset it for the embedded one"
            self._fail(_malformed("DATABASE_URL", "is no PostgreSQL URL", remedy))
        return SecretStr(value)

    def _url(self, name: str, default: str) -> str:
        value = self._get(name).rstrip("/")
        if not value:
            return default
        parts = _split(value)
        if parts is None or parts[0] not in ("http", "https") or not parts[1] or parts[2]:
            self._fail(_malformed(name, "is no web address", f"use something like {default}"))
        return value

    def _word(self, name: str, words: tuple[str, ...]) -> str:
        value = self._get(name) or words[0]
        if value not in words:
            self._fail(_malformed(name, "is not understood", f"use {' or '.join(words)}"))
        return value

    def _seconds(self, name: str, default: float) -> float:
        value = self._get(name)
        if not value:
            return default
        if not re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,6})?", value):
            self._fail(_malformed(name, "is no number of seconds", f"use a number such as {default:g}"))
            return default
        return float(value)


def _split(url: str) -> tuple[str, str, bool] | None:
    """Scheme, host and whether it holds more than a path; None for what is no URL."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    extra = bool(parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme, parts.hostname or "", extra or bool(re.search(r"[\s\x00-\x1f]", url))


def _api_of(github_url: str) -> str:
    """Where the API of a GitHub is.

    https://docs.github.com/en/enterprise-server@latest/rest/enterprise-admin
    """
    return "https://api.github.com" if github_url == "https://github.com" else f"{github_url}/api/v3"
