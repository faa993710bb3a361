"""Run looks from a shared database (STATUSPROOF_DATABASE_URL), beside `serve`, until SIGTERM or Ctrl-C."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

NAME = "worker"
HELP = "one more worker on a shared database"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: the environment says it all."""


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop; 0 then."""
    from bot.cli import start

    settings = start.settings()
    from bot import service
    from bot.service.wiring import compose

    del arguments
    start.run(service.worker(settings, compose))
    return 0
