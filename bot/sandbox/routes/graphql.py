"""POST /graphql: exactly the queries the app sends, by operation name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused
from bot.sandbox.gate import admit
from bot.sandbox.selection import UnknownFieldError, project, read
from bot.sandbox.shapes.rollup import repository as repository_shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Json


def _answer(call: Call) -> Answer:
    """Errors come with status 200, as GraphQL has it; unknown queries say which are known.

    https://docs.github.com/graphql/guides/forming-calls-with-graphql
    """
    body = call.json()
    variables = body.get("variables") or {}
    try:
        query = read(str(body.get("query", "")))
    except ValueError as error:
        return _problem("parseError", str(error))
    resolver = QUERIES.get(query.name)
    if resolver is None:
        known = ", ".join(sorted(QUERIES))
        return _problem("undefinedField", f"the sandbox has no query {query.name!r}; it knows {known}")
    what = f"{variables.get('owner')}/{variables.get('name')}"
    found = _visible(call, what)
    if found is None:
        return _problem("NOT_FOUND", f"Could not resolve to a Repository with the name '{what}'.")
    try:
        return Answer({"data": project(resolver(call, found), query.top, query, variables)})
    except UnknownFieldError as error:
        return _problem("undefinedField", str(error))


def _visible(call: Call, name: str) -> Repository | None:
    found = call.world.find_repository(name)
    try:
        if found is not None:
            admit(call.world, call.caller, "pull_requests:read", found)
    except Refused:
        return None
    return found


def _problem(kind: str, message: str) -> Answer:
    return Answer({"data": {"repository": None}, "errors": [{"type": kind, "message": message}]})


def _open_heads(call: Call, found: Repository) -> Json:
    limit = call.world.limits.per_hour
    rate = {"cost": 1, "limit": limit, "remaining": limit, "used": 0}
    return {"repository": repository_shape(found), "rateLimit": rate}


QUERIES: dict[str, Callable[[Call, Repository], Json]] = {"OpenHeads": _open_heads}
"""Operation name → everything it may ask for; what it does ask for is picked from that."""

ROUTES = (Route("POST", "/graphql", "installation", _answer),)
