"""A small GitHub with one repository, held to GitHub's own description at the end of every test."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox import Sandbox
from tests.builders_sandbox import Visitor, broken_rows


@pytest.fixture(scope="session")
def key():
    """One key for all sandboxes of a session: making one takes a while."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kind = serialization.PrivateFormat.TraditionalOpenSSL
    return made.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()


@pytest.fixture
async def github(key):
    """A started sandbox; what it answered must fit the description, where that is at hand."""
    sandbox = Sandbox(key=key)
    await sandbox.start()
    yield sandbox
    rows = list(sandbox.requests)
    await sandbox.stop()
    assert broken_rows(rows) == []


@pytest.fixture
def shop(github):
    """acme/shop with one commit on main."""
    repo = github.organisation("acme").repository("shop")
    repo.commit(
        "main", {"README.md": "# Shop\n", "STATUS.md": "36/38 tests pass\n", "src/a.py": "A = 1\n"}, "Begin"
    )
    return repo


@pytest.fixture
def change(shop):
    """A pull request: its number and its head."""
    head = shop.commit("fix", {"STATUS.md": "38/38 tests pass\n"}, "Fix", "bob")
    return SimpleNamespace(
        head=head, number=shop.open_pull("fix", title="Fix", body="All done.", author="bob")
    )


@pytest.fixture
async def app(github, shop):
    """The app under test with a token for acme."""
    async with Visitor(github) as visitor:
        yield visitor
