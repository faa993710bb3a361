"""Receive webhooks, show pages and run looks, all in this process, until SIGTERM or Ctrl-C."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

NAME = "serve"
HELP = "the webhook service with web pages and an embedded worker"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop; 0 then."""
    from bot.cli import start

    settings = start.settings()
    from bot import service
    from bot.service.wiring import compose

    start.run(service.serve(settings, compose, host=arguments.host, port=arguments.port))
    return 0
