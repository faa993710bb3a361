"""A GitHub of a few routes for tests: answers what it is told to, keeps what it was asked."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.github import App, Client, MemoryPace

API = "https://api.github.test"
APP_ID = 77
BOT = 9000
INSTALLATION = 5
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

Answer = Any | Callable[[httpx.Request], httpx.Response]


@functools.cache
def private_key() -> str:
    """A key of our own making, one per test run."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL)
    return key.private_bytes(*form, serialization.NoEncryption()).decode()


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = START
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


class FakeApi:
    """Routes are `"GET /path"` to JSON, a function of the request, or a list of these, one per call.

    The last of a list stays. JSON answers of GET bear an ETag that holds for one token, as GitHub's do.
    """

    def __init__(self, routes: dict[str, Answer] | None = None) -> None:
        self.routes: dict[str, Answer] = {
            f"POST /app/installations/{INSTALLATION}/access_tokens": self.mint,
            "GET /app": {"id": APP_ID, "slug": "statusproof"},
            "GET /users/statusproof[bot]": {"id": BOT, "login": "statusproof[bot]"},
            **(routes or {}),
        }
        self.asked: list[httpx.Request] = []
        self.minted = 0
        self.lifetime = timedelta(hours=1)
        self.clock = Clock()

    def mint(self, request: httpx.Request) -> httpx.Response:
        self.minted += 1
        token = f"ghs_{self.minted:036d}.long-and.opaque"
        expires = (self.clock() + self.lifetime).isoformat()
        return httpx.Response(201, json={"token": token, "expires_at": expires})

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        path = unquote(request.url.path)
        query = request.url.query.decode()
        for route in (f"{request.method} {path}?{query}", f"{request.method} {path}"):
            if route in self.routes:
                return self._answer(route, request)
        return httpx.Response(404, json={"message": "Not Found"})

    def _answer(self, route: str, request: httpx.Request) -> httpx.Response:
        answer = self.routes[route]
        if isinstance(answer, Turns):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if callable(answer):
            return answer(request)
        if request.method != "GET":
            return httpx.Response(201, json=answer)
        content = json.dumps(answer).encode()
        etag = f'"{hash((content, request.headers["authorization"]))}"'
        if request.headers.get("if-none-match") == etag:
            return httpx.Response(304, headers={"etag": etag})
        return httpx.Response(200, content=content, headers={"etag": etag})

    def calls(self, beginning: str = "") -> list[str]:
        """What was asked, as `METHOD /path`, tokens aside."""
        made = [f"{request.method} {request.url.path}" for request in self.asked]
        return [call for call in made if call.startswith(beginning) and "access_tokens" not in call]

    def rows(self) -> list[dict[str, Any]]:
        """What was asked, as the checker of requests reads it."""
        return [
            {
                "method": request.method,
                "path": request.url.raw_path.decode().partition("?")[0],
                "query": dict(parse_qsl(request.url.query.decode())),
                "body": json.loads(request.content) if request.content else None,
            }
            for request in self.asked
        ]


class Turns(list[Answer]):
    """One answer after the other; the last stays."""


def app(api: FakeApi, **overrides: Any) -> App:
    """An App that talks to this GitHub and sleeps on its clock."""
    given = {
        "pace": MemoryPace(clock=lambda: api.clock().timestamp(), now=api.clock),
        "transport": httpx.MockTransport(api),
        "now": api.clock,
        "sleep": api.clock.sleep,
        **overrides,
    }
    return App(APP_ID, given.pop("private_key", private_key()), given.pop("api_url", API), **given)


def client(api: FakeApi, **overrides: Any) -> Client:
    """The client of the one installation."""
    return app(api, **overrides).installation(INSTALLATION)


def failing(status: int, message: str = "", **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    """An error as GitHub words it; header names with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx.Response(status, json={"message": message}, headers=named)
