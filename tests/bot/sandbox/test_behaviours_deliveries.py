"""The list of deliveries, redelivery, and what may happen on the way. Rows of BEHAVIOURS.md."""

import pytest

from tests.builders_sandbox import Listener


@pytest.fixture
async def hook(github, shop):
    """A listener at the app's hook, from now on."""
    async with Listener(github) as listener:
        yield listener


async def _listed(app, query=""):
    return (await app.as_app("GET", f"/app/hook/deliveries{query}")).json()


async def test_failed_deliveries_are_not_sent_again(shop, app, hook):
    hook.status = 503
    shop.open_issue("x")
    assert await hook.events() == [("issues", "opened")]
    row = (await _listed(app))[0]
    assert (row["status_code"], row["redelivery"], row["event"], row["action"]) == (
        503,
        False,
        "issues",
        "opened",
    )


async def test_redelivery_keeps_its_guid(shop, app, hook):
    shop.open_issue("x")
    await hook.events()
    first = (await _listed(app))[0]
    again = await app.as_app("POST", f"/app/hook/deliveries/{first['id']}/attempts")
    assert again.status_code == 202
    await hook.events()
    second = (await _listed(app))[0]
    assert (second["guid"], second["redelivery"]) == (first["guid"], True)
    assert second["id"] != first["id"]
    assert hook.heard[0] == hook.heard[1]
    whole = (await app.as_app("GET", f"/app/hook/deliveries/{second['id']}")).json()
    assert whole["request"]["payload"]["action"] == "opened"
    assert (await app.as_app("GET", "/app/hook/deliveries/1")).status_code == 404


async def test_failure_filter_overlooks_what_never_connected(github, shop, app, hook):
    hook.status = 500
    shop.open_issue("answered 500")
    await hook.events()
    github.next_hook(kind="fail")
    shop.open_issue("never connected")
    await github.settle()
    assert [row["status_code"] for row in await _listed(app, "?status=failure")] == [500]
    assert [row["status_code"] for row in await _listed(app)] == [0, 500]
    assert await _listed(app, "?status=success") == []
    assert (await app.as_app("GET", "/app/hook/deliveries?status=odd")).status_code == 422


async def test_deliveries_are_paged_by_cursor(shop, app, hook):
    for number in range(3):
        shop.open_issue(str(number))
    await hook.events()
    first = await app.as_app("GET", "/app/hook/deliveries?per_page=2&status=success")
    second = await app.as_app("GET", first.links["next"]["url"])
    ids = [row["id"] for row in [*first.json(), *second.json()]]
    assert (len(ids), ids) == (3, sorted(ids, reverse=True))
    assert "next" not in second.links
    assert (await app.as_app("GET", "/app/hook/deliveries?cursor=odd")).status_code == 400


async def test_deliveries_are_kept_three_days(github, shop, app, hook):
    shop.open_issue("x")
    await hook.events()
    github.advance(3 * 86400 + 60)
    assert await _listed(app) == []


async def test_a_host_that_is_not_there_is_a_failed_delivery(github, shop, app):
    github.hook("http://127.0.0.1:9/nobody")
    shop.open_issue("x")
    assert await github.settle()
    row = (await _listed(app))[0]
    assert (row["status"], row["status_code"]) == ("failed to connect to host", 0)


async def test_deliveries_may_be_lost_late_doubled_or_out_of_order(github, shop, hook):
    github.next_hook("issues", kind="lose")
    shop.open_issue("lost")
    github.next_hook("issues", kind="duplicate")
    shop.open_issue("doubled")
    assert len(await hook.payloads("issues")) == 2
    github.next_hook("issues", kind="delay", seconds=0.2)
    shop.open_issue("late")
    shop.open_issue("soon")
    titles = [one["issue"]["title"] for one in await hook.payloads("issues")]
    assert titles == ["doubled", "doubled", "soon", "late"]
    github.next_hook(kind="hold", times=3)
    for name in ("a", "b", "c"):
        shop.open_issue(name)
    await github.settle()
    github.release([1, 0, 2])
    titles = sorted(one["issue"]["title"] for one in await hook.payloads("issues"))
    assert titles == ["a", "b", "c", "doubled", "doubled", "late", "soon"]
    assert len({headers["x-github-delivery"] for headers, _ in hook.heard}) == 6


async def test_held_deliveries_go_out_last_first(github, shop, hook):
    github.next_hook(kind="hold", times=2)
    shop.open_issue("a")
    shop.open_issue("b")
    await github.settle()
    assert hook.heard == []
    github.release()
    assert [one.payload["issue"]["title"] for one in github.world.outbox] == ["b", "a"]
    assert len(await hook.payloads("issues")) == 2
