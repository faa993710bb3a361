"""/app and /installation: the app itself, its installations, tokens and deliveries."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused, not_found
from bot.sandbox.events import again
from bot.sandbox.model import Delivery, Installation, Json, Token
from bot.sandbox.shapes.accounts import app as app_shape
from bot.sandbox.shapes.accounts import delivery, delivery_item, installation
from bot.sandbox.shapes.repositories import whole
from bot.sandbox.world import at

if TYPE_CHECKING:
    from bot.sandbox.contents import Repository
    from bot.sandbox.model import App

_HOUR = timedelta(hours=1)
_LEVELS = ("read", "write", "admin")
_OUTCOMES = {"success": range(200, 400), "failure": range(400, 600)}
_KEPT = timedelta(days=3)


def _show(call: Call) -> Answer:
    return Answer(
        {**app_shape(call.world, call.caller.app), "installations_count": len(call.world.installations)}
    )


def _installations(call: Call) -> Answer:
    app = call.caller.app
    return call.page(list(call.world.installations.values()), lambda one: _listed(call, one, app))


def _listed(call: Call, one: Installation, app: App) -> Json:
    """In lists the description wants an account to be user and enterprise at once."""
    row = installation(call.world, one, app)
    both = {
        "name": one.account.login,
        "slug": one.account.login.lower(),
        "created_at": None,
        "updated_at": None,
    }
    return {**row, "account": {**row["account"], **both}}


def _installation(call: Call) -> Answer:
    return Answer(installation(call.world, _found(call), call.caller.app))


def _found(call: Call) -> Installation:
    found = call.world.installations.get(call.number("installation_id"))
    if found is None:
        raise not_found()
    return found


def _mint(call: Call) -> Answer:
    """POST access_tokens: an hour long, as narrow as asked for, never wider than granted.

    https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app
    """
    found, body, world = _found(call), call.json(), call.world
    if found.suspended_at is not None:
        raise Refused(403, "This installation has been suspended")
    permissions = _permissions(found, body.get("permissions"))
    chosen = _chosen(call, found, body)
    # about 520 characters, opaque: https://github.blog/changelog (installation tokens, 2026)
    text = f"ghs_{call.caller.app.id}_{secrets.token_urlsafe(382)}"
    ids = found.repository_ids if chosen is None else {one.id for one in chosen}
    token = Token(text, found, permissions, world.now() + _HOUR, ids)
    world.tokens[text] = token
    answer: Json = {
        "token": text,
        "expires_at": at(token.expires_at),
        "permissions": permissions,
        "repository_selection": "all" if ids is None else "selected",
    }
    if chosen is not None:
        answer["repositories"] = [whole(world, one) for one in chosen]
    return Answer(answer, 201)


def _permissions(found: Installation, asked: Json | None) -> dict[str, str]:
    if asked is None:
        return dict(found.permissions)
    for name, level in asked.items():
        granted = found.permissions.get(name)
        if level not in _LEVELS or granted is None or _LEVELS.index(granted) < _LEVELS.index(level):
            raise Refused(422, "The permissions requested are not granted to this installation.")
    return {**{name: str(level) for name, level in asked.items()}, "metadata": "read"}


def _chosen(call: Call, found: Installation, body: Json) -> list[Repository] | None:
    if "repository_ids" not in body and "repositories" not in body:
        return None
    ids, names = set(body.get("repository_ids", ())), set(body.get("repositories", ()))
    mine = [r for r in call.world.repositories.values() if found.covers(r.id, r.owner)]
    chosen = [one for one in mine if one.id in ids or one.name in names]
    if ids - {one.id for one in chosen} or names - {one.name for one in chosen}:
        raise Refused(
            422,
            "There is at least one repository that does not exist or is not accessible to the parent"
            " installation.",
        )
    return chosen


def _repositories(call: Call) -> Answer:
    token = call.caller.token
    if token is None:  # the gate lets nobody else in
        raise Refused(401, "Bad credentials")
    mine = [
        one
        for one in call.world.repositories.values()
        if token.installation.covers(one.id, one.owner)
        and (token.repository_ids is None or one.id in token.repository_ids)
    ]
    answer = call.page(mine, lambda one: whole(call.world, one), "repositories")
    selection = "all" if token.repository_ids is None else "selected"
    return Answer({**answer.body, "repository_selection": selection}, 200, answer.headers)


def _deliveries(call: Call) -> Answer:
    """GET hook/deliveries: newest first, by cursor, of the last three days.

    https://docs.github.com/rest/apps/webhooks#list-deliveries-for-an-app-webhook
    """
    wanted = call.query.get("status")
    since = call.world.now() - _KEPT
    rows = [one for one in call.world.deliveries if (one.delivered_at or one.created_at) >= since]
    rows.sort(key=lambda one: one.id, reverse=True)
    if wanted in _OUTCOMES:
        rows = [one for one in rows if one.status_code in _OUTCOMES[wanted]]
    elif wanted is not None:
        raise Refused(422, "Invalid status")
    cursor = call.query.get("cursor", "")
    if cursor:
        before = cursor.removeprefix("v1_")
        if not before.isdigit():
            raise Refused(400, "Invalid cursor")
        rows = [one for one in rows if one.id < int(before)]
    size = min(100, max(1, int(call.query.get("per_page", "30"))))
    shown, headers = rows[:size], {}
    if len(rows) > size:
        status = f"&status={wanted}" if wanted else ""
        next_page = f"{call.world.url}{call.path}?per_page={size}&cursor=v1_{shown[-1].id}{status}"
        headers["link"] = f'<{next_page}>; rel="next"'
    return Answer([delivery_item(one) for one in shown], headers=headers)


def _delivery_found(call: Call) -> Delivery:
    number = call.number("delivery_id")
    found = next((one for one in call.world.deliveries if one.id == number), None)
    if found is None:
        raise not_found()
    return found


def _delivery(call: Call) -> Answer:
    return Answer(delivery(_delivery_found(call)))


def _attempt(call: Call) -> Answer:
    again(call.world, call.caller.app, _delivery_found(call))
    return Answer({}, 202)


ROUTES = (
    Route("GET", "/app", "app", _show),
    Route("GET", "/app/installations", "app", _installations),
    Route("GET", "/app/installations/{installation_id}", "app", _installation),
    Route("POST", "/app/installations/{installation_id}/access_tokens", "app", _mint),
    Route("GET", "/app/hook/deliveries", "app", _deliveries),
    Route("GET", "/app/hook/deliveries/{delivery_id}", "app", _delivery),
    Route("POST", "/app/hook/deliveries/{delivery_id}/attempts", "app", _attempt),
    Route("GET", "/installation/repositories", "installation", _repositories),
)
