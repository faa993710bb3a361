"""Stories of things going wrong: each in a repository and installation of its own, several in one service."""

import asyncio
from contextlib import asynccontextmanager

import psycopg

from bot.sandbox import Sandbox
from tests.builders_e2e import (
    STATUS,
    TREE,
    checks_of_ours,
    comments_of_ours,
    green,
    issues_of_ours,
    ready,
    serving,
    until,
)
from tests.builders_sandbox import broken_rows

BOAST = STATUS.replace("121 tests", "300 tests")


class Scene:
    """A repository `NAME/shop` with its own installation, and what of ours stands there."""

    def __init__(self, github, service, database_url, name):
        self.github, self.service, self.database_url = github, service, database_url
        self.organisation = github.organisation(name)
        self.shop = self.organisation.repository("shop")
        self.installation = self.organisation.installation().id

    def begin(self, files=None, **tree):
        """A first commit on main with green CI; answers its sha."""
        sha = self.shop.commit("main", {**TREE, **(files or {}), **tree}, "Begin")
        green(self.shop, sha)
        return sha

    def boast(self, branch="boast", text=BOAST, **pull):
        """A pull request that says too much, with CI's word against it; (its number, its head)."""
        head = self.shop.commit(branch, {"STATUS.md": text}, "Boast")
        number = self.shop.open_pull(branch, "main", "Boast", "", "bob", **pull)
        green(self.shop, head)
        return number, head

    def comments(self, number):
        return comments_of_ours(self.github, self.shop, number)

    def checks(self, sha):
        return checks_of_ours(self.shop, sha)

    def check(self, sha):
        (run,) = self.checks(sha)
        return run

    def issues(self, state=None):
        return issues_of_ours(self.github, self.shop, state)

    def told(self, number):
        """How often people were notified of something of ours there."""
        ours = self.github.app.bot.login
        place = self.shop.full_name
        notes = self.github.notifications
        return sum((n.repository, n.number, n.actor) == (place, number, ours) for n in notes)

    def requests(self, method="*"):
        """What our app asked about this repository, oldest first."""
        return [
            row
            for row in self.github.requests
            if row["path"].startswith(
                (f"/repos/{self.organisation.account.login}/", f"/repositories/{self.shop.id}/")
            )
            and (method == "*" or row["method"] == method)
        ]

    def writes(self):
        return [row for row in self.requests() if row["method"] != "GET"]

    def query(self, statement, *arguments):
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(statement, arguments)
            return cursor.fetchall() if cursor.description else []

    def wanted(self):
        """Runs that go on or are due, with what held them back; looks planned for a time are left out."""
        return self.query(
            "select key, due_at - now(), error from target where installation = %s"
            " and (run is not null or due_at is not null)",
            self.installation,
        )

    def hurry(self):
        """As if the time that runs were put back for, and the limits that did so, had passed."""
        here = self.installation
        self.query("update pace set blocked_until = null where installation = %s", here)
        self.query("update target set not_before = null where installation = %s", here)
        self.query(
            "update target set due_at = now() where installation = %s and due_at > now() + interval '3 s'",
            here,
        )

    async def until(self, condition, seconds=60):
        await until(condition, seconds, self.service.printed()[-3000:])

    async def stop(self):
        assert self.service.stop() == 0

    async def start(self, *, sweep=False):
        """Start the service again; with `sweep` as if the last one were long past."""
        if sweep:
            self.query("update chore set ran_at = now() - interval '7 hours'")
        self.service.start()
        await until(lambda: ready(self.service.url), 60, "the service to start again")

    async def pause(self, seconds):
        await asyncio.sleep(seconds)

    async def rest(self, seconds=60, *, hurry=False):
        """Everything sent has arrived and nothing asked for here is undone."""

        def done():
            if hurry:
                self.hurry()
            return not self.github.world.outbox and not self.wanted()

        for _ in range(2):
            await until(done, seconds, f"rest: {self.wanted()} {self.service.printed()[-3000:]}")
            assert await self.github.settle(seconds)
            await asyncio.sleep(0.3)
        if self.wanted():
            await self.rest(seconds, hurry=hurry)


@asynccontextmanager
async def stage(database_url, folder, **environment):
    """A sandbox and a service; gives a function that makes scenes. Ends by looking for anything broken."""
    async with Sandbox() as github, serving(github, database_url, folder, **environment) as service:
        yield lambda name: Scene(github, service, database_url, name)
        assert broken_rows(github.requests) == []
        printed = service.printed()
        assert "Traceback" not in printed, printed[printed.index("Traceback") - 1000 :][:4000]


async def together(database_url, folder, *stories, **environment):
    """Run stories side by side in one service; the first that fails is told with its name."""
    async with stage(database_url, folder, **environment) as scene:

        async def one(story):
            try:
                await story(scene(story.__name__.replace("_", "-")))
            except Exception as error:  # noqa: BLE001 - told below, with those of the others
                error.add_note(f"in the story {story.__name__}")
                return error
            return None

        failed = [error for error in await asyncio.gather(*map(one, stories)) if error]
        if failed:
            raise ExceptionGroup("stories that ended otherwise than told", failed)
