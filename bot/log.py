"""Logging: one line (or one JSON object) a record, naming the target or delivery at hand, without secrets."""

from __future__ import annotations

import json
import logging
import re
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_target: ContextVar[str | None] = ContextVar("target", default=None)
_delivery: ContextVar[str | None] = ContextVar("delivery", default=None)

_SECRETS = re.compile(
    r"(?P<token>gh[a-z]_[A-Za-z0-9._-]{16,}|github_pat_\w{16,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+)"
    r"|(?P<key>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\Z))"
    r"|(?P<before>authorization['\"]?\s{0,4}[:=,]\s{0,4}(?:b?['\"])?(?:(?:bearer|token|basic)\s{1,4})?)[^\s'\",]+"
    r"|(?P<user>\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{0,200}:)[^\s/@]{1,500}(?=@)",
    re.DOTALL | re.IGNORECASE,
)


def redact(text: str) -> str:
    """The text with every token, key, Authorization value and password of a URL replaced by `[secret]`."""
    return _SECRETS.sub(lambda m: f"{m['before'] or m['user'] or ''}[secret]", text)


@contextmanager
def about(*, target: str | None = None, delivery: str | None = None) -> Iterator[None]:
    """Every record made inside, also by tasks started inside, names this target or delivery."""
    tokens = [
        (variable, variable.set(value))
        for variable, value in ((_target, target), (_delivery, delivery))
        if value is not None
    ]
    try:
        yield
    finally:
        for variable, token in tokens:
            variable.reset(token)


def configure(
    form: Literal["text", "json"] = "text",
    *,
    level: int = logging.INFO,
    stream: IO[str] | None = None,
    secrets: Iterable[str] = (),
) -> None:
    """Send every record of the process to `stream` (standard error); `secrets` are never printed as such."""
    handler = logging.StreamHandler(stream or sys.stderr)
    hidden = tuple(sorted((secret for secret in secrets if secret), key=len, reverse=True))
    handler.setFormatter(JsonLines(hidden) if form == "json" else TextLines(hidden))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)


_NOISY = (
    *("httpx", "httpcore", "hishel", "uvicorn", "procrastinate", "psycopg.pool", "alembic", "asyncio"),
    "githubkit",
)


class _Lines(logging.Formatter):
    """What both formats share."""

    def __init__(self, hidden: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._hidden = hidden

    def _safe(self, text: str) -> str:
        for secret in self._hidden:
            text = text.replace(secret, "[secret]")
        return redact(text)

    def _trace(self, record: logging.LogRecord) -> str:
        parts = []
        if record.exc_info and record.exc_info[0] is not None:
            parts.append(self.formatException(record.exc_info))
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        return self._safe("\n".join(parts))


class TextLines(_Lines):
    """`12:00:00 WARNING webhooks.app [i/1/r/2] message`, a traceback indented below."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        context = " ".join(filter(None, (_target.get(), _delivery.get())))
        said = _on_one_line(self._safe(record.getMessage()))
        line = f"{at} {record.levelname} {record.name}{f' [{context}]' if context else ''} {said}"
        trace = self._trace(record)
        return line if not trace else line + "\n" + "\n".join(f"    {part}" for part in trace.splitlines())


class JsonLines(_Lines):
    """One JSON object a line: at, level, logger, message, target, delivery, error, fields of an answer."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._safe(record.getMessage()),
            "target": _target.get(),
            "delivery": _delivery.get(),
            "error": self._trace(record) or None,
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            line |= {
                name: self._safe(value) if isinstance(value, str) else value for name, value in fields.items()
            }
        return json.dumps({name: value for name, value in line.items() if value is not None}, default=str)


def _on_one_line(text: str) -> str:
    """A message of several lines would look like several records; control characters like colours."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" if c != "\n" else "\\n" for c in text)
