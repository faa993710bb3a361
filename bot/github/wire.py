"""One HTTP exchange with GitHub through githubkit: bounded, not retried, not cached, not redirected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from githubkit import GitHub
from githubkit.auth import AppAuthStrategy, UnauthAuthStrategy
from githubkit.cache import MemCacheStrategy
from githubkit.exception import GitHubException, RequestError, RequestFailed
from githubkit.throttling import LocalThrottler

from bot.errors import Never

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import SecretStr

API_VERSION = "2022-11-28"
LARGEST_ANSWER = 32_000_000
"""Bytes of one answer, unpacked. A recursive tree ends at 7 MB, a blob we would read at 1 MB."""
TIMEOUT = httpx.Timeout(20.0, connect=5.0)


class Broken(Exception):  # noqa: N818 - a state of the wire, not yet an error of the run
    """No usable answer came. `sent` is False where the request surely never reached GitHub."""

    def __init__(self, reason: str, *, sent: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.sent = reason, sent


class TooLarge(Exception):  # noqa: N818 - as above
    """The answer is larger than we are ready to hold."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, lower-case headers, the body unpacked."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


class BoundedTransport(httpx.AsyncBaseTransport):
    """Reads and unpacks each answer here, up to a bound, so that nothing above can be made to hold more.

    githubkit opens and closes a client around every request when no context is entered; `aclose` therefore
    leaves the connections alone and `shut` closes them.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, limit: int = LARGEST_ANSWER) -> None:
        self._inner, self._limit = inner, limit

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        answer.request = request
        content = bytearray()
        try:
            async for chunk in answer.aiter_bytes(65536):
                content += chunk
                if len(content) > self._limit:
                    raise TooLarge
        finally:
            await answer.aclose()
        packed = ("content-encoding", "content-length", "transfer-encoding")
        headers = [
            (name, value) for name, value in answer.headers.multi_items() if name.lower() not in packed
        ]
        return httpx.Response(answer.status_code, headers=headers, content=bytes(content))

    async def aclose(self) -> None:
        """Nothing: see above."""

    async def shut(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class Wire:
    """The connections to one GitHub. Requests without a token are signed as the App itself."""

    def __init__(
        self,
        app_id: int,
        private_key: SecretStr,
        api_url: str,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.api_url = api_url.rstrip("/")
        pool = httpx.Limits(max_connections=40, max_keepalive_connections=20)
        direct = transport or httpx.AsyncHTTPTransport(limits=pool, proxy=proxy_for(self.api_url))
        self._transport = BoundedTransport(direct)
        common: dict[str, Any] = {
            "base_url": self.api_url,
            "user_agent": "statusproof",
            "follow_redirects": False,
            "timeout": TIMEOUT,
            "async_transport": self._transport,
            "http_cache": False,
            "auto_retry": False,
            "cache_strategy": MemCacheStrategy(),
            "throttler": LocalThrottler(60),  # GitHub allows 100 at once, over all we run
        }
        self._app = GitHub(AppAuthStrategy(app_id, private_key.get_secret_value()), **common)
        self._bare = GitHub(UnauthAuthStrategy(), **common)

    async def send(
        self, method: str, url: str, token: str | None, headers: Mapping[str, str], body: object = None
    ) -> Reply:
        """One request, one reply of any status. Raises Broken or TooLarge."""
        sent = {"X-GitHub-Api-Version": API_VERSION, **headers}
        if token is not None:
            sent["Authorization"] = f"token {token}"
        github = self._app if token is None else self._bare
        try:
            answer = (await github.arequest(method, url, headers=sent, json=body)).raw_response
        except RequestFailed as failed:
            answer = failed.response.raw_response
        except (GitHubException, ValueError) as error:  # ValueError: githubkit reads retry-after as a number
            raise _broken(error) from None
        lower = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status_code, lower, answer.content)

    async def close(self) -> None:
        """Close all connections."""
        await self._transport.shut()


def proxy_for(url: str) -> str | None:
    """The proxy the environment names for a URL (HTTPS_PROXY, NO_PROXY and the like), or None."""
    parts = urlsplit(url)
    if proxy_bypass(parts.hostname or ""):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


def _broken(error: Exception) -> Exception:
    cause = error.exc if isinstance(error, RequestError) else error
    if isinstance(cause, TooLarge):
        return cause
    if isinstance(cause, httpx.HTTPError | ValueError):
        never_sent = isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
        return Broken(type(cause).__name__, sent=not never_sent)
    # Nothing of the cause is quoted: it may hold the key.
    return Never(
        f"A request could not be signed ({type(cause).__name__}): is the App's private key a PEM file?"
    )
