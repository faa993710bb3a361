"""Who runs the server, and where it may lie."""

from __future__ import annotations

import os
import pwd
import stat
from pathlib import Path

import pytest

from bot.postgres import PostgresError, account, default_data_dir
from bot.postgres.account import Account, choose_account


def entry(name, uid):
    return pwd.struct_passwd((name, "x", uid, uid, "", "/", "/bin/sh"))


@pytest.fixture
def known(monkeypatch):
    """The accounts of a machine, by name; look-ups of numbers likewise."""
    names = {}

    def by_name(name):
        return names[name]

    def by_number(uid):
        return next((found for found in names.values() if found.pw_uid == uid), None) or names["missing"]

    monkeypatch.setattr(pwd, "getpwnam", by_name)
    monkeypatch.setattr(pwd, "getpwuid", by_number)
    return names


def test_root_prefers_postgres_then_nobody_then_gives_up(known, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(PostgresError, match="neither account"):
        choose_account()
    known["nobody"] = entry("nobody", 65534)
    assert choose_account() == Account("nobody", 65534, 65534, frozenset([65534]), other=True)
    known["postgres"] = entry("postgres", 101)
    assert choose_account().name == "postgres"


def test_anyone_else_is_taken_as_they_are(known, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1234)
    with pytest.raises(PostgresError, match="user id 1234 has no entry"):
        choose_account()
    known["ada"] = entry("ada", 1234)
    chosen = choose_account()
    assert (chosen.name, chosen.uid, chosen.other) == ("ada", 1234, False)


def test_the_first_folder_that_cannot_be_passed_is_named(tmp_path):
    deep = tmp_path / "a/b/c"
    deep.mkdir(parents=True)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            break
    stranger = Account("stranger", 54321, 54321, frozenset([54321]), other=True)
    mate = Account("mate", 54322, 54322, frozenset([deep.stat().st_gid]), other=True)
    us = Account("us", os.getuid(), os.getgid(), frozenset(), other=False)
    (tmp_path / "a").chmod(0o710)
    assert us.blocked_at(deep) is None
    assert mate._passes((tmp_path / "a").stat())
    assert not stranger._passes((tmp_path / "a").stat())
    (tmp_path / "a").chmod(0o701)
    assert stranger._passes((tmp_path / "a").stat())
    assert not mate._passes((tmp_path / "a").stat())
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o701


def test_a_command_that_cannot_run_or_hangs_is_one_line(monkeypatch):
    us = choose_account()
    with pytest.raises(PostgresError, match="nowhere cannot be run: No such file"):
        us.run([Path("/nowhere")], timeout=5)
    with pytest.raises(PostgresError, match=r"sleep took longer than 0\.1 seconds"):
        us.run(["sleep", "5"], timeout=0.1)
    monkeypatch.setenv("PGPASSWORD", "secret")
    assert b"secret" not in us.run(["env"], timeout=5).stdout


def test_the_data_directory_told_else_the_platforms(monkeypatch):
    assert default_data_dir({"STATUSPROOF_DATA_DIR": "/srv/x"}) == Path("/srv/x")
    assert default_data_dir({"STATUSPROOF_DATA_DIR": "x"}) == Path.cwd() / "x"
    monkeypatch.setattr(account.os, "geteuid", lambda: 0)
    assert default_data_dir({}) == Path("/var/lib/statusproof")
    monkeypatch.setattr(account.os, "geteuid", lambda: 1234)
    monkeypatch.setenv("XDG_DATA_HOME", "/home/ada/data")
    monkeypatch.setenv("HOME", "/home/ada")
    found = default_data_dir({"STATUSPROOF_DATA_DIR": ""})
    assert found.name == "statusproof"
    assert Path("/home/ada") in found.parents
