"""The files of a cluster: created whole or not at all, of our major version, with our settings."""

from __future__ import annotations

import shutil
from shlex import quote
from typing import TYPE_CHECKING

from bot.postgres.errors import PostgresError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.postgres.account import Account
    from bot.postgres.place import Place
    from bot.postgres.programs import Programs

ROLE = "statusproof"
_LOG_BYTES = 5_000_000
# Checksums always, so that a later pg_upgrade finds both sides alike.
_INITDB = ("--username", ROLE, "--auth=peer", "--encoding=UTF8", "--locale=C", "--data-checksums")

# Small machines first: this server serves one program. No TCP, ever.
_SETTINGS = """\
# Written by statusproof at each start: changes made here are lost.
listen_addresses = ''
port = 5432
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
hba_file = '{root}/pg_hba.conf'
ident_file = '{root}/pg_ident.conf'
max_connections = 100
shared_buffers = '32MB'
max_wal_size = '256MB'
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_min_messages = warning
log_min_error_statement = panic
"""
_HBA = "local all all peer map=statusproof\n"


def create(place: Place, programs: Programs, account: Account) -> None:
    """Make a cluster; one that was interrupted leaves nothing behind that looks like one."""
    fresh = place.root / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    account.own(fresh)
    _must(account, [programs.folder / "initdb", "-D", fresh, *_INITDB])
    # Ours are used from outside the data; pg_upgrade looks for them within.
    _must(account, ["cp", place.root / "pg_hba.conf", place.root / "pg_ident.conf", fresh])
    fresh.rename(place.data)


def _must(account: Account, command: list[str | Path]) -> None:
    ran = account.run(command, timeout=120)
    if ran.returncode != 0:
        raise PostgresError(f"{command[0]} failed: {last_line(ran.stderr)}")


def refuse_other_major(place: Place, programs: Programs, account: Account) -> None:
    """Raises PostgresError, with the commands that upgrade it, for a cluster of another major version."""
    found = (place.data / "PG_VERSION").read_text("utf-8").strip()
    if found == str(programs.major):
        return
    raise PostgresError(
        f"the data in {place.data} is of PostgreSQL {found} and this is {programs.version}; with OLD_BIN the "
        f"folder of the programs of version {found}, this upgrades it: "
        f"{_upgrade(place, programs, account, found)}"
    )


def _upgrade(place: Place, programs: Programs, account: Account, found: str) -> str:
    """One line for a shell. Working in the old folder, where the account may write."""
    data, old, bin_ = (
        quote(str(path)) for path in (place.data, place.root / f"data.{found}", programs.folder)
    )
    become = f"setpriv --reuid={account.name} --regid={account.gid} --clear-groups " if account.other else ""
    owner = f"-o {account.name} " if account.other else ""
    steps = (
        f"mv {data} {old}",
        f"install -d -m 700 {owner}{data}",
        f"cd {old}",
        f"{become}{bin_}/initdb -D {data} {' '.join(_INITDB)}",
        f"install -m 600 {owner}../pg_hba.conf ../pg_ident.conf {data}",
        f"{become}{bin_}/pg_upgrade -U {ROLE} -b OLD_BIN -B {bin_} -d {old} -D {data}",
    )
    return " && ".join(steps)


def write_settings(place: Place, programs: Programs, account: Account) -> None:
    """Settings, who may connect (peer: the kernel says who it is), and whom that makes."""
    root = str(place.root).replace("\\", "\\\\").replace("'", "''")
    settings = _SETTINGS.format(socket=place.socket, root=root)
    if programs.major >= 18:
        settings += "io_method = sync\n"  # no idle processes that wait to read for us
    _write(place.settings, settings)
    _write(place.root / "pg_hba.conf", _HBA)
    names = dict.fromkeys(["root", account.name] if account.other else [account.name])
    _write(place.root / "pg_ident.conf", "".join(f'statusproof "{name}" {ROLE}\n' for name in names))


def _write(file: Path, content: str) -> None:
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text(content, "utf-8")
    fresh.chmod(0o644)
    fresh.replace(file)


def rotate_log(place: Place) -> None:
    """One old log is kept, so that restarts do not pile them up."""
    if place.log.exists() and place.log.lstat().st_size > _LOG_BYTES:
        place.log.replace(place.log.with_name("server.log.1"))


def log_size(place: Place) -> int:
    """How much the server has said so far."""
    return place.log.lstat().st_size if place.log.is_file() else 0


def reason(place: Place, since: int = 0) -> str:
    """What the server last said, from `since` on, that sounds like a reason; else its last words, or none."""
    if place.log.is_symlink() or not place.log.is_file():
        return ""
    with place.log.open("rb") as log:
        log.seek(max(since, log_size(place) - 4000))
        lines = log.read(4000).decode(errors="replace").splitlines()
    reasons = [line for line in lines if "FATAL" in line or "PANIC" in line]
    return (reasons or lines or [""])[-1]


def last_line(said: bytes) -> str:
    """The last thing a program said."""
    return (said.decode(errors="replace").strip().splitlines() or ["no reason given"])[-1]
