"""Calls through a client: tokens, conditions, pages, redirects, pace, failures."""

from __future__ import annotations

import asyncio
import gzip
import json
from datetime import timedelta
from itertools import pairwise

import httpx
import pytest

from bot.errors import Later, Never
from bot.github import MemoryPace, Missing, Unknown
from bot.github.tokens import AppCredentials
from tests.builders_api import API, INSTALLATION, START, Clock, FakeApi, Turns, app, client, failing


def raising(error: Exception):
    def answer(request: httpx.Request) -> httpx.Response:
        raise error

    return answer


async def test_one_token_serves_until_near_the_end_of_its_hour():
    api = FakeApi({"GET /x": [1]})
    github = client(api)
    for minutes in (0, 30, 57):
        api.clock.now = START + timedelta(minutes=minutes)
        await github.get("/x")
    assert api.minted == 1
    api.clock.now = START + timedelta(minutes=58, seconds=1)
    await github.get("/x")
    assert api.minted == 2


async def test_a_refused_token_is_replaced_once():
    api = FakeApi({"GET /x": Turns([failing(401, "Bad credentials"), {"fine": True}])})
    assert await client(api).get("/x") == {"fine": True}
    assert api.minted == 2


async def test_a_second_refusal_is_never_and_names_what_to_check():
    api = FakeApi({"GET /x": failing(401, "Bad credentials")})
    with pytest.raises(Never, match="App id and its private key"):
        await client(api).get("/x")


NOT_PERMITTED = failing(403, "Resource not accessible by integration")
INSTALLED = {"id": INSTALLATION, "permissions": {"checks": "write"}}


async def test_permissions_granted_since_the_token_was_minted_count_at_once():
    """A token keeps those it was minted with, up to an hour."""
    routes = {"GET /x": Turns([NOT_PERMITTED, {"fine": True}])}
    api = FakeApi({**routes, f"GET /app/installations/{INSTALLATION}": INSTALLED})
    assert await client(api).get("/x") == {"fine": True}
    assert api.minted == 2


async def test_every_run_refused_with_the_old_token_gets_the_new_one():
    """Several runs hold the old token when permissions are granted; one renewal must serve them all."""
    old = {}

    def may(request):
        token = request.headers["authorization"]
        return (
            NOT_PERMITTED(request)
            if token == old.setdefault("token", token)
            else httpx.Response(200, json=[1])
        )

    routes = {f"GET /x/{number}": may for number in range(4)}
    api = FakeApi({**routes, f"GET /app/installations/{INSTALLATION}": INSTALLED})
    github = client(api)
    answers = await asyncio.gather(*(github.get(f"/x/{number}") for number in range(4)))
    assert answers == [[1]] * 4
    assert api.minted == 2


@pytest.mark.parametrize("installed", [INSTALLED, failing(404, "Not Found")])
async def test_a_lasting_refusal_does_not_cost_a_token_each_time(installed):
    api = FakeApi({"GET /x": NOT_PERMITTED, f"GET /app/installations/{INSTALLATION}": installed})
    github = client(api)
    for _ in range(3):
        with pytest.raises(Never, match="lacks the permission"):
            await github.get("/x")
    assert api.minted <= 2


async def test_the_app_itself_has_no_permissions_to_outgrow():
    assert not await AppCredentials().outgrown(None)


async def test_an_installation_that_is_gone_is_never():
    api = FakeApi({f"POST /app/installations/{INSTALLATION}/access_tokens": failing(404, "Not Found")})
    with pytest.raises(Never, match="no longer installed"):
        await client(api).get("/x")


async def test_an_unreadable_key_is_never_and_not_quoted():
    with pytest.raises(Never, match="PEM") as caught:
        await client(FakeApi(), private_key="not a key: hunter2").get("/x")
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_an_unchanged_answer_costs_nothing():
    api = FakeApi({"GET /x": {"a": 1}})
    github = client(api)
    await github.get("/x")
    charged = github.requests.charged
    assert await github.get("/x") == {"a": 1}
    assert (github.requests.charged, github.requests.not_modified) == (charged, 1)


