"""GET /users: who a login is; the bot user of an app is found by `SLUG[bot]`."""

from __future__ import annotations

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import not_found
from bot.sandbox.shapes.accounts import user
from bot.sandbox.world import at

_UNTOLD = ("bio", "blog", "company", "email", "hireable", "location")
_COUNTS = ("followers", "following", "public_gists", "public_repos")


def _show(call: Call) -> Answer:
    account = call.world.accounts.get(call.params["username"].lower())
    if account is None:
        raise not_found()
    known = at(call.world.now())
    return Answer(
        {
            **user(call.world, account),
            "name": account.login,
            **dict.fromkeys(_UNTOLD),
            **dict.fromkeys(_COUNTS, 0),
            "created_at": known,
            "updated_at": known,
        }
    )


ROUTES = (Route("GET", "/users/{username}", "installation", _show),)
