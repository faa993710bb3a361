"""Each GraphQL query we send, held to the schema GitHub publishes (npm @octokit/graphql-schema)."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from importlib.resources import files
from pathlib import Path

import graphql
import pytest

from bot.github.heads import query

VERSION = "15.26.1"
SHA256 = "3c62d0526d133cee53221c89de9b455ade24db78b9e7ad56d642c4c15bce2654"


def _cached() -> Path:
    return Path(sys.prefix) / "share" / f"github-{VERSION}.graphql"


def _fetch(into: Path, folder: Path) -> None:
    package = f"@octokit/graphql-schema@{VERSION}"
    subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, timeout=60, capture_output=True
    )
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        content = archive.extractfile("package/schema.graphql").read()
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_bytes(content)


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    """The schema file named by the environment, else a cached one, else fetched where that is asked for."""
    named = os.environ.get("STATUSPROOF_GRAPHQL_SCHEMA")
    place = Path(named) if named else _cached()
    if not place.exists() and os.environ.get("STATUSPROOF_FETCH_SCHEMA") == "1" and shutil.which("npm"):
        _fetch(place, tmp_path_factory.mktemp("schema"))
    if not place.exists():
        pytest.skip("GitHub's GraphQL schema is not here; STATUSPROOF_FETCH_SCHEMA=1 fetches it with npm")
    content = place.read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256, f"{place} is not version {VERSION}"
    return graphql.build_schema(content.decode(), assume_valid=True)


def names() -> list[str]:
    folder = files("bot.github").joinpath("queries")
    return sorted(entry.name.removesuffix(".graphql") for entry in folder.iterdir())


@pytest.mark.parametrize("name", names())
def test_the_query_fits_the_schema(schema, name):
    assert graphql.validate(schema, graphql.parse(query(name))) == []


def test_a_wrong_query_would_be_seen(schema):
    wrong = query("OpenHeads").replace("headRefOid", "headOid")
    assert [error.message[:25] for error in graphql.validate(schema, graphql.parse(wrong))] == [
        "Cannot query field 'headO"
    ]
