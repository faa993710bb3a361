"""What keeps the sandbox itself within bounds."""

import gc
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.sandbox import Sandbox
from bot.sandbox.git import Git, GitError, Person
from tests.builders_sandbox import REPO

_NOBODY, _NOW = Person("Nobody", "nobody@example.org"), datetime(2026, 3, 1, tzinfo=UTC)


async def test_bodies_are_bounded(app):
    answer = await app.client.post(f"{REPO}/issues", content=b"x" * 30_000_001)
    assert answer.status_code == 413


async def test_only_this_machines_names_are_answered(github):
    async with httpx.AsyncClient(trust_env=False) as client:
        for path in ("/_sandbox/app", "/", "/app"):
            answer = await client.get(github.base_url + path, headers={"host": "rebound.example"})
            assert answer.status_code == 400


async def test_a_port_that_is_taken_is_an_error(github, key):
    other = Sandbox(key=key)
    with pytest.raises(OSError, match="in use"):
        await other.start(int(github.base_url.rpartition(":")[2]))
    await other.stop()


async def test_nothing_is_left_behind(key):
    sandbox = Sandbox(key=key)
    await sandbox.start()
    sandbox.organisation("acme").repository("shop").commit("main", {"a": "b"}, "Begin")
    root = sandbox.world.root
    assert root.exists()
    await sandbox.stop()
    gc.collect()
    assert not root.exists()


def test_a_sandbox_needs_an_rsa_key():
    kind = serialization.PrivateFormat.PKCS8
    other = ec.generate_private_key(ec.SECP256R1())
    text = other.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()
    with pytest.raises(ValueError, match="not an RSA key"):
        Sandbox(key=text)


def test_without_git_it_is_said_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="apt-get install git"):
        Git.create(tmp_path / "store.git")


@pytest.mark.parametrize("name", ["", "-n", "main..fix", "main~1", "main^", "main@{1}", "a b", "x:y", "*"])
def test_names_are_not_expressions(tmp_path, name):
    store = Git.create(Path(tmp_path / "store.git"))
    sha = store.write_commit(store.write_tree(None, {"a": "b"}), [], "Begin", _NOBODY, _NOW)
    store.set_ref("refs/heads/main", sha)
    assert store.resolve("main") == store.resolve("heads/main") == store.resolve(sha[:9]) == sha
    assert store.resolve(name) is None
