"""The few fields of a payload that say where to look, read tolerantly.

A field that is absent or not as expected is None, and so is an item of a list: GitHub adds fields and actions
at any time, and a strange field must not cost the delivery.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, WrapValidator

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PULLS = 100
"""More pull requests than this in one delivery are looked for through the repository instead."""


def _or_none(value: Any, validate: Callable[[Any], Any]) -> Any:
    """The value as validated, or None where it is not as expected."""
    try:
        return validate(value)
    except ValidationError:
        return None


def _items(value: Any, validate: Callable[[Any], Any]) -> Any:
    """The items of a list, those that are not as expected as None; an empty list for anything else."""
    try:
        return validate(value)
    except ValidationError:
        return []


_Lax = WrapValidator(_or_none)
_Id = Annotated[Annotated[int, Field(ge=1, lt=2**63)] | None, _Lax]
_Number = Annotated[Annotated[int, Field(ge=1, lt=2**31)] | None, _Lax]
_Text = Annotated[
    Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f]+$")] | None,
    _Lax,
]
_Action = Annotated[Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,64}$")] | None, _Lax]
_FullName = Annotated[
    Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}$")] | None, _Lax
]
_Flag = Annotated[bool | None, _Lax]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Identified(_Part):
    """Anything of which only the id counts: an app, an installation."""

    id: _Id = None


class Account(_Part):
    """Who did it. `type` is User, Bot, Organization."""

    id: _Id = None
    type: _Text = None


class RepositoryPart(_Part):
    """The repository a delivery speaks of."""

    id: _Id = None
    full_name: _FullName = None
    private: _Flag = None
    default_branch: _Text = None


class BasePart(_Part):
    """Where a pull request wants to go; only the repository counts."""

    repo: Annotated[Identified | None, _Lax] = None


class PullPart(_Part):
    """A pull request, in full or as an entry of a check's `pull_requests`."""

    number: _Number = None
    base: Annotated[BasePart | None, _Lax] = None


_Pulls = Annotated[list[Annotated[PullPart | None, _Lax]], WrapValidator(_items)]


class SuitePart(_Part):
    """The suite a check run belongs to; fork suites have no branch."""

    head_branch: _Text = None


class CheckPart(_Part):
    """A check run, check suite or workflow run: who made it and which pull requests it names."""

    app: Annotated[Identified | None, _Lax] = None
    pull_requests: _Pulls = []
    head_branch: _Text = None
    external_id: _Text = None
    check_suite: Annotated[SuitePart | None, _Lax] = None


class WrittenPart(_Part):
    """An issue or a comment: who wrote it, through which app, and whether the issue is a pull request."""

    number: _Number = None
    user: Annotated[Account | None, _Lax] = None
    performed_via_github_app: Annotated[Identified | None, _Lax] = None
    pull_request: Annotated[dict[str, Any] | None, _Lax] = None


class BranchPart(_Part):
    """A branch that holds the commit of a status."""

    name: _Text = None


class QueuePart(_Part):
    """A merge group."""

    head_ref: _Text = None


class Payload(_Part):
    """What any delivery may say, as far as it says where to look."""

    action: _Action = None
    installation: Annotated[Identified | None, _Lax] = None
    repository: Annotated[RepositoryPart | None, _Lax] = None
    sender: Annotated[Account | None, _Lax] = None
    number: _Number = None
    pull_request: Annotated[PullPart | None, _Lax] = None
    check_run: Annotated[CheckPart | None, _Lax] = None
    check_suite: Annotated[CheckPart | None, _Lax] = None
    workflow_run: Annotated[CheckPart | None, _Lax] = None
    issue: Annotated[WrittenPart | None, _Lax] = None
    comment: Annotated[WrittenPart | None, _Lax] = None
    merge_group: Annotated[QueuePart | None, _Lax] = None
    branches: Annotated[list[Annotated[BranchPart | None, _Lax]], WrapValidator(_items)] = []
    ref: _Text = None
    deleted: _Flag = None
