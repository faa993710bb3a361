"""Who runs the server: ourselves, or an existing unprivileged account when we are root."""

from __future__ import annotations

import os
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.postgres.errors import PostgresError

_CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system. `other` is True when it is not the one we run as."""

    name: str
    uid: int
    gid: int
    groups: frozenset[int]
    other: bool

    def run(
        self, command: list[str | Path], timeout: float, **options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command as this account, away from our terminal, with nothing of our environment.

        Raises PostgresError when it cannot be started or takes longer than `timeout` seconds.
        """
        if self.other:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        try:
            return subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                timeout=timeout,
                check=False,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                start_new_session=True,  # Ctrl-C in our terminal is not meant for the server
                **options,
            )
        except subprocess.TimeoutExpired:
            raise PostgresError(f"{Path(command[0]).name} took longer than {timeout:g} seconds") from None
        except OSError as error:
            raise PostgresError(f"{Path(command[0]).name} cannot be run: {error.strerror}") from None

    def own(self, folder: Path) -> None:
        """Make a folder that we just created this account's."""
        if self.other:
            os.chown(folder, self.uid, self.gid)

    def blocked_at(self, path: Path) -> Path | None:
        """The first folder on the way to `path`, itself included, that this account cannot pass."""
        for folder in [*reversed(path.parents), path]:
            if not self._passes(folder.stat()):
                return folder
        return None

    def _passes(self, found: os.stat_result) -> bool:
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid in self.groups:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def choose_account() -> Account:
    """Ourselves; as root `postgres`, else `nobody`. Raises PostgresError if root finds neither."""
    import pwd  # not on Windows, where this is never called

    if os.geteuid() != 0:
        return Account(_own_name(), os.geteuid(), os.getegid(), frozenset(os.getgroups()), other=False)
    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        # The command runs with the account's own group only, so that is the only one that counts.
        return Account(name, entry.pw_uid, entry.pw_gid, frozenset([entry.pw_gid]), other=True)
    raise PostgresError(
        "PostgreSQL refuses to run as root and neither account `postgres` nor `nobody` exists: "
        "run as an ordinary user or set STATUSPROOF_DATABASE_URL"
    )


def _own_name() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise PostgresError(
            f"user id {os.geteuid()} has no entry in the list of accounts, which PostgreSQL needs: "
            "run as a named user or set STATUSPROOF_DATABASE_URL"
        ) from None
