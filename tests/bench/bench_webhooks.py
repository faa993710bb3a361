"""Webhooks acknowledged per second: our service, durable, beside a bare endpoint that only checks the signature.

Both run under uvicorn in a process of their own, the client in this one, alternating in the same run:

    python tests/bench/bench_webhooks.py [--seconds 4]

Ours is the whole service with a worker beside the web side and an embedded PostgreSQL that syncs to disk; each
202 is a committed delivery with its target requested. The bare endpoint stores nothing. Read the ratio, not the
figures: those belong to the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import itertools
import json
import subprocess
import sys
import tempfile
import time
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
SECRET = "a secret of this benchmark"
BODY_BYTES = 27_000
CONNECTIONS = (1, 16, 64)
GOAL = 1_000
WARM_UP = 0.5
_NUMBERS = itertools.count(1)


def bodies(number: int = 64) -> list[bytes]:
    """Deliveries of as many pull requests, each of 27 KB."""
    repository = {"id": 42, "full_name": "octo/tower", "private": False, "default_branch": "main"}
    made = []
    for pull in range(1, number + 1):
        payload = {
            "action": "synchronize",
            "number": pull,
            "installation": {"id": 5},
            "repository": repository,
        }
        filling = [
            {"key": f"field {n}", "url": f"https://example.com/repos/octo/tower/{n}", "n": n}
            for n in range(400)
        ]
        text = json.dumps(payload | {"pull_request": {"number": pull, "body": "", "filling": filling}})
        made.append(text.encode().ljust(BODY_BYTES))
    return made


def requests(bodies: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Each request as what stands before and after its delivery id."""
    made = []
    for body in bodies:
        signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        before = (
            "POST /webhooks/github HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nX-GitHub-Event: pull_request\r\n"
            f"X-Hub-Signature-256: sha256={signature}\r\nX-GitHub-Delivery: "
        )
        made.append((before.encode(), b"\r\n\r\n" + body))
    return made


class Connection(asyncio.Protocol):
    """One kept-alive connection that sends a request once the last is answered."""

    def __init__(self, load: Load) -> None:
        self.load, self.buffer, self.began, self.transport = load, b"", 0.0, None
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        self.send()

    def send(self) -> None:
        if time.perf_counter() >= self.load.end:
            self.transport.close()
            return
        number = next(_NUMBERS)
        before, after = self.load.requests[number % len(self.load.requests)]
        self.began = time.perf_counter()
        self.transport.write(before + f"{self.load.name}-{number}".encode() + after)

    def data_received(self, chunk: bytes) -> None:
        self.buffer += chunk
        head, blank, rest = self.buffer.partition(b"\r\n\r\n")
        if not blank:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(rest) < length:
            return
        self.buffer = rest[length:]
        now = time.perf_counter()
        if not head.startswith(b"HTTP/1.1 202"):
            self.load.refused += 1
        if self.began >= self.load.start:
            self.load.took.append(now - self.began)
        self.send()

    def connection_lost(self, error: Exception | None) -> None:
        if self.buffer or error or time.perf_counter() < self.load.end:
            self.load.refused += 1
        self.closed.set_result(None)


class Load:
    """What one load is to send, and how it went."""

    def __init__(self, name: str, requests: list[tuple[bytes, bytes]], seconds: float) -> None:
        self.name, self.requests, self.took, self.refused = name, requests, [], 0
        self.start = time.perf_counter() + WARM_UP
        self.end = self.start + seconds
        self.seconds = seconds


@dataclass(frozen=True)
class Figures:
    """How one load went: answers per second, milliseconds at the median and at 99 %."""

    rate: float
    p50: float
    p99: float
    refused: int

    def __str__(self) -> str:
        return f"{self.rate:8,.0f}/s  p50 {self.p50:6.1f} ms  p99 {self.p99:6.1f} ms"


