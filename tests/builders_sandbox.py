"""Clients and listeners for the sandbox, and the check of its answers against GitHub's description."""

from __future__ import annotations

import asyncio
import importlib.util
import json
from functools import cache
from pathlib import Path

import httpx
import jwt

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "github" / "validate_requests.py"
NOT_DESCRIBED = "GitHub's API description is not beside the checkout (../shared/github)"
REPO = "/repos/acme/shop"


class Visitor:
    """The app under test as a plain HTTP client, with a token for the first installation.

    `scope` narrows the token: repository_ids, permissions.
    """

    def __init__(self, github, **scope):
        self.github, self.scope = github, scope
        self.client = httpx.AsyncClient(base_url=github.base_url, trust_env=False)

    async def __aenter__(self):
        answer = await self.mint(**self.scope)
        assert answer.status_code == 201, answer.text
        self.token = answer.json()["token"]
        return self

    async def __aexit__(self, *_):
        await self.client.aclose()

    async def mint(self, **scope):
        number = next(iter(self.github.world.installations))
        return await self.as_app("POST", f"/app/installations/{number}/access_tokens", scope)

    async def as_app(self, method, path, body=None, **claims):
        return await self.client.request(method, path, json=body, headers=app_headers(self.github, **claims))

    async def send(self, method, path, body=None, **headers):
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        headers = {"authorization": f"Bearer {self.token}", **said}
        return await self.client.request(method, path, json=body, headers=headers)

    async def get(self, path, **headers):
        return await self.send("GET", path, **headers)

    async def post(self, path, body=None, **headers):
        return await self.send("POST", path, body, **headers)

    async def patch(self, path, body, **headers):
        return await self.send("PATCH", path, body, **headers)


def app_headers(github, **claims):
    """An App JWT; claims replace the usual ones, `iat` and `exp` as seconds from now."""
    now = int(github.world.now().timestamp())
    times = {name: now + claims.pop(name, usual) for name, usual in (("iat", -60), ("exp", 540))}
    body = {**times, "iss": github.app.client_id, **claims}
    return {"authorization": "Bearer " + jwt.encode(body, github.app.private_key, algorithm="RS256")}


class Listener:
    """Where deliveries arrive: keeps (event, action, headers, payload), answers what it is told to."""

    def __init__(self, github, status=202):
        self.github, self.status, self.heard = github, status, []

    async def __aenter__(self):
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self.server.sockets[0].getsockname()[1]
        self.github.hook(f"http://127.0.0.1:{port}/webhooks/github")
        return self

    async def __aexit__(self, *_):
        await self.github.settle()
        self.server.close()
        await self.server.wait_closed()

    async def _serve(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        body = await reader.readexactly(int(headers["content-length"]))
        self.heard.append((headers, body))
        answer = f"HTTP/1.1 {self.status} Heard\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"
        writer.write(answer.encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def events(self):
        """(event, action) of everything heard, once nothing more is on its way."""
        assert await self.github.settle()
        return [(headers["x-github-event"], json.loads(body).get("action")) for headers, body in self.heard]

    async def payloads(self, event, action=None):
        """The payloads of one kind of event."""
        assert await self.github.settle()
        found = [json.loads(body) for headers, body in self.heard if headers["x-github-event"] == event]
        return [one for one in found if action in (None, one.get("action"))]


def check_body(head, **fields):
    """A finished check run of ours."""
    output = {"title": "Fine", "summary": "All as said."}
    return {"name": "statusproof", "head_sha": head, "status": "completed", "conclusion": "success", "output": output, **fields}  # fmt: skip


def annotation(line, **fields):
    """A warning on a line."""
    return {"path": "STATUS.md", "start_line": line, "end_line": line, "annotation_level": "warning", "message": "Hm.", **fields}  # fmt: skip


@cache
def description():
    """validate_requests.py and GitHub's API description, or None where they are not beside the checkout."""
    if not _SHARED.exists():
        return None
    spec = importlib.util.spec_from_file_location("validate_requests", _SHARED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.Spec()


def broken_rows(rows):
    """What GitHub's own description has against recorded rows.

    Of refusals only the answer counts, and one whose status the description leaves out is let pass. Nothing
    where the description is not beside the checkout: the tests that are about nothing else skip, and say so.
    """
    if description() is None:
        return []
    module, spec = description()
    problems = []
    for row in json.loads(json.dumps(rows)):
        for problem in module.check(spec, row, responses=True):
            about_answer = problem.startswith("response") and "not described" not in problem
            if row["status"] < 300 or about_answer:
                problems.append(f"{row['method']} {row['path']} {row['status']}: {problem}")
    return problems
