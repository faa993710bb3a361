"""Play the whole loop against a small GitHub on this machine: push, CI, a pull request that drifts, a fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

NAME = "demo"
HELP = "the whole loop, seen, without GitHub"


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long, and where to look at it."""
    parser.add_argument(
        "--once", action="store_true", help="end after the story: 0 if it came out as told, else 1"
    )
    parser.add_argument("--port", type=int, default=0, help="port of the pages (default: a free one)")


def run(arguments: argparse.Namespace) -> int:
    """Tell the story."""
    from bot.demo import main

    return main(once=arguments.once, port=arguments.port)
