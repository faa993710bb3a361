"""Which targets a delivery requests: one visible table from event to function; all ignore rules are here.

A delivery says where to look, never what to do: no SHA and no action goes further than this file. Events
that name pull requests of the repository request those; events that name none request the repository, whose
run compares open heads. Events of our own making are dropped, else each check we post would ask for a look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webhooks.payloads import MOST_PULLS, CheckPart, Payload, WrittenPart
from webhooks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

QUEUE = "gh-readonly-queue/"
"""Branches of GitHub's merge queue: targets of their own, never ordinary branches."""

_HEADS = "refs/heads/"
_ECHOES = frozenset({"created", "completed", "requested"})
"""Check actions that our own writing causes; `rerequested` and `requested_action` come from a person."""


@dataclass(frozen=True, slots=True)
class Place:
    """The installation and repository a delivery names, and the id of our own app."""

    installation: int
    repository: int
    default_branch: str | None
    own_app: int | None

    @property
    def whole(self) -> Target:
        return Target(self.installation, self.repository)

    def pull(self, number: int) -> Target:
        return Target(self.installation, self.repository, pull=number)

    def branch(self, name: str) -> Target:
        return Target(self.installation, self.repository, branch=name)


def targets_of(event: str, payload: Payload, own_app: int | None) -> tuple[Target, ...]:
    """Where to look because of this delivery; nothing where the event is unknown or names no installation."""
    installation = payload.installation.id if payload.installation else None
    if installation is None:
        return ()
    if event in ABOUT_INSTALLATIONS:
        return (Target(installation),)
    repository = payload.repository
    choose = EVENTS.get(event)
    if choose is None or repository is None or repository.id is None:
        return ()
    place = Place(installation, repository.id, repository.default_branch, own_app)
    return tuple(dict.fromkeys(choose(payload, place)))


def _pull_request(payload: Payload, place: Place) -> tuple[Target, ...]:
    number = payload.number or (payload.pull_request.number if payload.pull_request else None)
    return (place.whole if number is None else place.pull(number),)


def _push(payload: Payload, place: Place) -> tuple[Target, ...]:
    """Tags and deletions ask for nothing; an ordinary branch may be the head or the base of pull requests."""
    ref = payload.ref
    if ref is None or payload.deleted or not ref.startswith(_HEADS):
        return ()
    branch = ref.removeprefix(_HEADS)
    if branch.startswith(QUEUE):
        return (place.branch(branch),)
    return (place.whole, *_watched(branch, place))


def _check_run(payload: Payload, place: Place) -> tuple[Target, ...]:
    return _check(payload.action, payload.check_run, place)


def _check_suite(payload: Payload, place: Place) -> tuple[Target, ...]:
    return _check(payload.action, payload.check_suite, place)


def _workflow_run(payload: Payload, place: Place) -> tuple[Target, ...]:
    return _check(payload.action, payload.workflow_run, place)


def _check(action: str | None, check: CheckPart | None, place: Place) -> tuple[Target, ...]:
    if check is None:
        return (place.whole,)
    app = check.app.id if check.app else None
    if app is not None and app == place.own_app and action in _ECHOES:
        return ()
    if app is not None and app == place.own_app:
        about = Target.of_check(place.installation, check.external_id or "")
        if about is not None and about.repository == place.repository:
            return (about,)  # a person wants it anew: of a fork's pull request nothing else tells which
    branch = check.head_branch or (check.check_suite.head_branch if check.check_suite else None)
    return (*_named(check, place), *_watched(branch, place))


def _named(check: CheckPart, place: Place) -> tuple[Target, ...]:
    """The pull requests of this repository that a check names; the repository for none, or too many."""
    numbers = [
        pull.number
        for pull in check.pull_requests
        if pull and pull.number and pull.base and pull.base.repo and pull.base.repo.id == place.repository
    ]
    return tuple(map(place.pull, numbers)) if 0 < len(numbers) <= MOST_PULLS else (place.whole,)


def _watched(branch: str | None, place: Place) -> tuple[Target, ...]:
    """The target of a branch that has one: the default branch or a merge queue's."""
    if branch is None or not (branch == place.default_branch or branch.startswith(QUEUE)):
        return ()
    return (place.branch(branch),)


def _status(payload: Payload, place: Place) -> tuple[Target, ...]:
    """A status names a commit and up to ten branches that hold it."""
    watched = [target for part in payload.branches if part for target in _watched(part.name, place)]
    return (place.whole, *watched)


def _issues(payload: Payload, place: Place) -> tuple[Target, ...]:
    """Issues are written by the run of the default branch alone."""
    return () if _by_us(payload, payload.issue, place) else _default(place)


def _issue_comment(payload: Payload, place: Place) -> tuple[Target, ...]:
    issue = payload.issue
    if _by_us(payload, payload.comment, place):
        return ()
    if issue and issue.number and issue.pull_request is not None:
        return (place.pull(issue.number),)
    return _default(place)


def _default(place: Place) -> tuple[Target, ...]:
    return (place.branch(place.default_branch) if place.default_branch else place.whole,)


def _by_us(payload: Payload, written: WrittenPart | None, place: Place) -> bool:
    """Our own bot acted on what our own app wrote.

    `performed_via_github_app` alone does not say so (it is set, too, when a person acts through an app),
    hence the author must be a bot and the sender that same bot.
    """
    if (
        written is None
        or written.performed_via_github_app is None
        or written.user is None
        or payload.sender is None
    ):
        return False
    ours = place.own_app is not None and written.performed_via_github_app.id == place.own_app
    return (
        ours
        and written.user.type == "Bot"
        and payload.sender.id is not None
        and payload.sender.id == written.user.id
    )


def _merge_group(payload: Payload, place: Place) -> tuple[Target, ...]:
    ref = payload.merge_group.head_ref if payload.merge_group else None
    if payload.action != "checks_requested" or ref is None:
        return ()
    return (place.branch(ref.removeprefix(_HEADS)),)


def _repository(_: Payload, place: Place) -> tuple[Target, ...]:
    """Renamed, transferred, privatised, archived, deleted: the run reads what has become of it."""
    return (place.whole,)


ABOUT_INSTALLATIONS = frozenset({"installation", "installation_repositories"})
"""Events that concern an installation as a whole, deletion included."""

EVENTS: Mapping[str, Callable[[Payload, Place], tuple[Target, ...]]] = {
    "pull_request": _pull_request,
    "push": _push,
    "check_suite": _check_suite,
    "check_run": _check_run,
    "status": _status,
    "workflow_run": _workflow_run,
    "issues": _issues,
    "issue_comment": _issue_comment,
    "merge_group": _merge_group,
    "repository": _repository,
}
"""Event → targets. Every other event is acknowledged, recorded and ignored."""

KNOWN = frozenset(EVENTS) | ABOUT_INSTALLATIONS
