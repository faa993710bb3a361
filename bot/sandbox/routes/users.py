"""GET /users: who a login is; the bot user of an app is found by `SLUG[bot]`."""

from __future__ import annotations

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import not_found
from bot.sandbox.shapes.accounts import user

_SINCE = "2020-01-01T00:00:00Z"
_UNTOLD = ("bio", "blog", "company", "email", "hireable", "location")
_COUNTS = ("followers", "following", "public_gists", "public_repos")


def _show(call: Call) -> Answer:
    account = call.world.accounts.get(call.params["username"].lower())
    if account is None:
        raise not_found()
    return Answer(
        {
            **user(call.world, account),
            "name": account.login,
            **dict.fromkeys(_UNTOLD),
            **dict.fromkeys(_COUNTS, 0),
            "created_at": _SINCE,
            "updated_at": _SINCE,
        }
    )


ROUTES = (Route("GET", "/users/{username}", "installation", _show),)
