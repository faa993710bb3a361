"""Looks at a repository or an installation as a whole, and requests what there needs a closer look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.github import Missing
from bot.github.heads import graphql_url, open_heads
from bot.github.installations import installation as read_installation
from bot.github.repositories import reachable, repository_by_id
from bot.ledger import Installation, Look, Repository
from webhooks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.github.heads import Head
    from bot.github.models import RepositoryAnswer
    from bot.room import Room


async def survey(target: Target, room: Room) -> None:
    """Survey what the target names: an installation or a repository. Raises Later or Never."""
    if target.repository is None:
        await survey_installation(target, room)
    else:
        await survey_repository(target.repository, target, room)


async def survey_repository(number: int, target: Target, room: Room) -> None:
    """Request every open pull request, and the default branch, whose head or evidence is not as last seen.

    What was seen is stored only after the requests, so a crash in between asks twice rather than never.
    """
    github = room.app.installation(target.installation)
    known = await room.ledger.repositories.get(number)
    try:
        found = await repository_by_id(github, number, known.full_name if known else None)
        url = graphql_url(room.app.api_url)
        heads = await open_heads(github, found.full_name, url, room.app.app_id)
    except Missing:
        await room.ledger.repositories.forget(number)
        return
    await room.ledger.repositories.save(_row(found, target.installation))
    if found.archived:
        return
    last = await room.ledger.looks.last(target.key)
    seen = digests(heads)
    await room.engine.request(moved(target, last.body if last else {}, heads))
    tip = next((head.head_sha for head in heads if head.number is None), "")
    await room.ledger.looks.save(Look(target.key, tip, settled=True, taken_at=room.now(), body=seen))


async def survey_installation(target: Target, room: Room) -> None:
    """Bring the list of repositories up to date and request each; forget an installation that is gone."""
    try:
        found = await read_installation(room.app.client, target.installation)
    except Missing:
        await room.ledger.erase_installation(target.installation)
        return
    account = found.account.login or found.account.slug if found.account else ""
    await room.ledger.installations.save(Installation(found.id, account, found.suspended_at))
    allowed = {"permissions": found.permissions, "suspended": found.suspended_at is not None}
    last = await room.ledger.looks.last(target.key)
    now = Look(target.key, "", settled=True, taken_at=room.now(), body=allowed)
    if found.suspended_at is not None:
        await room.ledger.looks.save(now)
        return
    here = await reachable(room.app.installation(target.installation))
    for repository in here:
        await room.ledger.repositories.save(_row(repository, target.installation))
    for gone in await room.ledger.repositories.of_installation(target.installation):
        if gone.id not in {repository.id for repository in here}:
            await room.ledger.repositories.forget(gone.id)
    targets = [Target(target.installation, repository.id) for repository in here]
    if last is not None and last.body != allowed:
        # What was looked at under other permissions, or while suspended, may have been refused.
        for one in targets:
            await room.ledger.looks.save(Look(one.key, "", settled=True, taken_at=room.now(), body={}))
    await room.engine.request(targets)
    await room.ledger.looks.save(now)


def digests(heads: Sequence[Head]) -> dict[str, str]:
    """What a head looked like, by pull request number (`default` for the default branch)."""
    return {_name(h): f"{h.head_sha} {h.base} {h.draft} {h.policy} {h.ci}" for h in heads}


def moved(target: Target, before: Mapping[str, str], heads: Sequence[Head]) -> tuple[Target, ...]:
    """The targets whose head, base, draft state, policy or evidence is not as it was before."""
    now = digests(heads)
    return tuple(
        Target(target.installation, target.repository, pull=head.number)
        if head.number is not None
        else Target(target.installation, target.repository, branch=head.base)
        for head in heads
        if before.get(_name(head)) != now[_name(head)]
    )


def _name(head: Head) -> str:
    return "default" if head.number is None else str(head.number)


def _row(found: RepositoryAnswer, installation: int) -> Repository:
    return Repository(
        found.id, installation, found.full_name, found.private, found.default_branch, found.archived
    )
