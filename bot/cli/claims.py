"""Show what a document claims: each line with what was read beside it, or JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from parsers.model import Contradiction, Document


NAME = "claims"
HELP = "what a document claims"

_MOST_BYTES = 50_000_000
"""More is not even read; how much of it is looked at is the reader's own limit."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which document, and for whom."""
    parser.add_argument("file", metavar="FILE", help="the document; - for standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")


def run(arguments: argparse.Namespace) -> int:
    """Read it and print; 0 when it could be read."""
    from parsers import read

    document = read(arguments.file, _bytes(arguments.file))
    for line in _json(document) if arguments.format == "json" else _text(document):
        sys.stdout.write(line + "\n")
    return 0


def _json(document: Document) -> Iterator[str]:
    from parsers import document_json

    found = document_json(document)
    problems = found.pop("problems")
    found["contradictions"] = [asdict(contradiction) for contradiction in _contradictions(document)]
    yield json.dumps(found | {"problems": problems}, indent=2)


def _text(document: Document) -> Iterator[str]:
    """Lines that the terminal's encoding can show, coloured where it can be."""
    from bot.cli.annotated import annotated

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    encoding = sys.stdout.encoding or "utf-8"
    for line in annotated(document, _contradictions(document), colour=colour):
        yield line.encode(encoding, "replace").decode(encoding)


def _contradictions(document: Document) -> tuple[Contradiction, ...]:
    """What cannot all be true in this document, seen from today."""
    from parsers.contradictions import contradictions

    return tuple(found for _, found in contradictions([document], datetime.now(UTC).date()))


def _bytes(name: str) -> bytes:
    """The file's bytes. Raises InputError for what cannot be read or is too large to be a document."""
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot read {name!r}: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise InputError(f"cannot read {name!r}: {error}") from None
    if len(raw) > _MOST_BYTES:
        raise InputError(f"cannot read {name!r}: it is over {_MOST_BYTES // 1_000_000} MB")
    return raw
