"""The App's own list of deliveries, to find and repeat those that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.github.models import HookDelivery, read_all

if TYPE_CHECKING:
    from datetime import datetime

    from bot.github.client import Client


async def deliveries(app: Client, since: datetime, *, at_most: int = 50) -> list[HookDelivery]:
    """Attempts at delivery since then, newest first, whatever became of them. Takes the App's own client.

    Not asked with `status=failure`: that selects codes 400 to 599 only and leaves out time-outs.
    """
    path = "/app/hook/deliveries"
    found = await app.pages(path, at_most=at_most, until=lambda page: bool(page) and _before(page[-1], since))
    attempts = read_all(HookDelivery, found, f"GET {path}")
    return [attempt for attempt in attempts if attempt.delivered_at >= since]


def _before(item: object, since: datetime) -> bool:
    return read_all(HookDelivery, [item], "GET /app/hook/deliveries")[0].delivered_at < since


def undelivered(attempts: list[HookDelivery]) -> list[HookDelivery]:
    """The newest attempt of each delivery none of whose attempts came through."""
    arrived = {attempt.guid for attempt in attempts if attempt.status == "OK"}
    newest: dict[str, HookDelivery] = {}
    for attempt in attempts:
        if attempt.guid not in arrived:
            newest.setdefault(attempt.guid, attempt)
    return list(newest.values())


async def redeliver(app: Client, id_: int) -> None:
    """Ask for another attempt, by the integer id of one (not the guid)."""
    await app.post(f"/app/hook/deliveries/{id_}/attempts", {}, creates=False)