async def test_a_fresh_read_sends_no_condition():
    api = FakeApi({"GET /x": {"a": 1}})
    github = client(api)
    await github.get("/x")
    await github.get("/x", fresh=True)
    assert "if-none-match" not in api.asked[-1].headers


async def test_an_etag_is_not_used_under_another_token():
    api = FakeApi({"GET /x": {"a": 1}})
    github = client(api)
    await github.get("/x")
    api.clock.now += timedelta(hours=2)
    await github.get("/x")
    assert "if-none-match" not in api.asked[-1].headers


async def test_pages_follow_the_link_wherever_it_leads_within_the_api():
    second = f"{API}/repositories/9/things?page=2"
    api = FakeApi(
        {
            "GET /things": lambda _: httpx.Response(
                200, json=[1, 2], headers={"link": f'<{second}>; rel="next"'}
            ),
            "GET /repositories/9/things": {"items": [3]},
        }
    )
    with pytest.raises(Never, match="not a list"):
        await client(api).pages("/things")
    api.routes["GET /repositories/9/things"] = [3]
    assert await client(api).pages("/things") == [1, 2, 3]


async def test_pages_end_at_their_bound():
    def endless(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=[1], headers={"link": f'<{API}/things?page=next>; rel="next"'})

    api = FakeApi({"GET /things": endless})
    assert await client(api).pages("/things", at_most=3) == [1, 1, 1]


async def test_a_full_last_page_is_read_unconditionally_the_next_time():
    """Its ETag could hold while a next page has come."""
    api = FakeApi({"GET /things": list(range(100))})
    github = client(api)
    await github.pages("/things")
    await github.pages("/things")
    assert "if-none-match" not in api.asked[-1].headers


async def test_a_remembered_page_still_knows_its_next():
    def first(request: httpx.Request) -> httpx.Response:
        if "if-none-match" in request.headers:
            return httpx.Response(304)
        link = f'<{API}/things?page=2>; rel="next"'
        return httpx.Response(200, json=[1], headers={"link": link, "etag": '"a"'})

    api = FakeApi({"GET /things?per_page=100": first, "GET /things?page=2": [2]})
    github = client(api)
    await github.pages("/things")
    assert await github.pages("/things") == [1, 2]


async def test_last_modified_serves_where_there_is_no_etag():
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("if-modified-since") == "yesterday":
            return httpx.Response(304)
        return httpx.Response(200, json=[1], headers={"last-modified": "yesterday"})

    github = client(FakeApi({"GET /x": answer}))
    assert [await github.get("/x"), await github.get("/x")] == [[1], [1]]
    assert github.requests.not_modified == 1


async def test_a_renamed_repository_is_followed():
    moved = failing(301, "Moved Permanently", location=f"{API}/repositories/9")
    api = FakeApi({"GET /repos/old/name": moved, "GET /repositories/9": {"id": 9}})
    assert await client(api).get("/repos/old/name") == {"id": 9}


@pytest.mark.parametrize(
    "place", ["https://evil.test/x", "http://api.github.test/x", "https://api.github.test:8443/x"]
)
async def test_a_redirect_elsewhere_is_refused_and_no_token_goes_there(place):
    api = FakeApi({"GET /x": failing(302, location=place)})
    with pytest.raises(Never, match="away from its API"):
        await client(api).get("/x")
    assert all(request.url.host == "api.github.test" for request in api.asked)


async def test_circles_end():
    api = FakeApi({"GET /x": failing(301, location="/x")})
    with pytest.raises(Never, match="circles"):
        await client(api).get("/x")


async def test_a_write_is_repeated_only_where_the_method_is_kept():
    api = FakeApi({"PATCH /x": failing(307, location=f"{API}/y"), "PATCH /y": {"id": 1}})
    assert await client(api).patch("/x", {"a": 1}) == {"id": 1}
    assert json.loads(api.asked[-1].content) == {"a": 1}
    api.routes["PATCH /x"] = failing(301, location=f"{API}/y")
    with pytest.raises(Never, match="301"):
        await client(api).patch("/x", {"a": 1})
    api.routes["PATCH /x"] = failing(307, location=f"{API}/x")
    with pytest.raises(Never, match="circles"):
        await client(api).patch("/x", {})


