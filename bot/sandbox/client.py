"""The story API of a sandbox in another process: `Remote(url).repository("acme/shop").commit(…)`."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable

_TIMEOUT = 60.0


class Remote:
    """Stands for a Sandbox, Organisation or Repo there: the same methods, the same arguments.

    Objects come back as GitHub's JSON. What the sandbox refuses is a ValueError with its words.
    """

    def __init__(self, url: str, on: str = "") -> None:
        self._url = url.rstrip("/")
        self._on = on

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def call(*args: object, **kwargs: object) -> Any:
            act = {
                "on": self._on,
                "do": name,
                "args": [_write(one) for one in args],
                "kwargs": {key: _write(one) for key, one in kwargs.items()},
            }
            return self._read(self._ask("POST", "/_sandbox/call", act)["result"])

        return call

    def see(self, what: str) -> Any:
        """What the sandbox recorded: app, requests, deliveries, notifications or writes."""
        return self._ask("GET", f"/_sandbox/{what}")

    def settle(self, seconds: float = 10.0) -> bool:
        """Waits until no delivery is on its way."""
        return bool(self._ask("POST", f"/_sandbox/settle?seconds={seconds}")["settled"])

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        answer = httpx.request(method, self._url + path, json=body, timeout=_TIMEOUT, trust_env=False)
        if answer.is_error:
            raise ValueError(answer.text)
        return answer.json()

    def _read(self, value: Any) -> Any:
        match value:
            case {"repository": str(name)}:
                return Remote(self._url, name)
            case {"organisation": str(login)}:
                return Remote(self._url, f"@{login}")
        return value


def _write(value: object) -> object:
    if isinstance(value, Remote):
        return {"repository": value._on}  # noqa: SLF001 - one of our own kind
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {name: _write(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_write(one) for one in value]
    return value
