"""The one GraphQL query we send so far: all open heads of a repository with what CI says there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic import Field

from bot.errors import Later, Never
from bot.github.failures import Missing
from bot.github.models import Answer, read
from bot.github.redaction import quotable

if TYPE_CHECKING:
    from bot.github.client import Client

AT_ONCE = 30
PAGES = 20
"""600 open pull requests; a repository with more is looked at as far as its latest ones."""
_LIMITED = 900.0
"""Seconds to stay away once the points are used up; they come back within the hour."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where one pull request (or, with number None, the default branch) stands.

    `ci` changes whenever a check or status of anybody but us does: compare it with what was seen before.
    """

    number: int | None
    head_sha: str
    base: str
    ci: str
    draft: bool = False
    policy: str = ""
    """The blob of the policy that rules it: its base branch's; empty without one."""


class _App(Answer):
    id: int | None = Field(default=None, alias="databaseId")


class _Suite(Answer):
    app: _App | None = None


class _Context(Answer):
    """A check run or a commit status; each leaves the other's fields out."""

    database_id: int | None = Field(default=None, alias="databaseId")
    id: str | None = None
    status: str | None = None
    state: str | None = None
    conclusion: str | None = None
    completed_at: str | None = Field(default=None, alias="completedAt")
    created_at: str | None = Field(default=None, alias="createdAt")
    suite: _Suite | None = Field(default=None, alias="checkSuite")


class _Contexts(Answer):
    total: int = Field(default=0, alias="totalCount")
    nodes: tuple[_Context | None, ...] = ()


class _Rollup(Answer):
    contexts: _Contexts = _Contexts()


class _Entry(Answer):
    oid: str


class _Commit(Answer):
    oid: str = ""
    policy: _Entry | None = None
    rollup: _Rollup | None = Field(default=None, alias="statusCheckRollup")


class _CommitNode(Answer):
    commit: _Commit


class _Commits(Answer):
    nodes: tuple[_CommitNode | None, ...] = ()


class _Base(Answer):
    target: _Commit | None = None


class _Pull(Answer):
    number: int
    head: str = Field(alias="headRefOid")
    base: str = Field(alias="baseRefName")
    base_ref: _Base | None = Field(default=None, alias="baseRef")
    draft: bool = Field(default=False, alias="isDraft")
    commits: _Commits = _Commits()


class _PageInfo(Answer):
    more: bool = Field(alias="hasNextPage")
    cursor: str | None = Field(default=None, alias="endCursor")


class _Pulls(Answer):
    page: _PageInfo = Field(alias="pageInfo")
    nodes: tuple[_Pull | None, ...] = ()


class _Branch(Answer):
    name: str
    target: _Commit | None = None


class _Repository(Answer):
    default: _Branch | None = Field(default=None, alias="defaultBranchRef")
    pulls: _Pulls = Field(alias="pullRequests")


async def open_heads(github: Client, full_name: str, graphql_url: str, our_app: int) -> list[Head]:
    """The default branch (number None) and every open pull request. Raises Missing, Later or Never."""
    owner, _, name = full_name.partition("/")
    heads: list[Head] = []
    cursor: str | None = None
    for _ in range(PAGES):
        variables = {"owner": owner, "name": name, "first": AT_ONCE, "after": cursor}
        found = _repository(
            await github.ask(graphql_url, {"query": query("OpenHeads"), "variables": variables})
        )
        if cursor is None and found.default is not None and found.default.target is not None:
            tip = found.default.target
            ci, ruled = _ci(tip, our_app), _policy(tip)
            heads.append(Head(None, tip.oid, found.default.name, ci, policy=ruled))
        heads += [_head(pull, our_app) for pull in found.pulls.nodes if pull is not None]
        cursor = found.pulls.page.cursor
        if not found.pulls.page.more or cursor is None:
            break
    return heads


def query(name: str) -> str:
    """The text of a query we send."""
    return files("bot.github").joinpath(f"queries/{name}.graphql").read_text(encoding="utf-8")


def graphql_url(api_url: str) -> str:
    """Where GraphQL is answered: beside the REST API, on GitHub Enterprise Server at `/api/graphql`."""
    return f"{api_url.removesuffix('/v3')}/graphql"


def _head(pull: _Pull, our_app: int) -> Head:
    commits = [node.commit for node in pull.commits.nodes if node is not None]
    ci = _ci(commits[-1] if commits else None, our_app)
    ruled = _policy(pull.base_ref.target if pull.base_ref else None)
    return Head(pull.number, pull.head, pull.base, ci, pull.draft, ruled)


def _policy(base: _Commit | None) -> str:
    return base.policy.oid if base and base.policy else ""


def _ci(commit: _Commit | None, our_app: int) -> str:
    """A digest of all contexts but our own. Beyond 50 only their number is seen; the sweep finds the rest."""
    contexts = commit.rollup.contexts if commit and commit.rollup else _Contexts()
    others = [context for context in contexts.nodes if context and not _ours(context, our_app)]
    rows = sorted(json.dumps(context.model_dump(exclude={"suite"}), sort_keys=True) for context in others)
    ours = len([context for context in contexts.nodes if context]) - len(others)
    return hashlib.sha256("\n".join([str(contexts.total - ours), *rows]).encode()).hexdigest()[:32]


def _ours(context: _Context, our_app: int) -> bool:
    return bool(context.suite and context.suite.app and context.suite.app.id == our_app)


def _repository(answer: Any) -> _Repository:
    errors = answer.get("errors") if isinstance(answer, dict) else None
    found = (answer.get("data") or {}).get("repository") if isinstance(answer, dict) else None
    if found is not None:
        return read(_Repository, found, "the query OpenHeads")
    kinds = {str(error.get("type")) for error in errors or () if isinstance(error, dict)}
    if "RATE_LIMITED" in kinds:
        raise Later(_LIMITED, "GitHub's hourly rate limit (graphql) is used up")
    if "NOT_FOUND" in kinds:
        raise Missing("The repository is gone, or not open to the App")
    said = quotable(errors[0].get("message") if errors and isinstance(errors[0], dict) else "no answer")
    raise Never(f"GitHub refused the query OpenHeads: {said}")
