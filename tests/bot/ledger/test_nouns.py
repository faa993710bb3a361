"""Each noun of the ledger: what is put in comes out, frozen, and nothing else is touched."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.ledger import Installation, Look, Post, Repository, open_ledger
from bot.ledger.tables import METADATA
from webhooks.targets import Receipt, RepositoryName

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
async def ledger(database_url):
    async with await open_ledger(database_url) as ledger:
        yield ledger


async def sql(ledger, statement):
    async with ledger._database.begin() as connection:
        return await connection.execute(sa.text(statement))


def unseen(value):
    return {name: getattr(value, name) for name in value.__slots__ if name not in ("seen_at", "updated_at")}


async def test_repositories_by_id_name_and_installation(ledger):
    first = Repository(1, 10, "octo/Bee", private=True, default_branch="main")
    second = Repository(2, 10, "octo/ant", private=False, archived=True)
    other = Repository(3, 11, "else/where", private=False)
    for repository in (first, second, other):
        await ledger.repositories.save(repository)
    assert unseen(await ledger.repositories.get(1)) == unseen(first)
    assert await ledger.repositories.get(404) is None
    assert [found.id for found in await ledger.repositories.of_installation(10)] == [1, 2]
    assert [found.id for found in await ledger.repositories.all()] == [3, 1, 2]
    assert (await ledger.repositories.named("OCTO/bee")).id == 1
    assert await ledger.repositories.named("octo/none") is None
    for repository in (1, 2):
        await ledger.blobs.put(repository, {"sha": b"kept"})
    await ledger.repositories.forget(1)
    assert await ledger.repositories.get(1) is None
    assert await ledger.blobs.get(1, ["sha"]) == {}
    assert await ledger.blobs.get(2, ["sha"]) == {"sha": b"kept"}


async def test_a_repository_saved_again_keeps_a_known_branch(ledger):
    await ledger.repositories.save(Repository(1, 10, "octo/old", private=True, default_branch="main"))
    await ledger.repositories.save(Repository(1, 12, "octo/new", private=False, archived=True))
    found = await ledger.repositories.get(1)
    assert unseen(found) == unseen(
        Repository(1, 12, "octo/new", private=False, default_branch="main", archived=True)
    )
    assert found.seen_at is not None


async def test_installations(ledger):
    await ledger.installations.save(Installation(1, "octo"))
    await ledger.installations.save(Installation(2, "acme", suspended_at=NOW))
    await ledger.installations.save(Installation(1, "octo-renamed", suspended_at=NOW))
    assert unseen(await ledger.installations.get(1)) == unseen(Installation(1, "octo-renamed", NOW))
    assert [found.account for found in await ledger.installations.all()] == ["octo-renamed", "acme"]
    assert await ledger.installations.get(404) is None


async def test_deliveries_newest_first_purged_when_old(ledger):
    repository = RepositoryName(2, "octo/repo", private=False)
    for name in ("a", "b", "c"):
        assert await ledger.deliveries.record(Receipt(name, "push", None, name.encode(), 1, repository))
    assert not await ledger.deliveries.record(Receipt("a", "other", "x", b"", None))
    await sql(ledger, "UPDATE delivery SET received_at = now() - interval '8 days' WHERE id = 'a'")
    await sql(ledger, "UPDATE delivery SET received_at = now() - interval '6 days' WHERE id = 'b'")
    assert [delivery.id for delivery in await ledger.deliveries.recent()] == ["c", "b", "a"]
    assert [delivery.id for delivery in await ledger.deliveries.recent(1)] == ["c"]
    assert await ledger.deliveries.purge() == 1
    assert [delivery.id for delivery in await ledger.deliveries.recent()] == ["c", "b"]
    assert await ledger.deliveries.body("b") == b"b"


async def test_blobs_are_of_their_repository_and_stay_as_first_put(ledger):
    blobs = {f"{n:040x}": os.urandom(10) for n in range(1200)}
    await ledger.blobs.put(1, blobs)
    await ledger.blobs.put(1, {f"{0:040x}": b"changed"})
    await ledger.blobs.put(1, {})
    assert await ledger.blobs.get(1, blobs) == blobs
    assert await ledger.blobs.get(2, blobs) == {}
    assert await ledger.blobs.get(1, ["unknown"]) == {}
    assert await ledger.blobs.get(1, []) == {}


async def test_what_was_used_last_is_evicted_last(ledger):
    for n in range(4):
        await ledger.blobs.put(1, {f"s{n}": os.urandom(1000)})
        await sql(ledger, f"UPDATE blob SET used_at = now() - interval '{9 - n} hours' WHERE sha = 's{n}'")
    await ledger.blobs.get(1, ["s0"])
    deleted = await ledger.blobs.evict(2100)
    assert deleted > 2000
    assert (await ledger.blobs.get(1, ["s0", "s1", "s2", "s3"])).keys() == {"s0", "s3"}
    assert await ledger.blobs.evict(2100) == 0
    await ledger.blobs.evict(0)
    assert await ledger.blobs.get(1, ["s0", "s3"]) == {}


async def test_two_workers_may_evict_at_once(ledger):
    await ledger.blobs.put(1, {f"s{n}": os.urandom(100) for n in range(500)})
    deleted = await asyncio.gather(*(ledger.blobs.evict(0) for _ in range(5)))
    assert sum(deleted) > 50_000
    assert await ledger.blobs.get(1, [f"s{n}" for n in range(500)]) == {}


async def test_immutable_answers(ledger):
    await ledger.immutable.put(1, "tree:abc", b"{}")
    await ledger.immutable.put(1, "tree:abc", b"changed")
    assert await ledger.immutable.get(1, "tree:abc") == b"{}"
    assert await ledger.immutable.get(1, "tree:def") is None
    assert await ledger.immutable.get(2, "tree:abc") is None
    assert await ledger.immutable.evict(0) > 0
    assert await ledger.immutable.get(1, "tree:abc") is None


async def test_posted_by_target_kind_and_marker(ledger):
    comment = Post("i/1/r/2/pull/3", "comment", "statusproof:comment", 77, "abc", "digest")
    issue = Post("i/1/r/2", "issue", "statusproof:issue f1", 8)
    for post in (comment, issue, Post("i/1/r/2", "issue", "statusproof:issue f0", 9)):
        await ledger.posted.save(post)
    await ledger.posted.save(Post("i/1/r/2/pull/3", "comment", "statusproof:comment", 78))
    (found,) = await ledger.posted.of("i/1/r/2/pull/3")
    assert unseen(found) == unseen(Post("i/1/r/2/pull/3", "comment", "statusproof:comment", 78))
    assert [post.github for post in await ledger.posted.of("i/1/r/2")] == [9, 8]
    await ledger.posted.forget("i/1/r/2", "issue", "statusproof:issue f0")
    assert [post.github for post in await ledger.posted.of("i/1/r/2")] == [8]


async def test_intents_stay_open_until_settled(ledger):
    await ledger.intents.record("i/1/r/2", "issue", "f1", run=5)
    await ledger.intents.record("i/1/r/2", "issue", "f2", run=5)
    await ledger.intents.record("i/1/r/2", "issue", "f1", run=6)
    assert [(intent.marker, intent.run) for intent in await ledger.intents.open("i/1/r/2")] == [
        ("f2", 5),
        ("f1", 6),
    ]
    await ledger.intents.settle("i/1/r/2", "issue", "f1")
    await ledger.intents.settle("i/1/r/2", "issue", "f1")
    assert [intent.marker for intent in await ledger.intents.open("i/1/r/2")] == ["f2"]
    assert await ledger.intents.open("i/1/r/3") == ()


async def test_looks_one_per_head_newest_last_settled(ledger):
    def look(head, minute, *, settled=True, body=None, target="i/1/r/2"):
        return Look(target, head, settled, NOW + timedelta(minutes=minute), body)

    await ledger.looks.save(look("a", 1, body={"claims": [1, 2.5, "x\x00\ud800y", None, True]}))
    await ledger.looks.save(look("b", 2, settled=False))
    assert (await ledger.looks.last("i/1/r/2")).head_sha == "b"
    settled = await ledger.looks.last("i/1/r/2", settled=True)
    assert settled.body == {"claims": [1, 2.5, "x\ufffd\ufffdy", None, True]}
    await ledger.looks.save(look("a", 3, settled=False, body="again"))
    assert await ledger.looks.last("i/1/r/2", settled=True) is None
    assert (await ledger.looks.last("i/1/r/2")).body == "again"
    assert await ledger.looks.last("i/404") is None
    await ledger.looks.save(look("c", 0, target="i/9"))
    assert [found.head_sha for found in await ledger.looks.recent()] == ["a", "b", "c"]
    with pytest.raises(ValueError, match="JSON"):
        await ledger.looks.save(look("d", 9, body=float("nan")))


async def test_old_looks_go_but_the_last_settled_one(ledger):
    await ledger.looks.save(Look("i/1", "settled", True, NOW, {}))
    for minute in range(1, 30):
        await ledger.looks.save(Look("i/1", f"h{minute}", False, NOW + timedelta(minutes=minute), {}))
    heads = [found.head_sha for found in await ledger.looks.recent(100)]
    assert heads == [f"h{minute}" for minute in range(29, 9, -1)] + ["settled"]


async def test_looks_at_pull_requests_are_purged_when_old(ledger):
    for target in ("i/1/r/2/pull/3", "i/1/r/2/branch/a%2Fpull%2F3"):
        await ledger.looks.save(Look(target, "old", True, datetime.now(UTC) - timedelta(days=91), {}))
        await ledger.looks.save(Look(target, "new", True, datetime.now(UTC) - timedelta(days=89), {}))
    assert await ledger.looks.purge() == 1
    heads = [(found.target[-2:], found.head_sha) for found in await ledger.looks.recent()]
    assert sorted(heads) == [("/3", "new"), ("F3", "new"), ("F3", "old")]


async def test_writes_of_an_installation_stand_in_one_line(ledger):
    waits = await asyncio.gather(*(ledger.pace.reserve_write(1, 10.0) for _ in range(5)))
    assert [round(wait / 10) for wait in sorted(waits)] == [0, 1, 2, 3, 4]
    assert await ledger.pace.reserve_write(2, 10.0) == 0.0
    await sql(ledger, "UPDATE pace SET next_write_at = now() - interval '1 hour'")
    assert await ledger.pace.reserve_write(1, 10.0) == 0.0


async def test_the_longer_block_stands(ledger):
    now = datetime.now(UTC)
    assert await ledger.pace.blocked(1) is None
    await ledger.pace.block(1, now + timedelta(hours=2), "hourly limit")
    await ledger.pace.block(1, now + timedelta(hours=1), "shorter")
    block = await ledger.pace.blocked(1)
    assert (block.until, block.reason) == (now + timedelta(hours=2), "hourly limit")
    assert await ledger.pace.blocked(2) is None
    await ledger.pace.block(2, now - timedelta(seconds=1), "over")
    assert await ledger.pace.blocked(2) is None
    await ledger.pace.reserve_write(3, 1.0)
    await ledger.pace.block(3, now + timedelta(hours=1), "after a write")
    assert (await ledger.pace.blocked(3)).reason == "after a write"


async def test_an_erased_installation_leaves_nothing_and_takes_nothing_else(ledger):
    """Installation 1 goes; 10 and 12, whose keys begin alike, stay."""
    for installation in (1, 10, 12):
        key, name = f"i/{installation}/r/{installation}", f"octo/r{installation}"
        await ledger.installations.save(Installation(installation, "octo"))
        await ledger.repositories.save(Repository(installation, installation, name, private=False))
        await ledger.deliveries.record(Receipt(f"d{installation}", "push", None, b"{}", installation))
        await ledger.blobs.put(installation, {"sha": b"1"})
        await ledger.immutable.put(installation, "tree:1", b"1")
        for target in (key, f"i/{installation}"):
            await ledger.posted.save(Post(target, "comment", "m", 1))
            await ledger.intents.record(target, "comment", "m", 1)
            await ledger.looks.save(Look(target, "sha", True, NOW, {}))
        await ledger.pace.reserve_write(installation, 1.0)
        await sql(
            ledger,
            f"INSERT INTO target (key, kind, installation) VALUES ('{key}', 'repository', {installation})",
        )
    before = {name: await count(ledger, name) for name in METADATA.tables}
    await ledger.erase_installation(1)
    after = {name: await count(ledger, name) for name in METADATA.tables}
    assert all(before[name] > 0 for name in METADATA.tables if name != "chore")
    assert {name: number * 3 for name, number in after.items()} == {
        name: number * 2 for name, number in before.items()
    }


async def count(ledger, table):
    return (await sql(ledger, f"SELECT count(*) FROM {table}")).scalar_one()


async def test_a_lost_connection_is_replaced(ledger):
    await ledger.repositories.save(Repository(1, 1, "octo/repo", private=False))
    await sql(
        ledger,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()",
    )
    assert await ledger.ready()
    assert (await ledger.repositories.get(1)).full_name == "octo/repo"
