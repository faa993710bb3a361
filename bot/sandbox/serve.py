"""The way of every API request: limits, gate, faults, answer, ETag, record."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from bot.sandbox.calls import Answer, Call, Caller, Route
from bot.sandbox.errors import Refused, not_found
from bot.sandbox.faults import Fault, strike
from bot.sandbox.gate import admit, identify
from bot.sandbox.limits import Budget
from bot.sandbox.model import Write
from bot.sandbox.shapes.repositories import api

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from bot.sandbox.contents import Repository
    from bot.sandbox.world import World


def endpoint(world: World, route: Route) -> Callable[[Request], Awaitable[Response]]:
    """The ASGI endpoint of a route."""

    async def serve(request: Request) -> Response:
        who = request.headers.get("authorization", "")
        world.at_once[who] += 1
        try:
            return await answered(request)
        finally:
            world.at_once[who] -= 1

    async def answered(request: Request) -> Response:
        body = await request.body()
        fault = strike(world.faults, request.method, request.url.path)
        if world.latency:
            await asyncio.sleep(world.latency)
        if fault is not None and fault.outcome == "slow":
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.outcome != "slow" and not fault.applies:
            answer = _spoiled(fault)
        else:
            answer = answer_to(world, route, request, body)
        _record(world, request, body, answer)
        if fault is not None and fault.outcome in ("cut", "hang"):
            await _cut(request, fault)
        elif fault is not None and fault.outcome == "status":
            answer = _spoiled(fault)
        return Response(answer.raw(), answer.status, answer.headers, answer.media_type)

    return serve


def answer_to(world: World, route: Route, request: Request, body: bytes) -> Answer:
    """The answer GitHub would give, refusals included, with its rate and cache headers."""
    budget = Budget()
    try:
        caller = identify(world, request.headers)
        budget = world.budgets.setdefault(caller.key, Budget())
        writes = request.method != "GET" and request.url.path != "/graphql"
        now = world.now().timestamp()
        at_once = world.at_once[request.headers.get("authorization", "")]
        budget.admit(world.limits, now, writes=writes, creates=route.creates, at_once=at_once, who=caller.key)
        answer = _answered(world, route, request, body, caller)
        if writes:
            _note_write(world, request, caller)
        answer = _conditional(answer, request, budget)
    except Refused as refused:
        answer = Answer(refused.body(), refused.status, dict(refused.headers))
    headers = {
        "x-github-request-id": f"{world.next_id('request'):X}",
        "x-github-api-version-selected": request.headers.get("x-github-api-version", "2022-11-28"),
        **budget.headers(world.limits),
        **answer.headers,
    }
    return Answer(answer.body, answer.status, headers, answer.media_type)


def _answered(world: World, route: Route, request: Request, body: bytes, caller: Caller) -> Answer:
    params = {name: str(value) for name, value in request.path_params.items()}
    repository = None
    if "repo" in params:
        repository = _repository(world, request, f"{params['owner']}/{params['repo']}", caller)
    admit(world, caller, route.needs, repository)
    path, query = request.url.path, dict(request.query_params)
    call = Call(world, request.method, path, params, query, request.headers, body, caller, repository)
    return route.answer(call)


def _repository(world: World, request: Request, name: str, caller: Caller) -> Repository:
    """The repository of a path; a former name is answered by 301 (307 for writes) to its id.

    https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    """
    found = world.find_repository(name)
    if found is not None:
        return found
    moved = world.repositories.get(world.renamed.get(name.lower(), 0))
    if moved is None:
        raise not_found()
    admit(world, caller, "metadata:read", moved)
    tail = request.url.path.split("/", 4)[4:]
    query = f"?{request.url.query}" if request.url.query else ""
    location = "/".join([f"{world.url}/repositories/{moved.id}", *tail]) + query
    status = 301 if request.method == "GET" else 307
    message = "Moved Permanently" if status == 301 else "Temporary Redirect"
    raise Refused(status, message, headers={"location": location}, extra={"url": location})


def _conditional(answer: Answer, request: Request, budget: Budget) -> Answer:
    """An ETag that holds for this token only; 304 costs nothing.

    https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
    """
    if request.method != "GET" or answer.status != 200:
        return answer
    seen = request.headers.get("authorization", "") + request.headers.get("accept", "")
    etag = f'W/"{hashlib.sha256(seen.encode() + answer.raw()).hexdigest()}"'
    headers = {**answer.headers, "etag": etag, "vary": "Accept, Authorization, Cookie, X-GitHub-OTP"}
    headers["cache-control"] = "private, max-age=60, s-maxage=60"
    if etag in request.headers.get("if-none-match", ""):
        budget.used -= 1
        return Answer(None, 304, headers)
    return Answer(answer.body, answer.status, headers, answer.media_type)


def _note_write(world: World, request: Request, caller: Caller) -> None:
    number = None if caller.token is None else caller.token.installation.id
    world.writes.append(Write(time.monotonic(), number, request.method, request.url.path))


def _spoiled(fault: Fault) -> Answer:
    try:
        body: Any = json.loads(fault.body)
    except ValueError:
        body = fault.body.encode()
    return Answer(body, fault.status, dict(fault.headers))


async def _cut(request: Request, fault: Fault) -> None:
    """Closes the connection without a byte of an answer, at once or after a silence."""
    if fault.outcome == "hang":
        await asyncio.sleep(fault.seconds)
    transport = request.scope.get("sandbox.transport")
    if transport is not None:
        transport.abort()
        await asyncio.sleep(0)


def _record(world: World, request: Request, body: bytes, answer: Answer) -> None:
    """One row for validate_requests.py: what was sent, under the path the description knows."""
    raw_path = request.scope.get("raw_path", request.url.path.encode()).decode("ascii", "replace")
    try:
        sent = json.loads(body) if body else None
    except ValueError:
        sent = body.decode("utf-8", "replace")
    row = {
        "method": request.method,
        "path": raw_path,
        "query": dict(request.query_params),
        "body": sent,
        "status": answer.status,
        "response": answer.body if not isinstance(answer.body, bytes) else None,
        "headers": {
            name: value for name, value in request.headers.items() if name not in ("authorization", "cookie")
        },
        "at": world.now().timestamp(),
    }
    if "sandbox.sent" in request.scope:
        row["sent"] = request.scope["sandbox.sent"]
    world.requests.append(row)


def repository_path(world: World, path: str) -> str | None:
    """`/repositories/{id}/…` as `/repos/{owner}/{repo}/…`; None for other paths."""
    parts = path.split("/", 3)
    if len(parts) < 3 or parts[1] != "repositories" or not parts[2].isdigit():
        return None
    found = world.repositories.get(int(parts[2]))
    if found is None:
        return None
    return "/".join([api(world, found).removeprefix(world.url), *parts[3:]])
