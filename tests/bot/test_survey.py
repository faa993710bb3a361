"""What a look at a whole repository, installation or everything asks for, against the sandbox and a real database."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.engine import DeadLetter
from bot.errors import Later
from bot.github import App
from bot.ledger import open_ledger
from bot.room import Room
from bot.sandbox import Sandbox
from bot.survey import survey
from bot.sweep import sweep
from webhooks.targets import Target


class Wanted:
    """Stands where the engine does and keeps what was asked for since the last look."""

    def __init__(self):
        self.targets = set()
        self.dead = ()

    async def request(self, targets):
        self.targets |= set(targets)

    async def dead_letters(self):
        return self.dead

    def taken(self):
        taken, self.targets = self.targets, set()
        return taken


@asynccontextmanager
async def surroundings(database_url):
    async with (
        Sandbox() as github,
        await open_ledger(database_url) as ledger,
        App(github.app.id, github.app.private_key, github.base_url, write_interval=0) as app,
    ):
        wanted = Wanted()
        room = Room(app, ledger, wanted, read=None, now=lambda: datetime.now(UTC))
        yield github, room, wanted


def targets_of(organisation, repository):
    number = organisation.installation().id
    return Target(number), Target(number, repository.id)


async def test_only_what_moved_is_requested(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        shop.commit("main", {"STATUS.md": "x\n"}, "Begin")
        first = shop.commit("one", {"a": "1\n"}, "One", "bob")
        shop.commit("two", {"b": "2\n"}, "Two", "bob")
        pulls = [shop.open_pull(branch, "main", branch, "", "bob") for branch in ("one", "two")]
        installation, repository = targets_of(acme, shop)
        pull_targets = [Target(installation.installation, shop.id, pull=number) for number in pulls]
        default = Target(installation.installation, shop.id, branch="main")

        await survey(repository, room)
        assert wanted.taken() == {default, *pull_targets}

        await survey(repository, room)
        assert wanted.taken() == set()

        shop.finish_check(first, "test", title="3 passed")
        await survey(repository, room)
        assert wanted.taken() == {pull_targets[0]}

        shop.commit("main", {"STATUS.md": "y\n"}, "Go on")
        await survey(repository, room)
        assert default in wanted.taken()


async def test_our_own_checks_are_no_movement(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        head = shop.commit("main", {"a": "1\n"}, "Begin")
        installation, repository = targets_of(acme, shop)
        await survey(repository, room)
        wanted.taken()
        body = {"name": "statusproof", "head_sha": head, "status": "completed", "conclusion": "success"}
        client = room.app.installation(installation.installation)
        await client.post("/repos/acme/shop/check-runs", body)
        await survey(repository, room)
        assert wanted.taken() == set()


async def test_a_renamed_repository_is_found_again(database_url):
    async with surroundings(database_url) as (github, room, _wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        shop.commit("main", {"a": "1\n"}, "Begin")
        _, repository = targets_of(acme, shop)
        await survey(repository, room)
        shop.rename("store")
        await survey(repository, room)
        assert (await room.ledger.repositories.get(shop.id)).full_name == "acme/store"


async def test_a_repository_out_of_reach_is_forgotten(database_url):
    async with surroundings(database_url) as (github, room, _wanted):
        acme = github.organisation("acme")
        shop, other = acme.repository("shop"), acme.repository("other")
        for repository in (shop, other):
            repository.commit("main", {"a": "1\n"}, "Begin")
        acme.install([shop, other])
        _installation, target = targets_of(acme, shop)
        await survey(target, room)
        acme.select(shop, added=False)
        await survey(target, room)
        assert await room.ledger.repositories.get(shop.id) is None


async def test_an_archived_repository_is_left_alone(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        shop.commit("main", {"a": "1\n"}, "Begin")
        shop.configure(archived=True)
        await survey(targets_of(acme, shop)[1], room)
        assert wanted.taken() == set()
        assert (await room.ledger.repositories.get(shop.id)).archived


async def test_an_installation_requests_its_repositories_and_forgets_the_rest(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        shop, other = acme.repository("shop"), acme.repository("other")
        installation, target = targets_of(acme, shop)
        await survey(installation, room)
        assert wanted.taken() == {target, Target(installation.installation, other.id)}
        stored = await room.ledger.repositories.of_installation(installation.installation)
        assert [row.full_name for row in stored] == ["acme/other", "acme/shop"]


async def test_a_suspended_installation_is_paused(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        acme.suspend()
        installation, _ = targets_of(acme, shop)
        await survey(installation, room)
        assert wanted.taken() == set()
        assert (await room.ledger.installations.get(installation.installation)).suspended_at


async def test_a_removed_installation_is_erased(database_url):
    async with surroundings(database_url) as (github, room, _wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        installation, _ = targets_of(acme, shop)
        await survey(installation, room)
        acme.uninstall()
        await survey(installation, room)
        assert await room.ledger.installations.get(installation.installation) is None
        assert await room.ledger.repositories.of_installation(installation.installation) == ()


async def test_the_sweep_requests_everything_and_repeats_what_never_arrived(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        github.app.hook_url = "http://127.0.0.1:9/webhooks/github"
        lost = shop.commit("main", {"a": "1\n"}, "Begin")
        assert await github.settle()
        before = len(github.deliveries)
        room_later = Room(
            room.app, room.ledger, wanted, room.read, now=lambda: datetime.now(UTC) + timedelta(minutes=10)
        )
        await sweep(room_later)
        assert Target(acme.installation().id) in wanted.taken()
        assert await github.settle()
        again = github.deliveries[before:]
        assert lost
        assert {delivery.guid for delivery in again} == {d.guid for d in github.deliveries[:before]}


async def test_a_policy_that_changed_on_a_base_asks_for_its_pull_requests(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        shop.commit("main", {"a": "1\n"}, "Begin")
        shop.commit("release", {"a": "2\n"}, "Release")
        for branch in ("one", "two"):
            shop.commit(branch, {branch: "1\n"}, branch)
        there, elsewhere = shop.open_pull("one", "main"), shop.open_pull("two", "release")
        installation, repository = targets_of(acme, shop)
        await survey(repository, room)
        wanted.taken()
        shop.commit("main", {".github/statusproof.yml": "version: 1\n"}, "Rule")
        await survey(repository, room)
        assert elsewhere
        assert wanted.taken() == {
            Target(installation.installation, shop.id, branch="main"),
            Target(installation.installation, shop.id, pull=there),
        }


async def test_new_permissions_and_a_resumed_installation_ask_for_everything(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        shop = acme.repository("shop")
        shop.commit("main", {"a": "1\n"}, "Begin")
        installation, repository = targets_of(acme, shop)
        default = Target(installation.installation, shop.id, branch="main")

        async def asked():
            await survey(installation, room)
            await survey(repository, room)
            return wanted.taken() - {repository}

        assert await asked() == {default}
        assert await asked() == set()
        acme.grant(**{**acme.installation().permissions, "contents": "write"})
        assert await asked() == {default}
        assert await asked() == set()
        acme.suspend()
        await survey(installation, room)
        acme.unsuspend()
        assert await asked() == {default}


async def test_a_sweep_gives_dead_letters_another_chance(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        github.organisation("acme")
        wanted.dead = (DeadLetter(Target(1, 2, pull=3), 8, "lost", datetime.now(UTC)),)
        await sweep(room)
        assert Target(1, 2, pull=3) in wanted.taken()


async def test_a_sweep_that_cannot_ask_yet_counts_as_not_done(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        acme = github.organisation("acme")
        github.fail_next("GET", "/app/installations", status=502, times=2)
        with pytest.raises(Later):
            await sweep(room)
        github.fail_next("GET", "/app/hook/deliveries", status=502, times=2)
        await sweep(room)
        assert wanted.taken() == {Target(acme.installation().id)}


async def test_a_sweep_that_may_not_ask_ends_quietly(database_url):
    async with surroundings(database_url) as (github, room, wanted):
        github.fail_next("GET", "/app/installations", status=403, times=3)
        await sweep(room)
        assert wanted.taken() == set()
