"""A client of the sandbox for tests, and the check of its answers against GitHub's description."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

import httpx
import jwt
import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "github" / "validate_requests.py"


class Visitor:
    """The app under test as a plain HTTP client, with a token for the first installation."""

    def __init__(self, github, **scope):
        self.github, self.scope = github, scope
        self.client = httpx.AsyncClient(base_url=github.base_url, trust_env=False)

    async def __aenter__(self):
        number = next(iter(self.github.world.installations))
        answer = await self.as_app("POST", f"/app/installations/{number}/access_tokens", self.scope)
        assert answer.status_code == 201, answer.text
        self.token = answer.json()["token"]
        return self

    async def __aexit__(self, *_):
        await self.client.aclose()

    async def as_app(self, method, path, body=None):
        return await self.client.request(method, path, json=body, headers=app_headers(self.github))

    async def send(self, method, path, body=None, **headers):
        headers = {
            "authorization": f"Bearer {self.token}",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        return await self.client.request(method, path, json=body, headers=headers)

    async def get(self, path, **headers):
        return await self.send("GET", path, **headers)

    async def post(self, path, body, **headers):
        return await self.send("POST", path, body, **headers)

    async def patch(self, path, body, **headers):
        return await self.send("PATCH", path, body, **headers)


def app_headers(github, **claims):
    """An App JWT; claims replace the usual ones."""
    now = int(github.world.now().timestamp())
    body = {"iat": now - 60, "exp": now + 540, "iss": github.app.client_id, **claims}
    return {"authorization": "Bearer " + jwt.encode(body, github.app.private_key, algorithm="RS256")}


@cache
def _description():
    if not _SHARED.exists():
        return None
    spec = importlib.util.spec_from_file_location("validate_requests", _SHARED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.Spec()


def broken_rows(rows):
    """What GitHub's own description has against recorded rows; refusals it does not list are let pass."""
    found = _description()
    if found is None:
        pytest.skip("GitHub's API description is not beside the checkout (../shared/github)")
    module, spec = found
    problems = []
    for row in json.loads(json.dumps(rows)):
        refused = row["status"] >= 300
        for problem in module.check(spec, {**row, "body": None if refused else row["body"]}, responses=True):
            silent = "not described" in problem and refused
            problems += (
                []
                if silent or (refused and problem.startswith("body"))
                else [f"{row['method']} {row['path']}: {problem}"]
            )
    return problems
