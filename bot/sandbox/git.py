"""One bare git repository, driven by git's own plumbing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NOTHING = "0" * 40
_FORMAT = "%x1e%H%x1f%T%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%cn%x1f%ce%x1f%cI%x1f%B"
_NO_NAME = re.compile(r"[~^:?*\[\\\s]|\.\.|@\{|^-|^$")
_HEX = frozenset("0123456789abcdef")


class GitError(Exception):
    """git refused; the message is git's."""


@dataclass(frozen=True, slots=True)
class Person:
    """Name and address as a commit carries them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit object, read once."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author: Person
    authored_at: datetime
    committer: Person
    committed_at: datetime
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a tree. `size` is None for what is not a blob."""

    mode: str
    kind: str
    sha: str
    size: int | None
    path: str


class Git:
    """A bare repository at `path`. Names are refs, branches, tags or shas; errors are GitError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._commits: dict[str, Commit] = {}

    @classmethod
    def create(cls, path: Path, source: Self | None = None) -> Self:
        """A new store, with the branches of `source` when given."""
        git = shutil.which("git")
        if git is None:
            raise GitError("git is not installed (Debian, Ubuntu: apt-get install git)")
        path.mkdir(parents=True)
        store = cls(path)
        store.run("init", "--quiet", "--bare", "--template=", ".")
        if source is not None:
            store.fetch(source, "refs/heads/*", "refs/heads/*")
        return store

    def run(self, *arguments: str, stdin: bytes = b"", index: Path | None = None) -> bytes:
        """The output of one git command."""
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": str(self.path)}
        environment |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_DIR": str(self.path)}
        if index is not None:
            environment["GIT_INDEX_FILE"] = str(index)
        done = subprocess.run(
            ["git", "-c", "gc.auto=0", *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            env=environment,
            cwd=self.path,
        )
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]} failed")
        return done.stdout

    def resolve(self, name: str) -> str | None:
        """The commit a branch, tag, full ref or (abbreviated) sha stands for, or None."""
        if _NO_NAME.search(name):  # git would take an expression where GitHub takes names only
            return None
        candidates = [f"refs/heads/{name}", f"refs/tags/{name}"]
        if name.startswith(("heads/", "tags/", "pull/")):
            candidates.insert(0, f"refs/{name}")
        if name.startswith("refs/"):
            candidates = [name]
        elif len(name) >= 7 and _HEX.issuperset(name):
            candidates.insert(0, name)
        if name in self._commits:
            return name
        for candidate in candidates:
            try:
                found = self.run(
                    "rev-parse", "--verify", "--quiet", "--end-of-options", candidate + "^{commit}"
                )
            except GitError:
                continue
            return found.decode().strip()
        return None

    def branches(self, prefix: str = "refs/heads/") -> dict[str, str]:
        """Branch name to tip."""
        lines = self.run("for-each-ref", "--format=%(objectname) %(refname)", prefix).decode().splitlines()
        return {line[41:].removeprefix("refs/heads/"): line[:40] for line in lines}

    def set_ref(self, ref: str, sha: str | None) -> None:
        """Points a full ref at a commit, or removes it."""
        self.run(*(("update-ref", "-d", ref) if sha is None else ("update-ref", ref, sha)))

    def fetch(self, source: Self, there: str, here: str) -> None:
        """Takes refs and their objects over from another store."""
        self.run("fetch", "--quiet", "--no-tags", str(source.path), f"+{there}:{here}")

    def commits(self, *revisions: str, path: str | None = None, limit: int | None = None) -> list[Commit]:
        """What `git log` walks, newest first."""
        arguments = [
            "log",
            "--no-color",
            f"--format={_FORMAT}",
            *([f"-n{limit}"] if limit else []),
            *revisions,
        ]
        output = self.run(*arguments, "--", *([path] if path else [])).decode("utf-8", "replace")
        found = [_read_commit(record) for record in output.split("\x1e")[1:]]
        self._commits |= {commit.sha: commit for commit in found}
        return found

    def commit(self, sha: str) -> Commit:
        """One commit by its sha."""
        if sha not in self._commits:
            self.commits(sha, limit=1)
        return self._commits[sha]

    def tree(self, tree: str, *, recursive: bool) -> list[Entry]:
        """The entries of a tree or commit."""
        flags = ["-r", "-t"] if recursive else []
        output = self.run("ls-tree", "-z", "-l", "--full-tree", *flags, "--end-of-options", tree)
        return [_read_entry(line) for line in output.decode("utf-8", "replace").split("\0") if line]

    def kind(self, sha: str) -> str | None:
        """blob, tree, commit or tag; None for what is not here."""
        try:
            return self.run("cat-file", "-t", sha).decode().strip()
        except GitError:
            return None

    def blob(self, sha: str) -> bytes:
        """The bytes of a blob."""
        return self.run("cat-file", "blob", sha)

    def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor, or None for unrelated histories."""
        try:
            return self.run("merge-base", one, other).decode().strip()
        except GitError:
            return None

    def apart(self, base: str, head: str) -> tuple[int, int]:
        """(commits only in head, commits only in base)."""
        behind, ahead = self.run("rev-list", "--left-right", "--count", f"{base}...{head}").split()
        return int(ahead), int(behind)

    def merged_tree(self, base: str, ours: str, theirs: str) -> str:
        """The tree of a merge without conflicts; GitError where both sides changed one file."""
        index = self.path / "merge-index"
        index.unlink(missing_ok=True)
        try:
            self.run("read-tree", "-i", "-m", "--aggressive", base, ours, theirs, index=index)
            return self.run("write-tree", index=index).decode().strip()
        finally:
            index.unlink(missing_ok=True)

    def write_commit(self, tree: str, parents: Sequence[str], message: str, by: Person, at: datetime) -> str:
        """A commit object of an existing tree; no ref moves."""
        stamp = f"{by.name} <{by.email}> {int(at.timestamp())} +0000"
        lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
        text = "\n".join([*lines, f"author {stamp}", f"committer {stamp}", "", message.rstrip("\n") + "\n"])
        return self.run("hash-object", "-t", "commit", "-w", "--stdin", stdin=text.encode()).decode().strip()

    def write_tree(self, parent: str | None, files: Mapping[str, str | bytes | None]) -> str:
        """The tree of `parent` with files written (text, bytes) or removed (None)."""
        index = self.path / "write-index"
        index.unlink(missing_ok=True)
        try:
            if parent is not None:
                self.run("read-tree", parent, index=index)
            self.run(
                "update-index", "--replace", "-z", "--index-info", stdin=self._index_lines(files), index=index
            )
            return self.run("write-tree", index=index).decode().strip()
        finally:
            index.unlink(missing_ok=True)

    def _index_lines(self, files: Mapping[str, str | bytes | None]) -> bytes:
        lines = []
        for path, content in files.items():
            mode, sha = "0", NOTHING
            if content is not None:
                raw = content.encode() if isinstance(content, str) else content
                mode, sha = "100644", self.run("hash-object", "-w", "--stdin", stdin=raw).decode().strip()
            lines.append(f"{mode} {sha}\t{path}\0")
        return "".join(lines).encode()


def _read_commit(record: str) -> Commit:
    sha, tree, parents, name, mail, at, committer, c_mail, c_at, message = record.split("\x1f", 9)
    return Commit(
        sha,
        tree,
        tuple(parents.split()),
        Person(name, mail),
        datetime.fromisoformat(at).astimezone(UTC),
        Person(committer, c_mail),
        datetime.fromisoformat(c_at).astimezone(UTC),
        message.strip("\n"),
    )


def _read_entry(line: str) -> Entry:
    head, path = line.split("\t", 1)
    mode, kind, sha, size = head.split()
    return Entry(mode, kind, sha, int(size) if size.isdigit() else None, path)
