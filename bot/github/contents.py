"""What never changes once written: trees by commit and blobs by hash, fetched once and kept in a store."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.errors import Never
from bot.github.models import BlobAnswer, TreeAnswer, TreeEntry, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.github.client import Client

WALKED = 12
"""Calls spent on the sub-trees of a repository too large for one answer (100 000 entries or 7 MB)."""


class BlobStore(Protocol):
    """Blobs by git's hash, per repository. The ledger has one."""

    async def get(self, repository: int, shas: Iterable[str]) -> dict[str, bytes]: ...

    async def put(self, repository: int, blobs: Mapping[str, bytes]) -> None: ...


class AnswerStore(Protocol):
    """Answers that cannot change, by a key of ours, per repository; the first to write a key wins."""

    async def get(self, repository: int, key: str) -> bytes | None: ...

    async def put(self, repository: int, key: str, answer: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One path of a tree: a file (with its size in bytes), a link (`symlink`) or a submodule."""

    path: str
    sha: str
    kind: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """The paths of one commit; `complete` is False where the repository is too large to list."""

    entries: tuple[Entry, ...]
    complete: bool = True


async def tree(github: Client, full_name: str, repository: int, commit: str, kept: AnswerStore) -> Listing:
    """All files of a commit. Raises Missing for an unknown commit or an empty repository."""
    key = f"tree:{commit}"
    stored = await kept.get(repository, key)
    if stored is not None:
        complete, rows = json.loads(stored)
        return Listing(tuple(Entry(*row) for row in rows), complete)
    listing = await _walk(github, full_name, commit)
    rows = [[entry.path, entry.sha, entry.kind, entry.size] for entry in listing.entries]
    await kept.put(repository, key, json.dumps([listing.complete, rows], separators=(",", ":")).encode())
    return listing


async def _walk(github: Client, full_name: str, commit: str) -> Listing:
    entries: list[Entry] = []
    pending, calls, whole = [("", commit)], 0, True
    while pending and calls < WALKED:
        prefix, sha = pending.pop(0)
        answer = await _tree(github, full_name, sha, recursive=True)
        calls += 1
        if answer.truncated:
            answer = await _tree(github, full_name, sha, recursive=False)
            calls += 1
            whole = whole and not answer.truncated
            pending += [
                (f"{prefix}{entry.path}/", entry.sha) for entry in answer.tree if entry.type == "tree"
            ]
            pending.sort(key=lambda place: place[0] not in _FIRST)
        entries += [_entry(entry, prefix) for entry in answer.tree if entry.type != "tree"]
    return Listing(tuple(entries), whole and not pending)


_FIRST = (".github/", "docs/")
"""Where the policy and most documents are: read before the calls are spent."""


async def _tree(github: Client, full_name: str, sha: str, *, recursive: bool) -> TreeAnswer:
    path = f"/repos/{full_name}/git/trees/{sha}"
    return read(
        TreeAnswer, await github.get(path, keep=False, recursive="1" if recursive else None), f"GET {path}"
    )


def _entry(entry: TreeEntry, prefix: str) -> Entry:
    kind = "submodule" if entry.type == "commit" else "symlink" if entry.mode == "120000" else "file"
    return Entry(prefix + entry.path, entry.sha, kind, entry.size or 0)


async def blobs(
    github: Client, full_name: str, repository: int, shas: Iterable[str], kept: BlobStore
) -> dict[str, bytes]:
    """The contents of blobs by hash, each fetched from GitHub once, ever."""
    wanted = list(dict.fromkeys(shas))
    found = await kept.get(repository, wanted) if wanted else {}
    for sha in wanted:
        if sha not in found:
            found[sha] = await _blob(github, full_name, sha)
            await kept.put(repository, {sha: found[sha]})
    return found


async def _blob(github: Client, full_name: str, sha: str) -> bytes:
    path = f"/repos/{full_name}/git/blobs/{sha}"
    answer = read(BlobAnswer, await github.get(path, keep=False), f"GET {path}")
    if answer.encoding != "base64":
        return answer.content.encode()
    try:
        return base64.b64decode(answer.content)
    except (binascii.Error, ValueError):
        raise Never(f"GitHub's answer to GET {path} is not base64") from None
