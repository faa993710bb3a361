"""Check runs, suites and statuses of one commit as facts, and what is still to come; no call in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from bot.evidence import CheckOutcome, Conclusion, Expected, Fact
from bot.figures import figures_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.collect.remembered import Source
    from bot.github.models import CheckRun, CheckSuite, StatusAnswer
    from bot.policy import EvidenceRule

ACTIONS = "github-actions"
"""Makes a suite only together with a workflow run, so a suite without jobs means that they are coming. All
other apps get a suite on every push, whether they mean to use it or not."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """What CI says of one commit, our own sayings left out; runs and statuses the latest of their name."""

    commit: str
    runs: tuple[CheckRun, ...] = ()
    suites: tuple[CheckSuite, ...] = ()
    statuses: tuple[StatusAnswer, ...] = ()
    fork: bool = False


def latest_runs(runs: Iterable[CheckRun], commit: str, our_app: int) -> tuple[CheckRun, ...]:
    """Of each app's runs of one name the one that was started last, ours left out."""
    latest: dict[tuple[int, str], CheckRun] = {}
    for run in sorted(runs, key=lambda run: (run.started_at is not None, run.started_at, run.id)):
        if run.app is not None and run.app.id != our_app and run.head_sha in ("", commit):
            latest[run.app.id, run.name] = run
    return tuple(latest[key] for key in sorted(latest))


def latest_statuses(statuses: Iterable[StatusAnswer], our_user: int) -> tuple[StatusAnswer, ...]:
    """The newest of each context, given the list as GitHub orders it: newest first."""
    latest: dict[str, StatusAnswer] = {}
    for status in statuses:
        if status.creator is None or status.creator.id != our_user:
            latest.setdefault(status.context, status)
    return tuple(latest[context] for context in sorted(latest))


def facts_of(said: Sayings, rule: EvidenceRule) -> tuple[Fact, ...]:
    """Each outcome, and each figure in the words beside it, of those the policy believes."""
    facts = [fact for run in said.runs if _slug(run) in rule.apps for fact in _of_run(run, said)]
    statuses = (status for status in said.statuses if _believed(status, rule))
    return (*facts, *(fact for status in statuses for fact in _of_status(status, said)))


def _of_run(run: CheckRun, said: Sayings) -> list[Fact]:
    outcome = _conclusion(run.conclusion) if run.status == "completed" else "pending"
    values: list[Any] = [CheckOutcome(outcome)]
    if outcome != "pending":
        words = (run.output.title, run.output.summary, run.output.text)
        values += figures_in(run.name, *(text for text in words if text))
    source = run.html_url or run.details_url or ""
    rest = (source, said.commit, run.completed_at or run.started_at, _slug(run), not said.fork)
    return [Fact(run.name, value, *rest) for value in values]


def _of_status(status: StatusAnswer, said: Sayings) -> list[Fact]:
    values: list[Any] = [CheckOutcome(_conclusion(status.state))]
    if status.state != "pending" and status.description:
        values += figures_in(status.context, status.description)
    by = status.creator.login if status.creator else ""
    rest = (status.target_url or "", said.commit, status.updated_at or status.created_at, by, not said.fork)
    return [Fact(status.context, value, *rest) for value in values]


def _conclusion(word: str | None) -> Conclusion:
    return cast("Conclusion", word) if word in get_args(Conclusion) else "error"


def expected_of(said: Sayings, before: frozenset[Source], rule: EvidenceRule) -> tuple[Expected, ...]:
    """What should still come from those the policy believes.

    Unfinished runs, suites with more to come, pending statuses, and what `before` (the last settled look of
    the default branch) had and is not here.
    """
    found = [
        Expected(run.name, "running" if run.status == "in_progress" else "queued")
        for run in said.runs
        if run.status != "completed" and _slug(run) in rule.apps
    ]
    found += _of_suites(said, rule)
    found += [
        Expected(status.context, "running")
        for status in said.statuses
        if status.state == "pending" and _believed(status, rule)
    ]
    here = {(_slug(run), run.name) for run in said.runs}
    here |= {(status.creator.login if status.creator else "", status.context) for status in said.statuses}
    missing = {name for app, name in before - here if app in rule.apps or name in rule.statuses}
    found += [Expected(name, "missing") for name in sorted(missing - {one.name for one in found})]
    return tuple(dict.fromkeys(found))


def will_not_come(expected: tuple[Expected, ...], rule: EvidenceRule) -> bool:
    """Whether nothing is on its way, only missing beside the default branch.

    A job that runs on the default branch alone, or for other paths, never comes. Known only of Actions, which
    queues all that a push starts within seconds.
    """
    missing = bool(expected) and all(one.state == "missing" for one in expected)
    return missing and set(rule.apps) == {ACTIONS} and not any(one.name in rule.statuses for one in expected)


def _of_suites(said: Sayings, rule: EvidenceRule) -> list[Expected]:
    unfinished = {_suite(run) for run in said.runs if run.status != "completed"}
    found = []
    for suite in said.suites:
        slug = suite.app.slug or "" if suite.app else ""
        state = _suite_state(suite, slug)
        if state is not None and slug in rule.apps and suite.id not in unfinished:
            found.append(Expected(slug, state))
    return found


def _suite_state(suite: CheckSuite, slug: str) -> Literal["running", "queued", "waiting for approval"] | None:
    if suite.conclusion == "action_required":
        return "waiting for approval"
    if suite.status in ("completed", None) or (suite.runs == 0 and slug != ACTIONS):
        return None
    return "running" if suite.status == "in_progress" else "queued"


def _believed(status: StatusAnswer, rule: EvidenceRule) -> bool:
    """Anyone who may push can set any status: without a list in the policy only those of apps count."""
    if rule.statuses:
        return status.context in rule.statuses
    by = status.creator
    return by is not None and (by.type == "Bot" or by.login.endswith("[bot]"))


def _suite(run: CheckRun) -> int | None:
    return run.check_suite.id if run.check_suite else None


def _slug(run: CheckRun) -> str:
    return (run.app.slug or "") if run.app else ""
