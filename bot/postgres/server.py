"""Starting, re-attaching to and stopping the embedded server."""

from __future__ import annotations

import os
import shlex
import sys
import time
from typing import TYPE_CHECKING, Self

from bot.postgres import cluster, postmaster
from bot.postgres.account import Account, choose_account
from bot.postgres.errors import PostgresError
from bot.postgres.locks import alone, try_hold
from bot.postgres.place import Place, prepare, reachable
from bot.postgres.programs import Programs, find_programs

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_PATIENCE = 60.0  # recovery after a crash may take its time
_PAUSE = 0.05


class Server:
    """A running embedded server that this process uses. Also a context manager: leaving it is `stop()`."""

    def __init__(self, data_dir: Path, place: Place, programs: Programs, account: Account, note: str) -> None:
        self.data_dir = data_dir
        self.url = postmaster.url(place)  # postgresql://statusproof@/statusproof?host=...
        self.note = note  # one line: what was done, where, as whom
        self.programs = programs
        self.account = account
        self._place = place
        self._held = try_hold(place.users, shared=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Leave the server; the last of our processes to leave stops it. Harmless when repeated."""
        if self._held is None:
            return
        with alone(self._place.lock, _PATIENCE):
            os.close(self._held)
            self._held = None
            last = try_hold(self._place.users, shared=False)
            if last is None:
                return
            try:
                self._shut_down()
            finally:
                os.close(last)

    def _shut_down(self) -> None:
        if postmaster.live(self._place) is None:
            return
        command: list[str | Path] = [
            self.programs.folder / "pg_ctl",
            "-D",
            self._place.data,
            "-m",
            "fast",
            "-w",
            "-t",
            "30",
        ]
        self.account.run([*command, "stop"], timeout=40)


def start(data_dir: Path) -> Server:
    """Create the cluster if needed, start it or attach to it. Blocks for about a second.

    Raises PostgresError with one line for the operator.
    """
    if sys.platform == "win32":
        raise PostgresError("the embedded PostgreSQL needs Linux or macOS: set STATUSPROOF_DATABASE_URL")
    account = choose_account()
    place = prepare(data_dir.absolute(), account)
    with alone(place.lock, _PATIENCE):
        programs = reachable(find_programs(), place, account)
        done = _bring_up(place, programs, account)
        identity = f" as account {account.name} because we are root" if account.other else ""
        note = f"PostgreSQL {programs.version} {done} {place.data}{identity}"
        return Server(data_dir, place, programs, account, note)


def _bring_up(place: Place, programs: Programs, account: Account) -> str:
    """One word for what had to be done."""
    cluster.write_settings(place, programs, account)
    created = not (place.data / "PG_VERSION").exists()
    if created:
        cluster.create(place, programs, account)
    cluster.refuse_other_major(place, programs, account)
    if not created and _attached(place):
        return "attached to"
    postmaster.forget_stale(place)
    cluster.rotate_log(place)
    _launch(place, programs, account)
    postmaster.ensure_database(place)
    return "created in" if created else "started in"


def _attached(place: Place) -> bool:
    """Whether a server answers; one that is starting, recovering or stopping is waited for."""
    deadline = time.monotonic() + _PATIENCE
    while not postmaster.answers(place):
        left = [postmaster.live(place)] if postmaster.live(place) else postmaster.orphans(place)
        if not left:
            return False
        if time.monotonic() > deadline:
            raise PostgresError(
                f"a PostgreSQL on {place.data} (process {left[0]}) runs but does not answer: "
                f"{cluster.reason(place)}"
            )
        time.sleep(_PAUSE)
    return True


def _launch(place: Place, programs: Programs, account: Account) -> None:
    options = f"-c config_file={shlex.quote(str(place.settings))}"
    before = cluster.log_size(place)
    command: list[str | Path] = [programs.folder / "pg_ctl", "-D", place.data, "-l", place.log, "-o", options]
    started = account.run([*command, "-w", "-t", f"{_PATIENCE:.0f}", "start"], timeout=_PATIENCE + 10)
    if started.returncode != 0 or not postmaster.answers(place):
        why = cluster.reason(place, before) or cluster.last_line(started.stderr)
        raise PostgresError(f"PostgreSQL did not start in {place.data}: {why}")
