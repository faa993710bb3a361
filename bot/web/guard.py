"""Headers every answer carries unless it sets its own; foreign host names refused for private pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_ENCODED = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Guard:
    """Wraps the whole application. `only_here` protects private pages from a foreign site's DNS tricks."""

    def __init__(self, app: ASGIApp, *, only_here: bool) -> None:
        self._app = app
        self._only_here = only_here

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message["headers"]
                present = {name for name, _ in given}
                message["headers"] = [*given, *(pair for pair in _ENCODED if pair[0] not in present)]
            await send(message)

        if self._only_here and _host(scope) not in _HERE:
            refusal = PlainTextResponse("These pages are for this machine only.\n", 421)
            await refusal(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)


def _host(scope: Scope) -> str:
    """The host name of a request, without its port."""
    host = Headers(scope=scope).get("host", "")
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host
