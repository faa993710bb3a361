"""Posts queued deliveries to the app's hook, once each: GitHub never retries by itself.

https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from bot.sandbox.model import Delivery
    from bot.sandbox.world import World

_TIMEOUT = 10.0
_AT_ONCE = 8
_BODY_KEPT = 10_000


@dataclass(slots=True)
class Fate:
    """What happens to the next `times` deliveries of an event (`*`: any).

    `kind`: `lose` (never sent, never listed), `fail` (listed as not reaching the host), `delay` (after
    `seconds`), `duplicate` (sent `copies` times under one GUID), `hold` (kept until released).
    """

    event: str = "*"
    action: str | None = None
    kind: str = "lose"
    seconds: float = 0.0
    copies: int = 2
    times: int = 1

    def fits(self, delivery: Delivery) -> bool:
        """Whether it is about this delivery."""
        return (
            self.times > 0 and self.event in ("*", delivery.event) and self.action in (None, delivery.action)
        )


@dataclass(eq=False)
class Postman:
    """Carries deliveries out of a world's outbox, a few at once: their order is not promised."""

    world: World
    fates: list[Fate] = field(default_factory=list)
    held: deque[Delivery] = field(default_factory=deque)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))
    _busy: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Works until cancelled."""
        async with httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False) as client:
            try:
                while True:
                    await self.world.wake.wait()
                    self.world.wake.clear()
                    while self.world.outbox:
                        self._dispatch(self.world.outbox.popleft(), client)
            finally:
                for task in self._busy:
                    task.cancel()
                await asyncio.gather(*self._busy, return_exceptions=True)

    def release(self, order: list[int] | None = None) -> None:
        """Sends what was held, last first unless an order (positions in the held row) is given."""
        held = list(self.held)
        self.held.clear()
        chosen = reversed(held) if order is None else (held[position] for position in order)
        for delivery in chosen:
            self.world.outbox.append(delivery)
        self.fates = [fate for fate in self.fates if fate.kind != "hold"]
        self.world.wake.set()

    async def settle(self, seconds: float = 10.0) -> bool:
        """Waits until nothing is on its way; False when time ran out. What is held does not count."""
        deadline = time.monotonic() + seconds
        while self.world.outbox or self._busy:
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(0.01)
        return True

    def _dispatch(self, delivery: Delivery, client: httpx.AsyncClient) -> None:
        fate = self._fate(delivery)
        if fate is not None and fate.kind == "lose":
            return
        if fate is not None and fate.kind == "hold":
            self.held.append(delivery)
            return
        task = asyncio.create_task(self._carry(delivery, fate, client))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    def _fate(self, delivery: Delivery) -> Fate | None:
        fate = next((one for one in self.fates if one.fits(delivery)), None)
        if fate is not None:
            fate.times -= 1
        return fate

    async def _carry(self, delivery: Delivery, fate: Fate | None, client: httpx.AsyncClient) -> None:
        kind = None if fate is None else fate.kind
        if fate is not None and kind == "delay":
            await asyncio.sleep(fate.seconds)
        async with self._gate:
            delivery.delivered_at = self.world.now()
            started = time.monotonic()
            if kind == "fail":
                delivery.status = "failed to connect to host"
            else:
                for _ in range(fate.copies if fate is not None and kind == "duplicate" else 1):
                    await self._post(delivery, client)
            delivery.duration = time.monotonic() - started
        self.world.deliveries.append(delivery)

    async def _post(self, delivery: Delivery, client: httpx.AsyncClient) -> None:
        app = self.world.ours()
        if app is None or app.hook_url is None:
            return
        try:
            answer = await client.post(app.hook_url, content=delivery.body, headers=delivery.headers)
        except httpx.TimeoutException:
            delivery.status, delivery.status_code = "timed out", 504
        except (httpx.HTTPError, OSError):
            delivery.status, delivery.status_code = "failed to connect to host", 0
        else:
            delivery.status = "OK" if answer.is_success else answer.reason_phrase or "Invalid HTTP Response"
            delivery.status_code = answer.status_code
            delivery.response_headers = dict(answer.headers)
            delivery.response_body = answer.text[:_BODY_KEPT]
