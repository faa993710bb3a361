"""Dumps: whole, private, restorable, and not too many."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from bot.postgres import PostgresError, dump, start


@pytest.fixture(scope="module")
def server():
    folder = Path(tempfile.mkdtemp(prefix="statusproof-dump-"))
    with start(folder) as server:
        yield server
    shutil.rmtree(folder)


def test_a_dump_can_be_restored(server):
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    written = dump(server)
    assert written.parent == server.data_dir / "backups"
    assert written.stat().st_mode & 0o077 == 0
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE other")
    other = server.url.replace("@/statusproof?", "@/other?")
    subprocess.run([server.programs.folder / "pg_restore", "-d", other, written], check=True)
    with psycopg.connect(other) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (42,)


def test_not_more_often_than_told_and_not_more_than_kept(server):
    assert dump(server, every=0) is not None
    assert dump(server) is None
    written = [dump(server, every=0, keep=3) for _ in range(4)]
    assert sorted((server.data_dir / "backups").iterdir()) == written[1:]


def test_a_dump_that_fails_leaves_nothing_that_looks_like_one(server):
    before = sorted((server.data_dir / "backups").glob("*"))
    broken = type(
        "Broken", (), {"data_dir": server.data_dir, "account": server.account, "url": "postgresql:///x"}
    )
    broken.programs = dataclasses.replace(server.programs)
    with pytest.raises(PostgresError, match="pg_dump failed: "):
        dump(broken, every=0)
    assert sorted((server.data_dir / "backups").glob("*")) == before
