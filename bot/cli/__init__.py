"""The command `statusproof`: one file per command, one style of errors."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import sys
import traceback
from typing import TYPE_CHECKING

from bot.cli import claims, demo, doctor, replay, serve, worker
from bot.cli.errors import known

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (claims, serve, worker, replay, doctor, demo)
"""In the order of `--help`. Each has NAME, HELP, arguments(parser) and run(arguments) -> exit code."""

FAILED = 2
"""Usage, configuration or input is wrong, or a fault of ours; 1 is kept for findings."""
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code. Messages go to standard error, a traceback never does."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough; Python would complain again when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - a person gets one line, whatever it is
        for line in known(error) or (_fault(error),):
            print(f"statusproof: {line}", file=sys.stderr)  # noqa: T201 - the terminal is what we write to
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="statusproof",
        description="Holds status documents to what CI, coverage, the tree and the issue tracker say.",
    )
    version = importlib.metadata.version("statusproof")
    parser.add_argument("--version", action="version", version=f"statusproof {version}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(command.NAME, help=command.HELP, description=command.__doc__)
        command.arguments(one)
        one.set_defaults(run=command.run)
    return parser


def _fault(error: BaseException) -> str:
    """One line that says it is our fault and where; of several errors at once the first."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""  # noqa: PTH119
    said = " ".join(str(error).split())[:300]
    return f"this is a fault in Statusproof, please report it: {type(error).__name__}: {said}{place}"
