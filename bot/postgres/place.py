"""Where the embedded server keeps its things, and who owns which of them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from bot.postgres.errors import PostgresError
from bot.postgres.programs import WHEEL, Programs, wheel_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.postgres.account import Account

# A socket's path is limited to 107 bytes on Linux and 103 on macOS (`sun_path` in unix(7) and unix(4)).
_LONGEST_SOCKET = 103
_SOCKET_NAME = ".s.PGSQL.5432"
_PLAIN = re.compile(r"[A-Za-z0-9/._-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one embedded server. Settings and locks are ours; data and socket the account's."""

    root: Path
    data: Path
    socket: Path

    @property
    def settings(self) -> Path:
        """The server's configuration file, written anew at each start."""
        return self.root / "postgresql.conf"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "server.log"

    @property
    def lock(self) -> Path:
        """Held by whoever starts or stops the server."""
        return self.root / "lock"

    @property
    def users(self) -> Path:
        """Held, shared, by every process of ours that uses the server."""
        return self.root / "users"


def default_data_dir(environ: Mapping[str, str]) -> Path:
    """STATUSPROOF_DATA_DIR if set; /var/lib/statusproof for root; else the platform's data directory."""
    told = environ.get("STATUSPROOF_DATA_DIR", "")
    if told:
        return Path(told).expanduser().absolute()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/statusproof")
    return platformdirs.user_data_path("statusproof", appauthor=False)


def prepare(data_dir: Path, account: Account) -> Place:
    """Make the folders, private to us and the account. Raises PostgresError where the account cannot go."""
    # As root, our folders may be passed, not listed, by the account whose data lies within.
    mode = 0o711 if account.other else 0o700
    try:
        _claim(data_dir, mode)
        root = data_dir / "postgres"
        root.mkdir(mode=mode, exist_ok=True)
        root.chmod(mode)
        blocked = account.blocked_at(root) if account.other else None
        if blocked is not None:
            raise PostgresError(
                f"account {account.name}, which runs PostgreSQL because we are root, cannot pass {blocked}: "
                f"`chmod o+x {blocked}` or set STATUSPROOF_DATA_DIR to another directory"
            )
        return Place(root, root / "data", _socket_folder(root, account))
    except OSError as error:
        raise PostgresError(f"cannot use {error.filename or data_dir}: {error.strerror}") from None


def _claim(data_dir: Path, mode: int) -> None:
    """Create the data directory; an empty one that we own, as mkdtemp makes them, is ours to open as well."""
    created = not data_dir.exists()
    data_dir.mkdir(parents=True, exist_ok=True)
    if created or (data_dir.stat().st_uid == os.geteuid() and not any(data_dir.iterdir())):
        data_dir.chmod(mode)


def _socket_folder(root: Path, account: Account) -> Path:
    folder = root / "socket"
    if len(os.fsencode(folder / _SOCKET_NAME)) > _LONGEST_SOCKET or not _PLAIN.fullmatch(str(folder)):
        name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:12]
        folder = Path("/tmp") / f"statusproof-{account.uid}-{name}"  # noqa: S108 - checked below
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        found = folder.lstat()  # not stat: anyone may put a link into /tmp
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
            raise PostgresError(f"{folder} is not a private directory of {account.name}: remove it") from None
    return folder


def reachable(programs: Programs, place: Place, account: Account) -> Programs:
    """The programs, or a copy of them where the account that runs the server cannot reach the original.

    That is so when root has its virtual environment under /root.
    """
    if not account.other or account.blocked_at(programs.folder) is None:
        return programs
    wheel = wheel_folder()
    if wheel is None or wheel not in programs.folder.parents:
        raise PostgresError(f"account {account.name} cannot reach the programs in {programs.folder}")
    kept = place.root / f"programs-{programs.version}"
    if not kept.exists():
        fresh = kept.with_name(f"{kept.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        _copy(wheel, programs.folder.parent, fresh)
        fresh.rename(kept)
    return Programs(kept / WHEEL / programs.folder.parent.name / "bin", programs.version, programs.major)


def _copy(wheel: Path, install: Path, fresh: Path) -> None:
    """The programs look for their libraries beside the wheel, so the copy keeps that shape."""
    shutil.copytree(install, fresh / WHEEL / install.name)
    libraries = wheel.with_name(f"{WHEEL}.libs")
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name)
    for folder in (fresh, fresh / WHEEL):  # whatever our umask is
        folder.chmod(0o755)
