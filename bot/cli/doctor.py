"""Check database, credentials, clock, GitHub and permissions, and say what to do where something is wrong."""

from __future__ import annotations

import asyncio
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from bot.settings import Credentials, Settings

NAME = "doctor"
HELP = "what is missing or wrong, and what to do"

NEEDED: Mapping[str, str] = {
    "metadata": "read",
    "contents": "read",
    "actions": "read",
    "statuses": "read",
    "merge_queues": "read",
    "checks": "write",
    "issues": "write",
    "pull_requests": "write",
}
"""The permissions of app.yml; a test holds them together."""

MOST_SKEW = 30.0
"""Seconds. GitHub refuses a token of ours from the future; we date it 60 s back."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked."""

    state: Literal["ok", "warning", "wrong"]
    text: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: the environment says it all."""


def run(arguments: argparse.Namespace) -> int:
    """0 when nothing is wrong, 2 when something is; warnings are no error."""
    from bot.settings import Settings, SettingsError, environment

    del arguments
    environ = environment()
    try:
        settings = Settings.from_env(environ)
        findings = [Finding("ok", "settings: complete")]
    except SettingsError as error:
        findings = [Finding("wrong", f"settings: {problem}") for problem in error.problems]
        ours = {name: value for name, value in environ.items() if name in _WITHOUT_APP}
        try:
            settings = Settings.from_env(ours, app=False)
        except SettingsError:
            return _report(findings)
    return _report([*findings, *asyncio.run(examine(settings))])


_WITHOUT_APP = (
    "STATUSPROOF_DATABASE_URL",
    "STATUSPROOF_DATA_DIR",
    "STATUSPROOF_GITHUB_URL",
    "STATUSPROOF_GITHUB_API_URL",
)


async def examine(settings: Settings) -> list[Finding]:
    """All that can be checked with these settings."""
    findings = [await _database(settings)]
    skew = await asyncio.to_thread(_skew, settings.github_api_url)
    findings += [skew] if isinstance(skew, Finding) else clock(skew)
    if settings.credentials is not None and not isinstance(skew, Finding):
        findings += await _app(settings, settings.credentials)
    return findings


async def _database(settings: Settings) -> Finding:
    from bot import service
    from bot.postgres import PostgresError

    try:
        async with service.opened(settings, patience=0) as rooms:
            where = f"embedded, {rooms.server.note}" if rooms.server else "at STATUSPROOF_DATABASE_URL"
            return Finding("ok", f"database: {where}; tables up to date")
    except (service.ServiceError, PostgresError) as error:
        return Finding("wrong", f"database: {error}")


def _skew(api_url: str) -> float | Finding:
    """Seconds our clock is ahead of GitHub's by the Date header, or what kept us from asking."""
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{api_url}/meta"), timeout=10) as answer:  # noqa: S310
            date = answer.headers.get("date")
    except urllib.error.HTTPError as error:
        with error:
            date = error.headers.get("date")
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "reason", error))
        return Finding("wrong", f"GitHub: {api_url} cannot be reached ({reason}); check network and address")
    try:
        return (datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()
    except (TypeError, ValueError):
        return Finding("warning", f"GitHub: {api_url} answers without a date; is it GitHub's API?")


def clock(skew: float) -> Iterator[Finding]:
    """What a difference of clocks in seconds means."""
    yield Finding("ok", "GitHub: reachable")
    if abs(skew) > MOST_SKEW:
        way = "ahead of" if skew > 0 else "behind"
        yield Finding("wrong", f"clock: {abs(skew):.0f} s {way} GitHub's; set it (NTP), or GitHub refuses us")
    else:
        yield Finding("ok", "clock: agrees with GitHub's")


async def _app(settings: Settings, credentials: Credentials) -> list[Finding]:
    from bot.errors import Later, Never
    from bot.github import App

    key = credentials.private_key.get_secret_value()
    try:
        async with App(credentials.app_id, key, settings.github_api_url) as app:
            described = await app.described()
    except Never as error:
        return [Finding("wrong", f"credentials: {error}; check STATUSPROOF_APP_ID and the private key")]
    except Later as error:
        return [Finding("warning", f"credentials: not checked ({error})")]
    found = [Finding("ok", f"credentials: GitHub knows us as {described.slug or described.name!r}")]
    return [*found, *permissions(described.permissions), *events(described.events)]


def permissions(granted: Mapping[str, object]) -> Iterator[Finding]:
    """What is missing of, or beyond, the permissions we use."""
    lacking = [f"{name}: {level}" for name, level in NEEDED.items() if not _enough(granted.get(name), level)]
    extra = sorted(set(granted) - set(NEEDED))
    if lacking:
        yield Finding("wrong", f"permissions: missing {', '.join(lacking)}; grant them at GitHub")
    if extra:
        yield Finding("warning", f"permissions: {', '.join(extra)} granted but not needed")
    if not lacking and not extra:
        yield Finding("ok", "permissions: exactly what is needed")


def _enough(granted: object, needed: str) -> bool:
    return granted == needed or (needed == "read" and granted in ("write", "admin"))


def events(subscribed: tuple[str, ...]) -> Iterator[Finding]:
    """Which events the app does not send us."""
    from webhooks.jobs import EVENTS

    missing = sorted(set(EVENTS) - set(subscribed))
    if missing:
        yield Finding("wrong", f"events: not subscribed to {', '.join(missing)}; tick them at GitHub")
    else:
        yield Finding("ok", "events: all subscribed")


def _report(findings: list[Finding]) -> int:
    marks = {"ok": "ok     ", "warning": "warning", "wrong": "WRONG  "}
    for finding in findings:
        sys.stdout.write(f"{marks[finding.state]}  {finding.text}\n")
    return 2 if any(finding.state == "wrong" for finding in findings) else 0
