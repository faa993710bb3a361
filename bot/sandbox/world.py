"""The whole small GitHub in memory: what exists, what time it is, what was written."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sandbox.contents import Label, Repository
from bot.sandbox.git import Git
from bot.sandbox.limits import Budget, Limits
from bot.sandbox.model import Account, App, Delivery, Installation, Json, Notification, Token, Write

if TYPE_CHECKING:
    from bot.sandbox.faults import Fault

_FIRST_ID = 1_000_000
_REQUESTS_KEPT = 100_000
_LABELS = {"bug": "d73a4a", "documentation": "0075ca", "enhancement": "a2eeef", "wontfix": "ffffff"}
KNOWN_APPS = {"github-actions": (15368, "GitHub Actions"), "codecov": (254, "Codecov")}


@dataclass(slots=True, eq=False)
class World:
    """All state. `offset` moves its clock ahead of the machine's, so that tests can let time pass."""

    root: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="statusproof-sandbox-")))
    url: str = "http://127.0.0.1"
    offset: timedelta = timedelta()
    limits: Limits = field(default_factory=Limits)
    latency: float = 0.0
    accounts: dict[str, Account] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    installations: dict[int, Installation] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    repositories: dict[int, Repository] = field(default_factory=dict)
    renamed: dict[str, int] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    outbox: deque[Delivery] = field(default_factory=deque)
    notifications: list[Notification] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    requests: deque[Json] = field(default_factory=lambda: deque(maxlen=_REQUESTS_KEPT))
    at_once: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    budgets: dict[str, Budget] = field(default_factory=dict)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    served_downloads: dict[str, tuple[datetime, bytes]] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def now(self) -> datetime:
        """The sandbox's time in UTC, whole seconds as GitHub gives it."""
        return (datetime.now(UTC) + self.offset).replace(microsecond=0)

    def next_id(self, kind: str) -> int:
        """A fresh id. Ids of different kinds never look alike, so that a mix-up shows."""
        self._counts[kind] += 1
        return _FIRST_ID * (1 + sum(map(ord, kind)) % 997) + self._counts[kind]

    def account(self, login: str, kind: str = "User") -> Account:
        """The account of that login, made when new."""
        return self.accounts.setdefault(login.lower(), Account(self.next_id(f"account{kind}"), login, kind))

    def app(self, slug: str) -> App:
        """The app of that slug; one we only know as the author of checks is made when new."""
        if slug not in self.apps:
            number, name = KNOWN_APPS.get(slug, (self.next_id("app"), slug))
            bot = self.account(f"{slug}[bot]", "Bot")
            permissions = {"checks": "write", "metadata": "read", "contents": "read"}
            owner = self.account("github", "Organization")
            self.apps[slug] = App(number, slug, name, owner, bot, self.now(), permissions)
        return self.apps[slug]

    def ours(self) -> App | None:
        """The app under test: the one with a key."""
        return next((app for app in self.apps.values() if app.public_key), None)

    def add_repository(
        self, owner: Account, name: str, *, private: bool, source: Repository | None
    ) -> Repository:
        """A new repository, a fork when there is a source."""
        number = self.next_id("repository")
        git = Git.create(self.root / f"{number}.git", source.git if source else None)
        made = Repository(number, owner, name, git, self.now(), self.now(), private, parent=source)
        if source is not None:
            made.default_branch = source.default_branch
        for label, color in _LABELS.items():
            made.labels.append(Label(self.next_id("label"), label, color, default=True))
        made.roles[owner.login.lower()] = "admin"
        self.repositories[number] = made
        return made

    def find_repository(self, full_name: str) -> Repository | None:
        """By OWNER/NAME as it is now, in any case."""
        wanted = full_name.lower()
        return next((r for r in self.repositories.values() if r.full_name.lower() == wanted), None)

    def installation_of(self, repository: Repository) -> Installation | None:
        """The installation of the app under test that covers a repository."""
        known = self.installations.values()
        return next((i for i in known if i.covers(repository.id, repository.owner)), None)

    def forks(self, repository: Repository) -> list[Repository]:
        """Repositories forked from this one."""
        return [other for other in self.repositories.values() if other.parent is repository]

    def close(self) -> None:
        """Removes the git stores."""
        shutil.rmtree(self.root, ignore_errors=True)


def stamp(moment: datetime | None) -> str | None:
    """A time as GitHub writes it."""
    return None if moment is None else at(moment)


def at(moment: datetime) -> str:
    """A time that is always there, as GitHub writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def node(kind: str, number: int | str) -> str:
    """An opaque global id."""
    return f"{re.sub('[^A-Z]', '', kind) or kind[:2].upper()}_kwDO{number}"
