"""Run one delivery through the whole service: signed, received, recorded, looked at, written.

Needs the settings of `serve`. What the looks write, they write on GitHub.
"""

from __future__ import annotations

import asyncio
import http.client
import sys
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.cli.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

    from bot.engine import Again, Fence
    from bot.service.rooms import Compose, Rooms, Work
    from bot.settings import Settings
    from webhooks.targets import Receipt, Target

NAME = "replay"
HELP = "one delivery through the whole service"

_MOST_BYTES = 25_000_000
_PATIENCE = 120.0
"""Seconds until a look that has not begun or ended counts as not coming."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which delivery."""
    parser.add_argument(
        "event", metavar="EVENT", help="the event's name as in X-GitHub-Event: pull_request, push, …"
    )
    parser.add_argument("payload", metavar="PAYLOAD.json", help="the delivery's body")


def run(arguments: argparse.Namespace) -> int:
    """0 when every target it asks for was looked at, 1 when a look failed."""
    from bot.cli import start
    from webhooks.delivery import NotADelivery, read
    from webhooks.signature import sign

    settings = start.settings()
    body = _body(arguments.payload)
    headers = {
        "content-type": "application/json",
        "x-github-event": arguments.event,
        "x-github-delivery": str(uuid.uuid4()),
        "x-hub-signature-256": sign(body, settings.app.webhook_secrets[0].get_secret_value()),
    }
    receipt = read(headers, body, settings.app.app_id)
    if isinstance(receipt, NotADelivery):
        raise InputError(f"not a delivery: {receipt.why}")
    from bot.service.wiring import compose

    return start.run(replay(settings, compose, headers, receipt))


@dataclass(frozen=True, slots=True)
class _Watch:
    """Which targets are still to be looked at, and how the looks ended."""

    wanted: set[Target]
    done: asyncio.Event = field(default_factory=asyncio.Event)
    ends: dict[str, str] = field(default_factory=dict)

    def ended(self, target: Target, how: str) -> None:
        self.ends[target.key] = how
        self.wanted.discard(target)
        if not self.wanted:
            self.done.set()


async def replay(settings: Settings, compose: Compose, headers: dict[str, str], receipt: Receipt) -> int:
    """Start the service on a free port of this machine, send the delivery, wait for its looks, stop."""
    from bot import service

    watch = _Watch(set(receipt.targets))
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @asynccontextmanager
    async def watched(rooms: Rooms) -> AsyncIterator[Work]:
        async with compose(rooms) as work:
            yield _watching(work, watch)

    stop = asyncio.Event()
    serving = asyncio.create_task(
        service.serve(settings, watched, port=0, started=address.set_result, stop=stop)
    )
    either: set[asyncio.Future[Any]] = {serving, address}
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    try:
        if address.done():
            _say(await asyncio.to_thread(_send, address.result(), headers, receipt.body))
            await _all_ended(watch)
    finally:
        stop.set()
        await serving
    for key, how in watch.ends.items():
        _say(f"{key}: {how}")
    return 0 if set(watch.ends.values()) <= {_LOOKED} else 1


_LOOKED = "looked at"


async def _all_ended(watch: _Watch) -> None:
    if not watch.wanted:
        return
    try:
        async with asyncio.timeout(_PATIENCE):
            await watch.done.wait()
    except TimeoutError:
        missing = ", ".join(sorted(target.key for target in watch.wanted))
        raise InputError(f"no look at {missing} ended within {_PATIENCE:.0f} s; see the log above") from None


def _watching(work: Work, watch: _Watch) -> Work:
    """The same work, telling the watch how each look ended."""

    async def body(target: Target, fence: Fence) -> Again | None:
        try:
            again = await work.body(target, fence)
        except Exception as error:
            watch.ended(target, f"{type(error).__name__}: {error}")
            raise
        watch.ended(target, _LOOKED)
        return again

    return replace(work, body=body, sweep=None)


def _send(address: str, headers: dict[str, str], body: bytes) -> str:
    """Deliver as GitHub does; the answer's status and body."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request("POST", "/webhooks/github", body, headers)
        answer = connection.getresponse()
        return f"{answer.status} {answer.read(1000).decode(errors='replace')}"
    finally:
        connection.close()


def _body(name: str) -> bytes:
    try:
        raw = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {name!r}: {getattr(error, 'strerror', None) or error}") from None
    if len(raw) > _MOST_BYTES:
        raise InputError(f"{name!r} is over 25 MB; GitHub sends no such delivery")
    return raw


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
