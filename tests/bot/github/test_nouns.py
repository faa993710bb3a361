"""What is read of each noun, and what is sent."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import httpx
import pytest

from bot.errors import Never
from bot.github import Missing, checks, comments, contents, hooks, installations, issues, labels, repositories
from tests.builders_api import API, START, FakeApi, Turns, app, client, failing
from tests.builders_stores import Answers, Blobs

REPO = {"id": 9, "full_name": "acme/shop"}


async def test_a_repository_is_found_by_its_last_name():
    api = FakeApi({"GET /repos/acme/shop": REPO})
    found = await repositories.repository_by_id(client(api), 9, "acme/shop")
    assert (found.id, found.full_name, found.default_branch) == (9, "acme/shop", "main")


@pytest.mark.parametrize("at_the_old_name", [failing(404), {"id": 10, "full_name": "acme/old"}])
async def test_a_stale_name_is_not_believed(at_the_old_name):
    """Somebody may have taken the name since."""
    api = FakeApi(
        {
            "GET /repos/acme/old": at_the_old_name,
            "GET /installation/repositories": {"repositories": [{"id": 1, "full_name": "acme/a"}, REPO]},
        }
    )
    assert (await repositories.repository_by_id(client(api), 9, "acme/old")).full_name == "acme/shop"
    with pytest.raises(Missing, match="gone"):
        await repositories.repository_by_id(client(api), 11, None)


async def test_a_branch_with_slashes_keeps_them_and_nothing_else():
    api = FakeApi({"GET /repos/acme/shop/git/ref/heads/a/b #1": {"ref": "x", "object": {"sha": "abc"}}})
    assert await repositories.branch_head(client(api), "acme/shop", "a/b #1") == "abc"
    assert api.asked[-1].url.raw_path.endswith(b"/heads/a/b%20%231")


def listed(*entries: tuple[str, str, str], truncated: bool = False) -> dict:
    rows = [
        {"path": path, "type": kind, "sha": sha, "mode": "100644", "size": 3} for path, kind, sha in entries
    ]
    return {"sha": "t", "tree": rows, "truncated": truncated}


async def test_a_tree_is_asked_for_once_ever():
    api = FakeApi({"GET /repos/acme/shop/git/trees/c1": listed(("a.md", "blob", "b1"), ("d", "tree", "t1"))})
    kept, github = Answers(), client(api)
    first = await contents.tree(github, "acme/shop", 9, "c1", kept)
    assert [(entry.path, entry.kind) for entry in first.entries] == [("a.md", "file")]
    assert first.complete
    asked = len(api.asked)
    assert await contents.tree(github, "acme/shop", 9, "c1", kept) == first
    assert len(api.asked) == asked


async def test_what_never_changes_takes_no_room_among_the_etags():
    api = FakeApi({"GET /repos/acme/shop/git/trees/c1": listed(("a.md", "blob", "b1"))})
    github = client(api)
    await contents.tree(github, "acme/shop", 9, "c1", Answers())
    assert github._around.etags.held == 0


async def test_links_and_submodules_are_told_from_files():
    tree = listed(("s", "commit", "c"), ("l", "blob", "b"))
    tree["tree"][1]["mode"] = "120000"
    api = FakeApi({"GET /repos/acme/shop/git/trees/c1": tree})
    listing = await contents.tree(client(api), "acme/shop", 9, "c1", Answers())
    assert [entry.kind for entry in listing.entries] == ["submodule", "symlink"]


async def test_a_tree_cut_short_is_walked():
    trees = "GET /repos/acme/shop/git/trees/"
    api = FakeApi(
        {
            f"{trees}c1?recursive=1": listed(("a", "blob", "x"), truncated=True),
            f"{trees}c1": listed(("README.md", "blob", "b1"), ("src", "tree", "t1"), ("docs", "tree", "t2")),
            f"{trees}t1": listed(("x", "tree", "t3"), ("x/main.py", "blob", "b2")),
            f"{trees}t2": listed(("STATUS.md", "blob", "b3")),
        }
    )
    listing = await contents.tree(client(api), "acme/shop", 9, "c1", Answers())
    assert [entry.path for entry in listing.entries] == ["README.md", "docs/STATUS.md", "src/x/main.py"]
    assert listing.complete


async def test_a_tree_too_large_to_walk_says_so():
    rows = [(f"d{number}", "tree", f"t{number}") for number in range(40)]
    api = FakeApi(
        {
            "GET /repos/acme/shop/git/trees/c1?recursive=1": listed(truncated=True),
            "GET /repos/acme/shop/git/trees/c1": listed(*rows),
            **{f"GET /repos/acme/shop/git/trees/t{n}": listed(("f", "blob", "b")) for n in range(40)},
        }
    )
    listing = await contents.tree(client(api), "acme/shop", 9, "c1", Answers())
    assert not listing.complete
    assert len(api.calls("GET /repos")) == contents.WALKED


async def test_a_folder_too_large_for_any_answer_is_not_complete():
    api = FakeApi({"GET /repos/acme/shop/git/trees/c1": listed(("a", "blob", "b"), truncated=True)})
    listing = await contents.tree(client(api), "acme/shop", 9, "c1", Answers())
    assert ([entry.path for entry in listing.entries], listing.complete) == (["a"], False)


async def test_a_blob_is_fetched_once_ever_and_two_alike_only_once():
    packed = base64.encodebytes(b"caf\xc3\xa9 \xff" * 30).decode()
    api = FakeApi({"GET /repos/acme/shop/git/blobs/b1": {"content": packed, "encoding": "base64"}})
    kept = Blobs()
    for _ in range(2):
        found = await contents.blobs(client(api), "acme/shop", 9, ["b1", "b1"], kept)
        assert found == {"b1": b"caf\xc3\xa9 \xff" * 30}
    assert len(api.calls("GET /repos")) == 1
    assert await contents.blobs(client(api), "acme/shop", 9, [], kept) == {}


async def test_a_blob_as_plain_text_is_taken_too():
    api = FakeApi({"GET /repos/acme/shop/git/blobs/b1": {"content": "hi", "encoding": "utf-8"}})
    assert await contents.blobs(client(api), "acme/shop", 9, ["b1"], Blobs()) == {"b1": b"hi"}


async def test_a_blob_that_cannot_be_unpacked_is_never():
    api = FakeApi({"GET /repos/acme/shop/git/blobs/b1": {"content": "a", "encoding": "base64"}})
    with pytest.raises(Never, match="base64"):
        await contents.blobs(client(api), "acme/shop", 9, ["b1"], Blobs())


async def test_an_answer_without_a_needed_field_is_never_and_not_quoted():
    api = FakeApi({"GET /repos/acme/shop": {"id": "secret words"}})
    with pytest.raises(Never, match=r"not as described: id, full_name") as caught:
        await repositories.repository(client(api), "acme/shop")
    assert "secret words" not in str(caught.value)


async def test_nulls_and_unknown_fields_are_taken_as_they_come():
    run = {
        "id": 1,
        "name": "test",
        "conclusion": None,
        "app": None,
        "output": {"title": None},
        "new_field": {},
    }
    issue = {"number": 1, "created_at": "2026-01-01T00:00:00Z", "labels": ["a", {"name": "b"}], "user": None}
    api = FakeApi(
        {
            "GET /repos/acme/shop/commits/c/check-runs": {"check_runs": [run]},
            "GET /repos/acme/shop/issues": [issue],
        }
    )
    assert (await checks.runs(client(api), "acme/shop", "c"))[0].app is None
    assert (await issues.recent(client(api), "acme/shop"))[0].label_names == {"a", "b"}


async def test_writes_send_what_they_are_given():
    created = {"id": 3, "name": "statusproof", "number": 4, "created_at": "2026-01-01T00:00:00Z"}
    api = FakeApi(
        {
            "POST /repos/acme/shop/check-runs": created,
            "PATCH /repos/acme/shop/check-runs/3": created,
            "POST /repos/acme/shop/issues/1/comments": created,
            "PATCH /repos/acme/shop/issues/comments/3": created,
            "DELETE /repos/acme/shop/issues/comments/3": lambda _: httpx.Response(204),
            "POST /repos/acme/shop/issues": created,
            "PATCH /repos/acme/shop/issues/4": created,
            "POST /repos/acme/shop/labels": created,
        }
    )
    github = client(api)
    assert (await checks.create(github, "acme/shop", {"name": "statusproof"})).id == 3
    assert (await checks.update(github, "acme/shop", 3, {"status": "completed"})).id == 3
    assert (await comments.create(github, "acme/shop", 1, "hello")).id == 3
    assert (await comments.update(github, "acme/shop", 3, "hello again")).id == 3
    await comments.delete(github, "acme/shop", 3)
    assert (await issues.create(github, "acme/shop", "t", "b", ("x",))).number == 4
    assert (await issues.update(github, "acme/shop", 4, {"state": "closed"})).number == 4
    await labels.create(github, "acme/shop", "blocker", "aa0000", "What blocks")
    sent = [json.loads(request.content) for request in api.asked if request.content]
    assert {"body": "hello again"} in sent
    assert {"title": "t", "body": "b", "labels": ["x"]} in sent
    assert {"name": "blocker", "color": "aa0000", "description": "What blocks"} in sent


def attempt(id_: int, guid: str, status: str, hours_ago: float) -> dict:
    when = (START - timedelta(hours=hours_ago)).isoformat()
    return {"id": id_, "guid": guid, "status": status, "delivered_at": when}


async def test_deliveries_that_never_arrived_are_found_and_asked_for_again():
    """A delivery counts by its guid: one good attempt among failed ones is enough."""
    first = [attempt(5, "a", "timed out", 1), attempt(4, "b", "OK", 2), attempt(3, "b", "failed", 3)]
    second = [attempt(2, "a", "failed", 4), attempt(1, "old", "failed", 50)]
    link = f'<{API}/app/hook/deliveries?cursor=x>; rel="next"'
    further = lambda _: httpx.Response(200, json=second, headers={"link": link})  # noqa: E731
    api = FakeApi(
        {
            "GET /app/hook/deliveries?per_page=100": lambda _: httpx.Response(
                200, json=first, headers={"link": link}
            ),
            "GET /app/hook/deliveries?cursor=x": further,
            "POST /app/hook/deliveries/5/attempts": lambda _: httpx.Response(202),
        }
    )
    ours = app(api)
    attempts = await hooks.deliveries(ours.client, START - timedelta(hours=6))
    assert [one.id for one in attempts] == [5, 4, 3, 2]
    lost = hooks.undelivered(attempts)
    assert [one.id for one in lost] == [5]
    await hooks.redeliver(ours.client, lost[0].id)
    assert len(api.calls("GET /app/hook")) == 2


async def test_installations_tell_whose_they_are_and_whether_suspended():
    row = {"id": 5, "account": {"login": "acme"}, "suspended_at": "2026-01-01T00:00:00Z"}
    api = FakeApi({"GET /app/installations": [row], "GET /app/installations/5": Turns([row, failing(404)])})
    ours = app(api)
    assert [one.id for one in await installations.installations(ours.client)] == [5]
    one = await installations.installation(ours.client, 5)
    assert (one.account.login, one.suspended_at is not None) == ("acme", True)
    with pytest.raises(Missing):
        await installations.installation(ours.client, 5)
