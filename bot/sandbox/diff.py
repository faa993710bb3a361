"""What changed between two trees, file by file, as git tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.git import Git

_STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}
_PATCH_LIMIT = 1_000_000
_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


@dataclass(frozen=True, slots=True)
class Change:
    """One file of a diff. `patch` is None for binary or very large files."""

    path: str
    status: str
    sha: str
    additions: int
    deletions: int
    patch: str | None
    previous: str | None = None


_SEEN: WeakKeyDictionary[Git, dict[tuple[str | None, str], list[Change]]] = WeakKeyDictionary()


def changes(git: Git, base: str | None, head: str) -> list[Change]:
    """The files in which `head` differs from `base` (shas; None: from nothing), renames found.

    https://docs.github.com/rest/pulls/pulls#list-pull-requests-files
    """
    seen = _SEEN.setdefault(git, {})
    if (base, head) not in seen:
        seen[base, head] = _changes(git, base, head)
    return seen[base, head]


def _changes(git: Git, base: str | None, head: str) -> list[Change]:
    left = _EMPTY_TREE if base is None else base
    if base is None:
        git.run("hash-object", "-t", "tree", "-w", "--stdin")
    listing = git.run("diff", "--raw", "--numstat", "-z", "-M", "--abbrev=40", left, head)
    tokens = iter(listing.decode("utf-8", "replace").split("\0"))
    raw, counts = _read_raw(tokens)
    if not raw:
        return []
    patches = iter(_patches(git.run("diff", "--no-color", "--no-ext-diff", "-M", "-p", left, head)))
    found = []
    for path, status, sha, previous in raw:
        patch = next(patches)
        if status == "changed":  # a file that became a link is told as a removal and an addition
            next(patches)
        found.append(Change(path, status, sha, *counts.get(path, (0, 0)), patch, previous))
    return found


def _read_raw(
    tokens: Iterator[str],
) -> tuple[list[tuple[str, str, str, str | None]], dict[str, tuple[int, int]]]:
    """The `:mode …` rows and the counted lines that follow them in one NUL-separated listing."""
    rows: list[tuple[str, str, str, str | None]] = []
    counts: dict[str, tuple[int, int]] = {}
    for token in tokens:
        if token.startswith(":"):
            _, _, old, new, letter = token.split()
            first = next(tokens)
            second = next(tokens) if letter[0] in "RC" else None
            sha = old if letter[0] == "D" else new
            previous = first if second is not None else None
            rows.append((first if second is None else second, _STATUS[letter[0]], sha, previous))
        elif token:
            added, removed, path = token.split("\t", 2)
            if not path:
                next(tokens)
                path = next(tokens)
            counts[path] = (int(added), int(removed)) if added != "-" else (0, 0)
    return rows, counts


def _patches(diff: bytes) -> list[str | None]:
    """The hunks of each file in order, from the first `@@` on."""
    found: list[str | None] = []
    for part in ("\n" + diff.decode("utf-8", "replace")).split("\ndiff --git ")[1:]:
        start = part.find("\n@@ ")
        hunks = part[start + 1 :].rstrip("\n")
        found.append(hunks if start >= 0 and len(hunks) <= _PATCH_LIMIT else None)
    return found
