"""Workflow artifacts: zip archives read entry by entry, streamed, never unpacked to disk.

The format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from parsers.reports.archive_bounds import is_nested, looks_like_report, refusal, shown_path
from parsers.reports.limits import ArchiveLimits, Limits
from parsers.reports.model import Problem, Refused, Report
from parsers.reports.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 65_536
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_LONGEST_COMMENT = 65_535


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of an archive: its path there, and what it says."""

    path: str
    report: Report


def reports(
    archive: bytes | BinaryIO, archive_limits: ArchiveLimits | None = None, limits: Limits | None = None
) -> Iterator[Entry | Problem]:
    """Every entry that looks like a report, read; a Problem for each that is refused, naming it.

    `archive` is the bytes, or a binary file that can seek; it is only read, and nothing else is opened.
    Entries that do not look like reports are passed over. What is wrong with the archive itself ends it.
    """
    bounds = archive_limits or ArchiveLimits()
    file = io.BytesIO(archive) if isinstance(archive, bytes) else archive
    try:
        _check_directory(file, bounds)
        with zipfile.ZipFile(file) as opened:
            yield from _Reading(opened, bounds, limits or Limits()).entries()
    except Refused as refused:
        yield refused.problem
    except (zipfile.BadZipFile, OSError, struct.error, ValueError, NotImplementedError) as error:
        yield Problem(f"no sound zip archive: {str(error)[:200]}", byte=0)


class _Reading:
    """An archive while its entries are read."""

    def __init__(self, archive: zipfile.ZipFile, bounds: ArchiveLimits, limits: Limits) -> None:
        self._archive = archive
        self._bounds = bounds
        self._limits = limits
        self._left = bounds.unpacked

    def entries(self) -> Iterator[Entry | Problem]:
        seen: set[str] = set()
        opened = problems = 0
        for entry in self._archive.infolist():
            if entry.is_dir():
                continue
            fault = refusal(entry, self._bounds)
            if fault is None and entry.filename in seen:
                fault = Problem("it stands in the archive twice", where=shown_path(entry.filename))
            seen.add(entry.filename)
            if fault is not None:
                problems += 1
                if problems <= self._bounds.problems:
                    yield fault
            elif looks_like_report(entry.filename):
                opened += 1
                if opened > self._bounds.reports:
                    raise Refused(f"the archive holds more than {self._bounds.reports:,} reports")
                yield Entry(entry.filename, read(entry.filename, self._chunks(entry), self._limits))

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """An entry's content as it is unpacked; a fault in it is a Refused with its byte."""
        given = 0
        try:
            with self._archive.open(entry) as content:
                while chunk := content.read(_CHUNK):
                    given += len(chunk)
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise Refused(
                            f"the archive unpacks to more than {self._bounds.unpacked:,} bytes", byte=given
                        )
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, struct.error) as error:
            raise Refused(f"it cannot be unpacked: {str(error)[:200]}", byte=given) from None


def _check_directory(file: BinaryIO, bounds: ArchiveLimits) -> None:
    """Refuse an archive by its size and its table of contents, before that table is read into memory."""
    size = file.seek(0, io.SEEK_END)
    if size > bounds.bytes:
        raise Refused(f"the archive is larger than {bounds.bytes:,} bytes", byte=bounds.bytes)
    start = file.seek(max(size - _END.size - _LONGEST_COMMENT, 0))
    tail = file.read()
    at = _end(tail)
    if at < 0:
        raise Refused("no sound zip archive: it has no table of contents, or ends before it", byte=size)
    entries, length = _END.unpack_from(tail, at)[4:6]
    large = start + at - _LOCATOR.size - _END_64.size
    if large >= 0:  # where zipfile looks for it too
        file.seek(large)
        fields = _END_64.unpack(file.read(_END_64.size))
        if fields[0] == b"PK\x06\x06":
            entries, length = fields[7], fields[8]
    if entries > bounds.entries:
        raise Refused(f"the archive has more than {bounds.entries:,} entries", byte=start + at)
    if length > bounds.directory_bytes:
        raise Refused(
            f"the table of contents is larger than {bounds.directory_bytes:,} bytes", byte=start + at
        )


def _end(tail: bytes) -> int:
    """Where the end record starts, found as zipfile finds it; -1 if it is not there whole."""
    last = len(tail) - _END.size
    if last >= 0 and tail[last:].startswith(b"PK\x05\x06") and tail.endswith(b"\0\0"):
        return last
    at = tail.rfind(b"PK\x05\x06")
    return at if len(tail) - at >= _END.size else -1


__all__ = ["Entry", "is_nested", "looks_like_report", "reports"]
