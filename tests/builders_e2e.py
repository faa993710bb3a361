"""The running service against the sandbox: started as its own process, awaited until at rest, killed at will."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import psycopg

ROOT = Path(__file__).resolve().parents[1]
SOON = "16 seconds"
"""A target due later than this waits for evidence, not for its turn."""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Service:
    """One process of ours (`serve`, or `worker` without a port)."""

    def __init__(self, github, database_url, log, *command, **environment):
        self.log = log
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("STATUSPROOF_")},
            "STATUSPROOF_DATABASE_URL": database_url,
            "STATUSPROOF_APP_ID": str(github.app.id),
            "STATUSPROOF_PRIVATE_KEY": github.app.private_key,
            "STATUSPROOF_WEBHOOK_SECRET": github.app.webhook_secret,
            "STATUSPROOF_GITHUB_URL": github.base_url,
            "STATUSPROOF_GITHUB_API_URL": github.base_url,
            "STATUSPROOF_WRITE_INTERVAL": "0.05",
            "STATUSPROOF_DEFAULT_MODE": "active",
            **environment,
        }
        self._command = command
        self.process = None

    def start(self):
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", *self._command],
                cwd=ROOT,
                env=self._environment,
                stdout=output,
                stderr=output,
            )

    def kill(self):
        """As a crash: no goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """As an operator: SIGTERM, and its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode

    def printed(self):
        return self.log.read_text(encoding="utf-8", errors="replace")


async def until(condition, seconds, what):
    """Wait for a condition (a plain or asynchronous function); fails with `what` it was waiting for."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if asyncio.iscoroutine(answer):
            answer = await answer
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        await asyncio.sleep(0.1)


async def ready(url):
    """Whether the service at a URL takes deliveries."""
    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            return (await client.get(f"{url}/readyz")).status_code == 200
    except httpx.TransportError:
        return False


def wanted(database_url):
    """Targets that are running, or due soon, with their errors."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        query = (
            "select key, error from target where run is not null "
            f"or due_at < now() + interval '{SOON}' order by key"
        )
        return connection.execute(query).fetchall()


async def at_rest(github, database_url, seconds=60):
    """Everything sent has arrived, and nothing asked for is undone; twice in a row."""
    for _ in range(2):
        await until(
            lambda: not github.world.outbox and not wanted(database_url),
            seconds,
            f"rest: {wanted(database_url)}",
        )
        assert await github.settle(seconds)
        await asyncio.sleep(0.3)
    assert not wanted(database_url)


@asynccontextmanager
async def serving(github, database_url, folder, **environment):
    """`statusproof serve` against a sandbox, ready; stopped afterwards, and it must end well."""
    port = free_port()
    command = ("serve", "--port", str(port))
    service = Service(github, database_url, folder / "service.log", *command, **environment)
    service.url = f"http://127.0.0.1:{port}"
    github.app.hook_url = f"{service.url}/webhooks/github"
    service.start()
    try:
        await until(lambda: ready(service.url), 60, f"the service to start: {service.printed()[-2000:]}")
        yield service
        assert service.process.poll() is not None or service.stop() == 0, service.printed()[-3000:]
    finally:
        service.stop()


def comments_of_ours(github, repository, number):
    """Our comments on a pull request or issue, oldest first."""
    return [one for one in repository.comments(number) if one.author is github.app.bot]


def checks_of_ours(repository, sha):
    """Our check runs on a head."""
    return [run for run in repository.check_runs(sha) if run.suite.app.slug == "statusproof"]


def issues_of_ours(github, repository, state=None):
    """Our issues, oldest first."""
    return [issue for issue in repository.issues(state) if issue.author is github.app.bot]


POLICY = {".github/statusproof.yml": "version: 1\n"}

STATUS = """\
# Where we stand

1. **Auth Service** - 100% complete ✅
   - 121 tests passing
   - 97% coverage

2. **Billing Service** - 80% complete 🚧
   - 34/36 tests passing

## Blockers

- **Notification Service**: needs the schema `packages/notifications/schema.sql`
"""

TREE = {
    **POLICY,
    "STATUS.md": STATUS,
    "packages/auth/auth.py": "def login():\n    return True\n",
    "packages/billing/billing.py": "PRICE = 12\n",
    "packages/notifications/README.md": "# Notifications\n",
}


def green(repository, sha, auth=121, billing="34 passed, 2 failed", coverage=97.0):
    """CI has spoken on a commit: two test jobs and a coverage service."""
    repository.finish_check(sha, "test (auth)", title=f"{auth} passed", summary=f"{auth} passed in 4.2s")
    repository.finish_check(sha, "test (billing)", title=billing, summary=f"{billing} in 2.0s")
    described = f"{coverage:.2f}% (+0.00%) compared to 1a2b3c4"
    repository.set_status(sha, "codecov/project/auth", "success", description=described)