async def test_a_read_is_tried_once_more_where_github_is_away():
    api = FakeApi({"GET /x": Turns([failing(502), {"a": 1}])})
    assert await client(api).get("/x") == {"a": 1}
    assert api.clock.slept == [0.5]


@pytest.mark.parametrize(
    "away", [failing(503), raising(httpx.ReadTimeout("slow")), raising(httpx.ConnectError("no"))]
)
async def test_a_read_that_fails_twice_comes_later(away):
    api = FakeApi({"GET /x": away})
    with pytest.raises(Later) as caught:
        await client(api).get("/x")
    assert caught.value.until > api.clock()
    assert len(api.calls("GET /x")) == 2


async def test_an_answer_that_is_not_json_comes_later():
    api = FakeApi({"GET /x": lambda _: httpx.Response(200, text="<html>proxy</html>")})
    with pytest.raises(Later, match="not JSON"):
        await client(api).get("/x")


async def test_an_answer_too_large_to_hold_is_never():
    api = FakeApi({"GET /x": lambda _: httpx.Response(200, content=b" " * 33_000_000)})
    with pytest.raises(Never, match="larger than we hold"):
        await client(api).get("/x")


async def test_a_packed_answer_is_measured_unpacked():
    bomb = gzip.compress(b" " * 40_000_000)
    answer = httpx.Response(200, stream=httpx.ByteStream(bomb), headers={"content-encoding": "gzip"})
    with pytest.raises(Never, match="larger than we hold"):
        await client(FakeApi({"GET /x": lambda _: answer})).get("/x")


@pytest.mark.parametrize(
    "away",
    [
        raising(httpx.ReadTimeout("slow")),
        raising(httpx.RemoteProtocolError("cut")),
        failing(502, "oops"),
        lambda _: httpx.Response(201, text="half an ans"),
        lambda _: httpx.Response(201, content=b" " * 33_000_000),
    ],
)
async def test_a_create_without_an_answer_is_unknown_and_not_repeated(away):
    api = FakeApi({"POST /x": away})
    with pytest.raises(Unknown):
        await client(api).post("/x", {})
    assert len(api.calls("POST /x")) == 1


async def test_a_create_that_was_never_sent_is_known():
    api = FakeApi({"POST /x": raising(httpx.ConnectError("no route"))})
    with pytest.raises(Later) as caught:
        await client(api).post("/x", {})
    assert not isinstance(caught.value, Unknown)


@pytest.mark.parametrize(
    "away", [raising(httpx.ReadTimeout("slow")), failing(502), lambda _: httpx.Response(200, text="?")]
)
async def test_a_change_without_an_answer_is_plainly_later(away):
    with pytest.raises(Later) as caught:
        await client(FakeApi({"PATCH /x": away})).patch("/x", {})
    assert not isinstance(caught.value, Unknown)


async def test_a_delete_of_what_is_gone_is_fine():
    api = FakeApi({"DELETE /x": Turns([lambda _: httpx.Response(204), failing(404)])})
    github = client(api)
    await github.delete("/x")
    await github.delete("/x")
    assert api.calls("DELETE") == ["DELETE /x", "DELETE /x"]


async def test_writes_of_an_installation_keep_a_second_between_them():
    api = FakeApi({"POST /x": {"id": 1}})
    github = client(api)
    moments = []
    for _ in range(3):
        await github.post("/x", {})
        moments.append(api.clock())
    gaps = [after - before for before, after in pairwise(moments)]
    assert gaps == [timedelta(seconds=1)] * 2


async def test_a_long_line_of_writes_is_not_waited_for():
    api = FakeApi({"POST /x": {"id": 1}})
    pace = MemoryPace(clock=lambda: 0.0, now=api.clock)
    for _ in range(12):
        await pace.reserve_write(INSTALLATION, 1.0)
    with pytest.raises(Later, match="their turn"):
        await client(api, pace=pace).post("/x", {})
    assert api.calls("POST /x") == []


