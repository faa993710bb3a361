"""Every call of every noun, held to GitHub's own description of its API."""

from __future__ import annotations

import httpx

from bot.github import (
    checks,
    comments,
    contents,
    hooks,
    installations,
    issues,
    labels,
    pulls,
    repositories,
    statuses,
)
from tests.builders_api import INSTALLATION, START, FakeApi, app
from tests.builders_sandbox import broken_rows
from tests.builders_stores import Answers, Blobs

SHA = "4f2c1aa0b6d9e8c7f6a5b4c3d2e1f0a9b8c7d6e5"
ANY = {
    "id": 1,
    "number": 1,
    "name": "x",
    "full_name": "acme/shop",
    "created_at": "2026-01-01T00:00:00Z",
    "ref": "x",
    "object": {"sha": SHA},
    "base": {"ref": "main", "sha": SHA},
    "head": {"ref": "topic", "sha": SHA},
    "check_runs": [],
    "check_suites": [],
    "repositories": [],
}
LISTS = ("comments", "issues", "labels", "statuses", "files", "deliveries", "installations")


class AnyApi(FakeApi):
    """Answers everything with something."""

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if "access_tokens" in request.url.path or request.url.path in ("/app", "/users/statusproof[bot]"):
            return await super().__call__(request)
        self.asked.append(request)
        listed = request.method == "GET" and request.url.path.endswith(LISTS)
        return httpx.Response(200, json=[] if listed else ANY)


async def test_every_call_is_one_github_describes():
    api = AnyApi()
    ours = app(api)
    github, name = ours.installation(INSTALLATION), "acme/shop"
    await ours.identity(github)
    await repositories.repository(github, name)
    await repositories.reachable(github)
    await repositories.branch_head(github, name, "feature/a b#1")
    await pulls.pull(github, name, 1)
    await pulls.files(github, name, 1)
    await contents.tree(github, name, 1, SHA, Answers())
    await contents.blobs(github, name, 1, [SHA], Blobs())
    await checks.runs(github, name, SHA)
    await checks.runs(github, name, SHA, app=77, which="all", fresh=True)
    await checks.run(github, name, 1)
    await checks.suites(github, name, SHA)
    await checks.create(github, name, {"name": "statusproof", "head_sha": SHA, "status": "in_progress"})
    await checks.update(github, name, 1, {"status": "completed", "conclusion": "neutral"})
    await statuses.statuses(github, name, SHA)
    await comments.comments(github, name, 1)
    await comments.comment(github, name, 1)
    await comments.create(github, name, 1, "x")
    await comments.update(github, name, 1, "x")
    await comments.delete(github, name, 1)
    await issues.issue(github, name, 1)
    await issues.labelled(github, name, "statusproof")
    await issues.recent(github, name)
    await issues.create(github, name, "t", "b", ("statusproof",))
    await issues.update(
        github, name, 1, {"state": "closed", "state_reason": "duplicate", "duplicate_issue_id": 2}
    )
    await labels.names(github, name)
    await labels.create(github, name, "blocker", "b60205", "What blocks")
    await hooks.deliveries(ours.client, START)
    await hooks.redeliver(ours.client, 1)
    await installations.installations(ours.client)
    await installations.installation(ours.client, INSTALLATION)
    asked = [{**row, "status": 200} for row in api.rows()]
    assert len(asked) > 30
    assert broken_rows(asked) == []
