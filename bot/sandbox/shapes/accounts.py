"""Accounts, apps, installations and deliveries as GitHub shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.world import at, node, stamp

if TYPE_CHECKING:
    from bot.sandbox.model import Account, App, Delivery, Installation, Json
    from bot.sandbox.world import World

_USER_URLS = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}


def user(world: World, account: Account) -> Json:
    """simple-user."""
    url = f"{world.url}/users/{account.login}"
    return {
        "login": account.login,
        "id": account.id,
        "node_id": node("User", account.id),
        "avatar_url": f"{world.url}/avatars/{account.id}",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{world.url}/{account.login}",
        **{name: url + tail for name, tail in _USER_URLS.items()},
        "type": account.kind,
        "user_view_type": "public",
        "site_admin": False,
    }


def maybe_user(world: World, account: Account | None) -> Json | None:
    """simple-user or null."""
    return None if account is None else user(world, account)


def organisation(world: World, account: Account) -> Json:
    """The `organization` of a payload."""
    url = f"{world.url}/orgs/{account.login}"
    return {
        "login": account.login,
        "id": account.id,
        "node_id": node("Organization", account.id),
        "url": url,
        "repos_url": f"{url}/repos",
        "events_url": f"{url}/events",
        "hooks_url": f"{url}/hooks",
        "issues_url": f"{url}/issues",
        "members_url": f"{url}/members{{/member}}",
        "public_members_url": f"{url}/public_members{{/member}}",
        "avatar_url": f"{world.url}/avatars/{account.id}",
        "description": "",
    }


def app(world: World, shown: App) -> Json:
    """integration."""
    return {
        "id": shown.id,
        "slug": shown.slug,
        "client_id": shown.client_id or f"Iv1.{shown.id:016x}",
        "node_id": node("App", shown.id),
        "owner": user(world, shown.owner),
        "name": shown.name,
        "description": "",
        "external_url": f"{world.url}/apps/{shown.slug}",
        "html_url": f"{world.url}/apps/{shown.slug}",
        "created_at": at(shown.created_at),
        "updated_at": at(shown.created_at),
        "permissions": dict(shown.permissions),
        "events": list(shown.events),
    }


def installation(world: World, shown: Installation, owner: App) -> Json:
    """installation."""
    return {
        "id": shown.id,
        "account": user(world, shown.account),
        "repository_selection": "all" if shown.repository_ids is None else "selected",
        "access_tokens_url": f"{world.url}/app/installations/{shown.id}/access_tokens",
        "repositories_url": f"{world.url}/installation/repositories",
        "html_url": f"{world.url}/organizations/{shown.account.login}/settings/installations/{shown.id}",
        "app_id": owner.id,
        "client_id": owner.client_id,
        "target_id": shown.account.id,
        "target_type": shown.account.kind,
        "permissions": dict(shown.permissions),
        "events": list(owner.events),
        "created_at": at(shown.created_at),
        "updated_at": at(shown.created_at),
        "single_file_name": None,
        "app_slug": owner.slug,
        "suspended_by": maybe_user(world, shown.suspended_by),
        "suspended_at": stamp(shown.suspended_at),
    }


def delivery_item(shown: Delivery) -> Json:
    """hook-delivery-item."""
    return {
        "id": shown.id,
        "guid": shown.guid,
        "delivered_at": at(shown.delivered_at or shown.created_at),
        "redelivery": shown.redelivery,
        "duration": round(shown.duration, 3),
        "status": shown.status,
        "status_code": shown.status_code,
        "event": shown.event,
        "action": shown.action,
        "installation_id": shown.installation_id,
        "repository_id": shown.repository_id,
        "throttled_at": None,
    }


def delivery(shown: Delivery) -> Json:
    """hook-delivery."""
    return {
        **delivery_item(shown),
        "request": {"headers": dict(shown.headers), "payload": shown.payload},
        "response": {"headers": dict(shown.response_headers), "payload": shown.response_body},
    }