async def test_the_hourly_limit_stops_all_calls_until_it_is_reset():
    reset = START + timedelta(minutes=20)
    used_up = failing(
        403,
        "API rate limit exceeded",
        x_ratelimit_remaining="0",
        x_ratelimit_reset=str(int(reset.timestamp())),
    )
    api = FakeApi({"GET /x": used_up, "GET /y": [1]})
    github = client(api)
    for path in ("/x", "/y"):
        with pytest.raises(Later, match="hourly rate limit") as caught:
            await github.get(path)
        assert caught.value.until == reset
    assert api.calls("GET /y") == []
    api.clock.now = reset
    assert await github.get("/y") == [1]


async def test_a_secondary_limit_is_obeyed_as_long_as_it_says():
    api = FakeApi({"POST /x": failing(403, "You have exceeded a secondary rate limit", retry_after="90")})
    github = client(api)
    with pytest.raises(Later, match="secondary") as caught:
        await github.post("/x", {})
    assert caught.value.until == START + timedelta(seconds=90)
    assert not isinstance(caught.value, Unknown)


async def test_unnamed_waits_double():
    api = FakeApi({"GET /x": failing(429, "slow down")})
    github = client(api)
    waits = []
    for _ in range(3):
        with pytest.raises(Later) as caught:
            await github.get("/x")
        waits.append((caught.value.until - api.clock()).total_seconds())
        api.clock.now = caught.value.until
    assert waits == [60, 120, 240]


async def test_a_limit_that_is_nearly_over_is_waited_out():
    pace = MemoryPace(now=(clock := Clock()))
    await pace.block(INSTALLATION, START + timedelta(seconds=1.5), "soon over")
    api = FakeApi({"GET /x": [1]})
    api.clock = clock
    assert await client(api, pace=pace).get("/x") == [1]
    assert clock.slept == [1.5]


async def test_a_malformed_retry_after_does_no_harm():
    api = FakeApi(
        {"GET /x": failing(403, "secondary rate limit", retry_after="Wed, 21 Oct 2026 07:28:00 GMT")}
    )
    with pytest.raises(Later):
        await client(api).get("/x")


async def test_the_app_knows_who_it_is_and_asks_once():
    api = FakeApi()
    async with app(api) as ours:
        github = ours.installation(INSTALLATION)
        who = await ours.identity(github)
        assert (who.app_id, who.slug, who.user_id) == (77, "statusproof", 9000)
        assert await ours.identity(github) is who
    assert api.asked[0].headers["authorization"].startswith("Bearer ey")
    assert len(api.calls("GET /app")) == 1


async def test_missing_is_a_never_that_can_be_told_apart():
    with pytest.raises(Missing):
        await client(FakeApi()).get("/nowhere")


async def test_no_token_shows_in_an_error_or_a_repr():
    api = FakeApi(
        {"GET /x": lambda request: httpx.Response(422, json={"message": request.headers["authorization"]})}
    )
    github = client(api)
    with pytest.raises(Never) as caught:
        await github.get("/x")
    assert "ghs_" not in str(caught.value)
    assert "[secret]" in str(caught.value)
    assert "ghs_" not in repr(await github._exchange._credentials.token())


async def test_an_error_page_that_is_not_json_is_still_told_by_its_status():
    api = FakeApi({"GET /x": lambda _: httpx.Response(404, text="<html>gone</html>")})
    with pytest.raises(Missing, match="no reason given"):
        await client(api).get("/x")


async def test_two_calls_refused_at_once_share_one_new_token():
    """Whoever comes second finds the token already replaced."""
    old = f"token ghs_{1:036d}.long-and.opaque"

    def answer(request: httpx.Request) -> httpx.Response:
        refused = request.headers["authorization"] == old
        return httpx.Response(401 if refused else 200, json={"message": "Bad credentials"})

    api = FakeApi({"GET /x": answer})
    github = client(api)
    await asyncio.gather(github.get("/x"), github.get("/x"))
    assert api.minted == 2
