"""The small GitHub as a server on 127.0.0.1, in this process."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import uvicorn
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox import control, pages
from bot.sandbox.application import application, front
from bot.sandbox.faults import Fault
from bot.sandbox.hooks import Fate, Postman
from bot.sandbox.model import App
from bot.sandbox.story import Organisation, Repo
from bot.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sandbox.limits import Limits
    from bot.sandbox.model import Delivery, Json, Notification

PERMISSIONS = {
    "actions": "read",
    "checks": "write",
    "contents": "read",
    "issues": "write",
    "merge_queues": "read",
    "metadata": "read",
    "pull_requests": "write",
    "statuses": "read",
}
EVENTS = (
    "check_run", "check_suite", "issue_comment", "issues", "merge_group", "pull_request", "push",
    "repository", "status", "workflow_run",
)  # fmt: skip


class Sandbox:
    """A GitHub with one app under test. `base_url` is both its API and its web address once started.

    `key`: the app's private key as PEM, made when absent; `hook_url`: where deliveries go (may be set later).
    Everything happens in the loop that runs it: call it from there, or from elsewhere through `Remote`.
    """

    def __init__(  # noqa: PLR0913 - what an app's registration asks for
        self,
        *,
        slug: str = "statusproof",
        webhook_secret: str = "sandbox-secret",  # noqa: S107 - a secret of this machine only
        hook_url: str | None = None,
        key: str | None = None,
        permissions: Mapping[str, str] | None = None,
        events: Sequence[str] = EVENTS,
    ) -> None:
        self.world = World()
        self.postman = Postman(self.world)
        private, public = _key_pair(key)
        owner, bot = (
            self.world.account(f"{slug}-makers", "Organization"),
            self.world.account(f"{slug}[bot]", "Bot"),
        )
        app = App(
            self.world.next_id("app"), slug, slug.capitalize(), owner, bot, self.world.now(), {}, list(events)
        )
        app.permissions = dict(PERMISSIONS if permissions is None else permissions)
        app.client_id, app.hook_url, app.webhook_secret = f"Iv23{app.id:x}", hook_url, webhook_secret
        app.private_key, app.public_key = private, public
        self.world.apps[slug] = self.app = app
        self._server: uvicorn.Server | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, port: int = 0) -> str:
        """Listens on 127.0.0.1 (a free port by default) and begins to deliver; answers the base URL."""
        listener = socket.create_server(("127.0.0.1", port))
        self.world.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        inner = application(self.world)
        inner.include_router(control.router(self))
        inner.include_router(pages.router(self.world))
        config = uvicorn.Config(
            front(self.world, inner), lifespan="off", log_level="warning", access_log=False, ws="none"
        )
        self._server = _Quiet(config)
        serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        self._tasks = [serving, asyncio.create_task(self.postman.run())]
        while not self._server.started:
            if serving.done():
                serving.result()
            await asyncio.sleep(0.005)
        return self.world.url

    async def stop(self) -> None:
        """Ends serving and delivering, and removes the git stores."""
        if self._server is not None:
            self._server.should_exit = self._server.force_exit = True
            serving, carrying = self._tasks
            carrying.cancel()
            for task in (serving, carrying):
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            self._server = None
        self.world.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def base_url(self) -> str:
        """http://127.0.0.1:PORT."""
        return self.world.url

    @property
    def requests(self) -> list[Json]:
        """Every API request as a row validate_requests.py reads."""
        return list(self.world.requests)

    @property
    def deliveries(self) -> list[Delivery]:
        """Deliveries made so far, oldest first."""
        return self.world.deliveries

    @property
    def notifications(self) -> list[Notification]:
        """What people were told of."""
        return self.world.notifications

    def gaps(self, installation: int) -> list[float]:
        """Seconds between one write of an installation and its next."""
        times = [one.at for one in self.world.writes if one.installation_id == installation]
        return [later - sooner for sooner, later in pairwise(times)]

    @property
    def limits(self) -> Limits:
        """Rate limits, to be tightened."""
        return self.world.limits

    def organisation(self, login: str) -> Organisation:
        """The organisation of that login, made when new, with the app installed on all its repositories."""
        known = login.lower() in self.world.accounts
        made = Organisation(self.world, self.world.account(login, "Organization"))
        if not known:
            made.install()
        return made

    def person(self, login: str) -> Organisation:
        """A person's own account; the app is not installed there until asked for."""
        return Organisation(self.world, self.world.account(login))

    def repository(self, full_name: str) -> Repo:
        """The repository called OWNER/NAME. ValueError where there is none."""
        found = self.world.find_repository(full_name)
        if found is None:
            raise ValueError(f"no repository {full_name}")
        return Repo(self.world, found)

    def fail_next(self, method: str = "*", path: str = "*", **how: object) -> None:
        """Spoils coming requests: see Fault for what can be said."""
        self.world.faults.append(Fault(method, path, **how))  # type: ignore[arg-type]

    def next_hook(self, event: str = "*", **how: object) -> None:
        """Decides what happens to coming deliveries: see Fate for what can be said."""
        self.postman.fates.append(Fate(event, **how))  # type: ignore[arg-type]

    def release(self, order: list[int] | None = None) -> None:
        """Sends the deliveries that were held, last first unless an order of positions is given."""
        self.postman.release(order)

    def hook(self, url: str | None) -> None:
        """Sets where deliveries go; without an address none are made."""
        self.app.hook_url = url

    def limit(self, **how: int) -> None:
        """Tightens limits: see Limits for what can be said. ValueError for anything else."""
        for name, value in how.items():
            if not hasattr(self.world.limits, name):
                raise ValueError(f"no limit {name}")
            setattr(self.world.limits, name, value)

    def advance(self, seconds: float) -> None:
        """Moves the sandbox's clock ahead: tokens end, limits are renewed."""
        self.world.offset += timedelta(seconds=seconds)

    async def settle(self, seconds: float = 10.0) -> bool:
        """Waits until no delivery is on its way."""
        return await self.postman.settle(seconds)


class _Quiet(uvicorn.Server):
    """A server that leaves the process's signals to their owner."""

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - uvicorn's own signature
        yield


def _key_pair(given: str | None) -> tuple[str, str]:
    """(private, public) as PEM."""
    if given is None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    else:
        loaded = serialization.load_pem_private_key(given.encode(), None)
        if not isinstance(loaded, rsa.RSAPrivateKey):
            raise ValueError("the key is not an RSA key")
        key = loaded
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()
