"""The socket we listen on and the server behind it, which we start and stop ourselves."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from bot.service.rooms import ServiceError
from bot.web import Site, create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEB_DRAIN = 10
"""Seconds answers may take once we are told to stop."""


class Server(uvicorn.Server):
    """uvicorn without its own signal handling: we stop it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server_of(site: Site) -> Server:
    """A server of the whole web side; its `serve` takes the sockets, `should_exit` ends it."""
    config = uvicorn.Config(
        create_app(site),
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=1000,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_WEB_DRAIN,
    )
    return Server(config)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A bound socket, before anything else is started."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ServiceError(f"cannot listen on {host} port {port}: {reason}; choose another --port") from None
    with listener:
        yield listener


def address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
