"""One authorised exchange for an installation: its block, its turn to write, its token, its limits."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.errors import Never
from bot.github.counting import Requests
from bot.github.etags import ETags
from bot.github.failures import failure, later, said
from bot.github.limits import limit_of
from bot.github.pace import WRITE_INTERVAL, MemoryPace, Pace
from bot.github.wire import Broken, Reply, TooLarge, Wire

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.github.tokens import Token

PATIENCE = 2.0
"""Seconds a call may wait in place for a limit to pass; beyond, the run is put back."""
WRITE_PATIENCE = 10.0
"""Seconds a write may wait in line. The line is as long as the installation's runs at work, so this is
rarely met; a place given up is lost to all, so it is not given up lightly."""


class Credentials(Protocol):
    """Where a client's token comes from. None means: signed as the App."""

    async def token(self) -> Token | None:
        """The token to use now. Raises Later or Never."""

    async def renew(self, refused: Token | None) -> Token | None:
        """A token other than the refused one."""

    async def outgrown(self, refused: Token | None) -> bool:
        """Whether a new token may do more than the refused one. Raises Later or Never."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all clients of one App share; `interval` is in seconds between writes of an installation."""

    wire: Wire
    pace: Pace = field(default_factory=MemoryPace)
    etags: ETags = field(default_factory=ETags)
    requests: Requests = field(default_factory=Requests)
    interval: float = WRITE_INTERVAL
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Exchange:
    """The exchanges of one installation."""

    def __init__(self, installation: int, credentials: Credentials, around: Surroundings) -> None:
        self._installation, self._credentials, self._around = installation, credentials, around
        self._strikes = 0

    async def token_key(self) -> str:
        """What the answers of now are remembered under: ETags hold for one token."""
        token = await self._credentials.token()
        return "app" if token is None else token.fingerprint

    async def send(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: object = None
    ) -> Reply:
        """One request, one reply of any status; a refused token is replaced once. Raises Broken."""
        await self._wait_out_block()
        token = await self._credentials.token()
        reply = await self._send(method, url, token, headers or {}, body)
        if reply.status == 401 or (_not_permitted(reply) and await self._credentials.outgrown(token)):
            token = await self._credentials.renew(token)
            reply = await self._send(method, url, token, {}, body)
        return reply

    async def take_turn(self) -> None:
        """Wait for the installation's next moment to write. Raises Later when that is far off."""
        await self._wait_out_block()
        around = self._around
        wait = await around.pace.reserve_write(self._installation, around.interval)
        if wait > WRITE_PATIENCE:
            raise later(
                "Many changes wait for their turn, one a second", around.now() + timedelta(seconds=wait)
            )
        if wait > 0:
            await around.sleep(wait)

    async def judged(self, call: str, reply: Reply) -> Reply:
        """The reply if it is a good one, else Later or Never; a limit is told to all workers."""
        around = self._around
        message = said(_lenient(reply.content)) if reply.status >= 400 else ""
        limit = limit_of(reply.status, reply.headers, message, around.now(), self._strikes)
        if limit is not None and limit.whole:
            await around.pace.block(self._installation, limit.until, limit.reason)
        if reply.status < 400:
            self._strikes = 0
            return reply
        if limit is not None:
            self._strikes += 1
            raise later(limit.reason, limit.until)
        raise failure(call, reply.status, message, reply.headers, around.now())

    async def _send(
        self, method: str, url: str, token: Token | None, headers: Mapping[str, str], body: object
    ) -> Reply:
        secret = None if token is None else token.secret.get_secret_value()
        try:
            reply = await self._around.wire.send(method, url, secret, headers, body)
        except TooLarge:
            self._around.requests.count(200)
            if method == "GET":
                raise Never(
                    f"GitHub's answer to GET {url.partition('?')[0]} is larger than we hold"
                ) from None
            raise Broken("the answer was too large") from None
        self._around.requests.count(reply.status)
        return reply

    async def _wait_out_block(self) -> None:
        block = await self._around.pace.blocked(self._installation)
        if block is None:
            return
        wait = (block.until - self._around.now()).total_seconds()
        if wait > PATIENCE:
            raise later(block.reason, block.until)
        await self._around.sleep(max(0.0, wait))


def _not_permitted(reply: Reply) -> bool:
    return reply.status == 403 and b"not accessible by integration" in reply.content.lower()


def _lenient(content: bytes) -> object:
    try:
        parsed: object = json.loads(content)
    except ValueError:
        return None
    return parsed