async def load(
    name: str, address: str, connections: int, seconds: float, made: list[tuple[bytes, bytes]]
) -> Figures:
    """Keep so many connections busy for so long."""
    at = urlsplit(address)
    one = Load(f"{name}-{connections}", made, seconds)
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: Connection(one), at.hostname, at.port)
        for _ in range(connections)
    ]
    async with asyncio.timeout(seconds + 30):
        await asyncio.gather(*(connection.closed for _, connection in opened))
    took = sorted(one.took)
    if not took:
        return Figures(0, 0, 0, one.refused)
    return Figures(
        len(took) / seconds, 1000 * took[len(took) // 2], 1000 * took[int(len(took) * 0.99)], one.refused
    )


@contextmanager
def server(kind: str):
    """The address of a server in a process of its own, which is ended afterwards."""
    command = [sys.executable, __file__, "--as", kind]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
    ) as process:
        try:
            address = process.stdout.readline().strip()
            if not address:
                raise SystemExit(f"the {kind} server did not start; see: {' '.join(command)}")
            yield address
        finally:
            process.terminate()


async def serve_durable() -> None:
    """The whole service over an embedded PostgreSQL of its own; its looks do nothing."""
    from pydantic import SecretStr

    from bot import log, service
    from bot.settings import Credentials, Settings

    async def body(target: object, fence: object) -> None:
        del target, fence

    @asynccontextmanager
    async def compose(rooms: object):
        del rooms
        yield service.Work(body)

    log.configure()  # a line for each delivery, as in service
    with tempfile.TemporaryDirectory(prefix="statusproof-bench-", ignore_cleanup_errors=True) as folder:
        secrets = (SecretStr(SECRET),)
        settings = Settings(data_dir=Path(folder), credentials=Credentials(77, SecretStr("unused"), secrets))
        await service.serve(settings, compose, port=0, started=lambda address: print(address, flush=True))


async def serve_bare() -> None:
    """Read the body, check its signature, answer: the least that any receiver must do."""
    import socket

    import uvicorn

    async def app(scope, receive, send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        given = dict(scope["headers"]).get(b"x-hub-signature-256", b"")
        good = hmac.compare_digest(
            b"sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest().encode(), given
        )
        await send(
            {
                "type": "http.response.start",
                "status": 202 if good else 401,
                "headers": [(b"content-length", b"2"), (b"content-type", b"application/json")],
            }
        )
        await send({"type": "http.response.body", "body": b"{}"})

    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        config = uvicorn.Config(app, http="httptools", lifespan="off", log_level="warning", access_log=False)
        await uvicorn.Server(config).serve(sockets=[listener])


def compare(seconds: float) -> int:
    """Print both at each number of connections, and the ratio."""
    made = requests(bodies())
    refused, reached = 0, 0.0
    with server("durable") as ours, server("bare") as bare:
        for connections in CONNECTIONS:
            durable = asyncio.run(load("durable", ours, connections, seconds, made))
            only = asyncio.run(load("bare", bare, connections, seconds, made))
            refused += durable.refused + only.refused
            reached = durable.rate if connections == 16 else reached
            print(f"{connections:3} connections  durable         {durable}")
            print(f"                 signature only  {only}")
            print(f"                 ratio           {durable.rate / max(only.rate, 1):8.2f}")
    print(
        f"goal: {GOAL:,}/s durable at 16 connections: {'met' if reached >= GOAL else 'NOT met'} ({reached:,.0f}/s)"
    )
    if refused:
        print(f"{refused} requests were not answered with 202")
    return 1 if refused else 0


def main() -> int:
    """Run the comparison, or one of the servers."""
    import uvloop

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=4.0, help="per measurement (default: %(default)s)")
    parser.add_argument("--as", dest="kind", choices=("durable", "bare"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.kind is None:
        return compare(arguments.seconds)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve_durable() if arguments.kind == "durable" else serve_bare())
    return 0


if __name__ == "__main__":
    sys.exit(main())
