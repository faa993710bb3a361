"""Who is calling, and whether they may: App JWTs, installation tokens, permissions.

https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import jwt

from bot.sandbox.calls import Caller
from bot.sandbox.errors import Refused, not_found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox.contents import Repository
    from bot.sandbox.model import App, Token
    from bot.sandbox.world import World

_LONGEST_JWT = 600
_LEVELS = {"read": 1, "write": 2, "admin": 3}


def identify(world: World, headers: Mapping[str, str]) -> Caller:
    """The caller of a request, or 401 (403 without a user agent)."""
    if not headers.get("user-agent"):
        raise Refused(
            403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent."
        )
    scheme, _, text = headers.get("authorization", "").partition(" ")
    if not text:
        raise Refused(401, "Requires authentication")
    if scheme.lower() not in ("bearer", "token"):
        raise Refused(401, "Bad credentials")
    text = text.strip()
    token = world.tokens.get(text)
    if token is not None:
        app = world.ours()
        if app is None or token.expires_at <= world.now():
            raise Refused(401, "Bad credentials")
        return Caller(app, token)
    if text.count(".") == 2 and not text.startswith("ghs_"):
        return Caller(_app_of(world, text))
    raise Refused(401, "Bad credentials")


def admit(world: World, caller: Caller, needs: str, repository: Repository | None) -> None:
    """Refuses what the caller may not do, in GitHub's words."""
    token = caller.token
    if needs == "app":
        if token is not None:
            raise Refused(401, "A JSON web token could not be decoded")
        return
    if token is None:
        raise Refused(401, "Bad credentials")
    if token.installation.suspended_at is not None:
        raise Refused(403, "This installation has been suspended")
    if repository is not None and not _sees(world, token, repository):
        raise not_found()
    if needs != "installation" and not any(_allows(token, one) for one in needs.split("|")):
        wanted = "; ".join(one.replace(":", "=") for one in needs.split("|"))
        headers = {"x-accepted-github-permissions": wanted}
        raise Refused(403, "Resource not accessible by integration", headers=headers)


def _sees(world: World, token: Token, repository: Repository) -> bool:
    installation = token.installation
    if installation.id not in world.installations or not installation.covers(repository.id, repository.owner):
        return False
    return token.repository_ids is None or repository.id in token.repository_ids


def _allows(token: Token, need: str) -> bool:
    permission, level = need.split(":")
    granted = "read" if permission == "metadata" else token.permissions.get(permission, "")
    return _LEVELS.get(granted, 0) >= _LEVELS[level]


def _app_of(world: World, text: str) -> App:
    """The app a JWT speaks for: RS256, at most ten minutes ahead, not issued in the future."""
    app = world.ours()
    if app is None:
        raise Refused(401, "Integration not found")
    try:
        claims = jwt.decode(
            text,
            app.public_key,
            algorithms=["RS256"],
            options={"verify_exp": False, "verify_iat": False, "verify_aud": False, "verify_iss": False},
        )
        issued, expires = (datetime.fromtimestamp(int(claims[name]), UTC) for name in ("iat", "exp"))
    except (jwt.PyJWTError, KeyError, ValueError, TypeError, OverflowError):
        raise Refused(401, "A JSON web token could not be decoded") from None
    now = world.now()
    if expires <= now:
        raise Refused(
            401,
            "'Expiration time' claim ('exp') must be a numeric value representing the future time at"
            " which the assertion expires",
        )
    if (expires - now).total_seconds() > _LONGEST_JWT:
        raise Refused(401, "'Expiration time' claim ('exp') is too far in the future")
    if (issued - now).total_seconds() > 1:
        raise Refused(
            401,
            "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was"
            " issued",
        )
    if str(claims.get("iss")) not in (str(app.id), app.client_id):
        raise Refused(401, "'Issuer' claim ('iss') must be an Integer")
    return app
