"""Reading a request's body within limits of size, time and memory, and answering before it is read."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.types import Receive, Scope, Send

MOST_BYTES = 25_000_000
"""GitHub does not send more: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap"""
MOST_HELD = 256 * 1024 * 1024
"""Bytes of unverified bodies held at once over all connections."""
_MOST_DRAINED = 64 * 1024 * 1024
_DRAIN_SECONDS = 5.0


class TooLarge(Exception):  # noqa: N818 - it names what the body is
    """The body is larger than GitHub ever sends."""


class Busy(Exception):  # noqa: N818 - it names what we are
    """Too many bytes of other bodies are being read at this moment."""


class Intake:
    """Reads bodies; all bodies in flight together are bounded."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        self._most_held = most_held
        self._held = 0

    async def read(self, request: Request) -> bytes:
        """The whole body. Raises TooLarge while still reading, Busy, ClientDisconnect."""
        chunks: list[bytes] = []
        size = 0
        try:
            async for chunk in request.stream():
                size += len(chunk)
                self._held += len(chunk)
                if size > MOST_BYTES:
                    raise TooLarge
                if self._held > self._most_held:
                    raise Busy
                chunks.append(chunk)
        finally:
            self._held -= size
        return b"".join(chunks)


def declared_length(request: Request) -> int:
    """Content-Length in bytes; 0 where there is none (the server refuses what is not a number)."""
    value = request.headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else 0


class Unread(JSONResponse):
    """An answer given before the body was read.

    A client that is still sending would see a broken connection instead of the answer, so what it sends is
    taken and thrown away for a while, within bounds; then the connection is closed.
    """

    def __init__(self, content: object, status_code: int) -> None:
        super().__init__(content, status_code, {"connection": "close"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(_DRAIN_SECONDS):
                await _drain(receive)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _drain(receive: Receive) -> None:
    drained, more = 0, True
    while more and drained < _MOST_DRAINED:
        message = await receive()
        drained += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)
