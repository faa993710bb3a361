"""Globs over repository paths: `*` and `?` stay within a folder, `**` spans any number of them."""

from __future__ import annotations

from fnmatch import fnmatchcase


def matches(glob: str, path: str) -> bool:
    """Whether the whole path fits the glob. Takes time in proportion to their lengths multiplied at most."""
    wanted, parts = glob.strip("/").split("/"), path.split("/")
    at = seen = 0
    star, resume = -1, 0
    while at < len(parts):
        if seen < len(wanted) and wanted[seen] == "**":
            star, resume = seen, at
            seen += 1
        elif seen < len(wanted) and fnmatchcase(parts[at], wanted[seen]):
            at, seen = at + 1, seen + 1
        elif star >= 0:
            resume += 1
            at, seen = resume, star + 1
        else:
            return False
    return seen == len(wanted)


def covers(glob: str, path: str) -> bool:
    """Whether the path fits the glob or lies in a folder that does."""
    return matches(glob, path) or matches(f"{glob.rstrip('/')}/**", path)
