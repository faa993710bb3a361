"""Reads what CI says of one commit, and whether waiting for more is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.collect.facts import Sayings, expected_of, facts_of, latest_runs, latest_statuses, will_not_come
from bot.collect.remembered import sources_of
from bot.evidence import Evidence
from bot.github import checks, statuses
from webhooks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.collect.view import View
    from bot.github.contents import AnswerStore
    from bot.policy import Policy
    from bot.snapshot import Repository

QUIET = timedelta(minutes=5)
"""How long after the last sign of life what is merely missing is still waited for."""


class Answers(Protocol):
    """The ledger, as far as answers that never change go."""

    @property
    def immutable(self) -> AnswerStore: ...


class Clocked(Protocol):
    """A ledger and a clock: a view or a room."""

    @property
    def ledger(self) -> Answers: ...

    @property
    def now(self) -> Callable[[], datetime]: ...


async def evidence_of(  # noqa: PLR0913 - one parameter each, all told apart by type
    target: Target, repository: Repository, sha: str, policy: Policy, view: View, *, fork: bool
) -> Evidence:
    """All facts of exactly this commit and what is still expected."""
    name, who = repository.full_name, view.who
    said = Sayings(
        sha,
        latest_runs(await checks.runs(view.github, name, sha), sha, who.app_id),
        tuple(await checks.suites(view.github, name, sha)),
        latest_statuses(await statuses.statuses(view.github, name, sha), who.user_id),
        fork,
    )
    default = Target(target.installation, target.repository, branch=repository.default_branch)
    before = sources_of(await view.ledger.looks.last(default.key, settled=True))
    expected = expected_of(said, before, policy.evidence)
    found = Evidence(sha, facts_of(said, policy.evidence), expected)
    over = await wait_over(target, sha, policy, view, found)
    return replace(found, waited=view.now() >= over)


async def wait_over(
    target: Target, sha: str, policy: Policy, view: Clocked, found: Evidence | None = None
) -> datetime:
    """When waiting for this head's evidence ends: the policy's wait after it was first looked at.

    Takes a view or a room, and the evidence found so far: where that says that nothing more will come,
    waiting ends soon. The commit's own dates are its author's word and count for nothing.
    """
    if target.repository is None:
        raise ValueError(f"no commit to wait for: {target.key}")
    key, store = f"seen:{target.key}:{sha}", view.ledger.immutable
    await store.put(target.repository, key, view.now().isoformat().encode())
    first = await store.get(target.repository, key)
    seen = view.now() if first is None else datetime.fromisoformat(first.decode())
    ends = [seen + policy.evidence.wait]
    if found is not None and will_not_come(found.expected, policy.evidence):
        ends.append(max([seen, *(fact.at for fact in found.facts if fact.at)]) + QUIET)
    return min(ends)
