"""Check runs and check suites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from bot.github.models import CheckRun, CheckSuite, read, read_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.github.client import Client


async def runs(  # noqa: PLR0913 - named, each with a default
    github: Client,
    full_name: str,
    sha: str,
    *,
    app: int | None = None,
    which: Literal["latest", "all"] = "latest",
    fresh: bool = False,
) -> list[CheckRun]:
    """The check runs of exactly this commit, of all apps or of one."""
    path = f"/repos/{full_name}/commits/{sha}/check-runs"
    found = await github.pages(path, {"filter": which, "app_id": app}, items="check_runs", fresh=fresh)
    return read_all(CheckRun, found, f"GET {path}")


async def suites(github: Client, full_name: str, sha: str) -> list[CheckSuite]:
    """The check suites of exactly this commit."""
    path = f"/repos/{full_name}/commits/{sha}/check-suites"
    return read_all(CheckSuite, await github.pages(path, items="check_suites"), f"GET {path}")


async def run(github: Client, full_name: str, id_: int) -> CheckRun:
    """One check run. Raises Missing."""
    path = f"/repos/{full_name}/check-runs/{id_}"
    return read(CheckRun, await github.get(path), f"GET {path}")


async def create(github: Client, full_name: str, body: Mapping[str, Any]) -> CheckRun:
    """Post a check run. Raises Unknown when it may or may not have been."""
    path = f"/repos/{full_name}/check-runs"
    return read(CheckRun, await github.post(path, body), f"POST {path}")


async def update(github: Client, full_name: str, id_: int, body: Mapping[str, Any]) -> CheckRun:
    """Change a check run; annotations sent are appended to those it has."""
    path = f"/repos/{full_name}/check-runs/{id_}"
    return read(CheckRun, await github.patch(path, body), f"PATCH {path}")
