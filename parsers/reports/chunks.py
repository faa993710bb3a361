"""A report's bytes in even blocks, bounded: small chunks joined, large ones cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports.model import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.reports.limits import Limits

BLOCK = 65_536
"""Even blocks keep reading linear: expat looks again at an unfinished tag with every chunk it is given."""


def blocks(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    """The same bytes in blocks of 64 KiB; Refused past `limits.bytes`, after what stands before."""
    waiting = bytearray()
    given = 0
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= BLOCK:
            given += BLOCK
            if given > limits.bytes:
                raise _too_large(limits.bytes)
            yield bytes(waiting[:BLOCK])
            del waiting[:BLOCK]
    if given + len(waiting) > limits.bytes:
        raise _too_large(limits.bytes)
    if waiting:
        yield bytes(waiting)


def _too_large(most: int) -> Refused:
    return Refused(f"the report is larger than {most:,} bytes", byte=most)
