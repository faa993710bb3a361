"""What may be opened in a zip archive: which entries look like reports, and which are refused."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from parsers.reports.model import Problem

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from parsers.reports.limits import ArchiveLimits

_EXTENSIONS = re.compile(
    r"\.(?:trx|tap|lcov|info|jsonl|ndjson|coverprofile)$|(?:^|/)\.coverage(?:\.[^/]*)?$", re.IGNORECASE
)
_XML = re.compile(r"\.xml$", re.IGNORECASE)
_XML_OTHERS = re.compile(
    r"(?:^|/)(?:pom|AndroidManifest|web|app|build|ivy|settings|checkstyle[^/]*|pmd[^/]*|spotbugs[^/]*)\.xml$",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"test|spec|report|result|junit|cov|jest|vitest|mocha|playwright|cypress|ctrf|lcov|last_run|tarpaulin|facts",
    re.IGNORECASE,
)
_WORDED = re.compile(r"\.(?:json|txt|out|log)$", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:^|/)(?:node_modules|\.git|vendor|__pycache__|site-packages)/|\.(?:map|html?|js|css)$", re.IGNORECASE
)
_NESTED = re.compile(r"\.(?:zip|jar|war|tar|tgz|t[bx]z2?|gz|bz2|xz|zst|7z|rar)$", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")
_REGULAR = {0, stat.S_IFREG}
_METHODS = {0, 8}
"""Stored and deflated: what artifacts are made of. Others may take hundreds of megabytes to unpack."""


def looks_like_report(path: str) -> bool:
    """Whether an entry is worth opening, by its path alone."""
    if _OTHERS.search(path):
        return False
    if _XML.search(path):
        return not _XML_OTHERS.search(path)
    return bool(_EXTENSIONS.search(path) or (_WORDED.search(path) and _WORDS.search(path)))


def is_nested(path: str) -> bool:
    """Whether an entry is an archive itself, by its name."""
    return bool(_NESTED.search(path))


def refusal(entry: ZipInfo, limits: ArchiveLimits) -> Problem | None:
    """Why an entry must not be opened, or nothing."""
    message = _path_fault(entry.orig_filename, limits) or _kind_fault(entry) or _size_fault(entry, limits)
    return Problem(message, where=shown_path(entry.orig_filename)) if message else None


def shown_path(path: str) -> str:
    """A path as a message may hold it."""
    return "".join(char if char.isprintable() else "?" for char in path[:200])


def _path_fault(path: str, limits: ArchiveLimits) -> str:
    if len(path) > limits.path:
        return f"its path is longer than {limits.path:,} characters"
    slashed = path.replace("\\", "/")
    if slashed.startswith("/") or _DRIVE.match(path) or ".." in slashed.split("/"):
        return "its path leads out of the archive"
    if not path.isprintable():
        return "its path holds control characters"
    return ""


def _kind_fault(entry: ZipInfo) -> str:
    if entry.flag_bits & 0x1:
        return "it is encrypted"
    if stat.S_IFMT(entry.external_attr >> 16) not in _REGULAR:
        return "it is a symbolic link or another special file"
    if is_nested(entry.orig_filename):
        return "it is an archive inside the archive"
    if entry.compress_type not in _METHODS:
        return f"it is compressed in a way that is not read here (method {entry.compress_type})"
    return ""


def _size_fault(entry: ZipInfo, limits: ArchiveLimits) -> str:
    if entry.file_size > limits.small and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        return f"it grows more than {limits.ratio} times when it is unpacked"
    return ""
