"""State changes become signed deliveries in the outbox.

https://docs.github.com/webhooks/webhook-events-and-payloads
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.sandbox.model import Delivery
from bot.sandbox.shapes.accounts import installation as installation_shape
from bot.sandbox.shapes.accounts import user
from bot.sandbox.shapes.repositories import in_payload

if TYPE_CHECKING:
    from bot.sandbox.model import Account, App, Installation, Json
    from bot.sandbox.scene import Scene
    from bot.sandbox.world import World

_NEEDS = {
    "check_run": "checks",
    "check_suite": "checks",
    "issue_comment": "issues",
    "issues": "issues",
    "merge_group": "merge_queues",
    "pull_request": "pull_requests",
    "push": "contents",
    "repository": "metadata",
    "status": "statuses",
    "workflow_run": "actions",
}
_OWNER_ONLY = frozenset({"requested", "rerequested", "requested_action"})


def emit(scene: Scene, event: str, action: str | None, **parts: object) -> None:
    """Queues one event of a repository for the app under test, if it is installed, subscribed and allowed."""
    world, repository = scene.world, scene.repository
    app, installation = world.ours(), world.installation_of(repository)
    if app is None or installation is None or installation.suspended_at is not None:
        return
    if not _hears(app, installation, event, action):
        return
    payload: Json = {} if action is None else {"action": action}
    payload |= {**parts, **in_payload(world, repository), "sender": user(world, scene.by)}
    delivery = _delivery(world, app, event, payload)
    delivery.installation_id, delivery.repository_id = installation.id, repository.id
    queue(world, app, delivery)


def emit_installation(
    world: World, installation: Installation, event: str, action: str, by: Account, **parts: object
) -> None:
    """Queues `installation` or `installation_repositories`: these always come, unsubscribed too."""
    app = world.ours()
    if app is None:
        return
    shown = installation_shape(world, installation, app)
    payload = {"action": action, "installation": shown, **parts, "sender": user(world, by)}
    delivery = _delivery(world, app, event, payload)
    delivery.installation_id = installation.id
    queue(world, app, delivery)


def queue(world: World, app: App, delivery: Delivery) -> None:
    """Puts a delivery into the outbox, if the app has a hook; what is too large is not sent at all.

    https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap
    """
    if app.hook_url is None or len(delivery.body) > world.limits.payload_bytes:
        return
    world.outbox.append(delivery)
    world.wake.set()


def again(world: World, app: App, first: Delivery) -> Delivery:
    """A redelivery: the same GUID, payload and headers under a new id.

    https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks
    """
    second = Delivery(
        world.next_id("delivery"),
        first.guid,
        first.event,
        first.action,
        first.payload,
        first.body,
        first.headers,
        world.now(),
        first.installation_id,
        first.repository_id,
        redelivery=True,
    )
    queue(world, app, second)
    return second


def sign(secret: str, body: bytes, algorithm: str = "sha256") -> str:
    """The signature header of a body.

    https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
    """
    return f"{algorithm}={hmac.new(secret.encode(), body, algorithm).hexdigest()}"


def _hears(app: App, installation: Installation, event: str, action: str | None) -> bool:
    granted = installation.permissions.get(_NEEDS[event])
    if granted is None or (event.startswith("check_") and action in _OWNER_ONLY and granted != "write"):
        return False
    automatic = event.startswith("check_") and granted == "write"
    return automatic or event in app.events


def _delivery(world: World, app: App, event: str, payload: Json) -> Delivery:
    body = json.dumps(payload, separators=(",", ":"), ensure_ascii=False).encode()
    guid = str(uuid4())
    headers = {
        "Accept": "*/*",
        "Content-Type": "application/json",
        "User-Agent": f"GitHub-Hookshot/{hashlib.sha256(app.slug.encode()).hexdigest()[:7]}",
        "X-GitHub-Delivery": guid,
        "X-GitHub-Event": event,
        "X-GitHub-Hook-ID": str(app.id + 1),
        "X-GitHub-Hook-Installation-Target-ID": str(app.id),
        "X-GitHub-Hook-Installation-Target-Type": "integration",
    }
    if app.webhook_secret:
        headers["X-Hub-Signature"] = sign(app.webhook_secret, body, "sha1")
        headers["X-Hub-Signature-256"] = sign(app.webhook_secret, body)
    number, action = world.next_id("delivery"), payload.get("action")
    return Delivery(number, guid, event, action, payload, body, headers, world.now())
