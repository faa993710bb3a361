"""Reads and writes for one installation: conditional, page by page, every failure later or never."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bot.errors import Never
from bot.github import links
from bot.github.etags import Remembered
from bot.github.exchange import Credentials, Exchange, Surroundings
from bot.github.failures import AWAY, Missing, later, unknown
from bot.github.wire import Broken, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.github.counting import Requests

RETRY_AFTER = 0.5
"""Seconds before the one retry of a read that found GitHub away."""
PAGES = 10
_REDIRECTS = 3
_AWAY = (500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class _Answer:
    body: Any
    link: str | None
    url: str


class Client:
    """GitHub as one installation sees it (or, with installation 0, the App itself).

    Every call raises Later or Never and nothing else of its own: `Missing`, a Never, for what is not there;
    `Unknown`, a Later, after a create whose outcome is not known. Only the shared pace may raise besides.
    """

    def __init__(self, installation: int, credentials: Credentials, around: Surroundings) -> None:
        self.installation = installation
        self._around = around
        self._exchange = Exchange(installation, credentials, around)

    @property
    def requests(self) -> Requests:
        """The count shared by all clients of the App."""
        return self._around.requests

    @property
    def api_url(self) -> str:
        """Where the API is, without a trailing slash."""
        return self._around.wire.api_url

    async def get(
        self, path: str, /, *, fresh: bool = False, keep: bool = True, **params: str | int | None
    ) -> Any:
        """The JSON at a path. `fresh` asks unconditionally; without `keep` the answer is not remembered."""
        return (await self._read(_with(path, params), fresh=fresh, keep=keep)).body

    async def pages(  # noqa: PLR0913 - named, each with a default
        self,
        path: str,
        params: Mapping[str, str | int | None] | None = None,
        /,
        *,
        items: str | None = None,
        at_most: int = PAGES,
        fresh: bool = False,
        until: Callable[[list[Any]], bool] | None = None,
    ) -> list[Any]:
        """All items of a list, up to `at_most` pages of 100, following the Link header.

        `items` names the field that holds the list where the answer is an object; `until` ends after a page.
        """
        url: str | None = _with(path, {"per_page": 100, **(params or {})})
        found: list[Any] = []
        for _ in range(at_most):
            if url is None:
                break
            answer = await self._read(url, fresh=fresh)
            page = answer.body.get(items) if items and isinstance(answer.body, dict) else answer.body
            if not isinstance(page, list):
                raise Never(f"GitHub answered GET {_path(url)} with something that is not a list")
            found += page
            if until is not None and until(page):
                break
            url = links.next_page(answer.link)
            if url is None and len(page) >= 100:
                # A next page may come without this one changing, and a 304 need not say so.
                self._around.etags.drop(await self._exchange.token_key(), answer.url)
        return found

    async def post(self, path: str, body: Mapping[str, Any], /, *, creates: bool = True) -> Any:
        """Send something new. With `creates`, an outcome that is not known is raised as Unknown."""
        return await self._write("POST", path, body, creates=creates)

    async def patch(self, path: str, body: Mapping[str, Any], /) -> Any:
        """Change something; doing it twice is harmless, so an unknown outcome is a plain Later."""
        return await self._write("PATCH", path, body)

    async def delete(self, path: str, /) -> None:
        """Remove something; that it is gone already is fine."""
        try:
            await self._write("DELETE", path, None)
        except Missing:
            return

    async def ask(self, url: str, body: Mapping[str, Any], /) -> Any:
        """A POST that changes nothing (a GraphQL query, a new token): not paced, retried like a read."""
        return self._parsed(await self._trying("POST", url, {}, body), url)

    async def _read(self, url: str, *, fresh: bool, keep: bool = True) -> _Answer:
        etags = self._around.etags
        for _ in range(_REDIRECTS + 1):
            key = await self._exchange.token_key()
            known = None if fresh else etags.get(key, url)
            reply = await self._trying("GET", url, known.condition() if known else {})
            if reply.status == 304 and known is not None:
                return _Answer(json.loads(known.content), reply.headers.get("link") or known.link, url)
            if reply.status < 300:
                answer = _Answer(self._parsed(reply, url), reply.headers.get("link"), url)
                etag, modified = reply.headers.get("etag"), reply.headers.get("last-modified")
                if keep:
                    etags.put(key, url, Remembered(reply.content, etag, modified, answer.link))
                return answer
            url = self._redirect("GET", url, reply)
        raise Never(f"GitHub redirects GET {_path(url)} in circles")

    async def _trying(self, method: str, url: str, headers: Mapping[str, str], body: object = None) -> Reply:
        """A read, with one short retry where GitHub is away."""
        reply: Reply | None = None
        with suppress(Broken):
            reply = await self._exchange.send(method, url, headers, body)
        if reply is None or reply.status in _AWAY:
            await self._around.sleep(RETRY_AFTER)
            try:
                reply = await self._exchange.send(method, url, headers, body)
            except Broken as broken:
                reason = f"GitHub cannot be reached ({broken.reason})"
                raise later(reason, self._around.now() + AWAY) from None
        return await self._exchange.judged(f"{method} {_path(url)}", reply)

    async def _write(
        self, method: str, path: str, body: Mapping[str, Any] | None, *, creates: bool = False
    ) -> Any:
        call, url = f"{method} {path}", path
        for _ in range(_REDIRECTS + 1):
            await self._exchange.take_turn()
            back = self._around.now() + AWAY
            try:
                reply = await self._exchange.send(method, url, body=body)
            except Broken as broken:
                outcome = unknown if creates and broken.sent else later
                raise outcome(f"{call}: no answer ({broken.reason})", back) from None
            if creates and reply.status >= 500:
                raise unknown(f"{call}: GitHub failed with {reply.status}", back)
            reply = await self._exchange.judged(call, reply)
            if reply.status < 300:
                return self._written(reply, call, creates=creates)
            url = self._redirect(method, url, reply)
        raise Never(f"GitHub redirects {call} in circles")

    def _written(self, reply: Reply, call: str, *, creates: bool) -> Any:
        if not reply.content:
            return None
        try:
            return json.loads(reply.content)
        except ValueError:
            outcome = unknown if creates else later
            raise outcome(f"{call}: the answer is not JSON", self._around.now() + AWAY) from None

    def _redirect(self, method: str, url: str, reply: Reply) -> str:
        home, there = self.api_url, reply.headers.get("location", "")
        kept = (301, 302, 307, 308) if method == "GET" else (307, 308)
        if reply.status not in kept or not there:
            raise Never(f"GitHub answered {method} {_path(url)} with {reply.status}, which we do not follow")
        there = there if re.match(r"https?://", there) else home + there
        if not links.leads_home(there, home):
            raise Never(f"GitHub redirects {method} {_path(url)} away from its API; not followed")
        return there

    def _parsed(self, reply: Reply, url: str) -> Any:
        try:
            return json.loads(reply.content)
        except ValueError:
            # A proxy's page, or an answer cut short: the next try may do better.
            reason = f"GitHub's answer to {_path(url)} is not JSON"
            raise later(reason, self._around.now() + AWAY) from None


def _with(path: str, params: Mapping[str, str | int | None]) -> str:
    given = {name: value for name, value in params.items() if value is not None}
    return f"{path}?{urlencode(given)}" if given else path


def _path(url: str) -> str:
    return re.sub(r"^https?://[^/]+", "", url).partition("?")[0]
