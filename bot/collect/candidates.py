"""Finds documents whose names say nothing, reading each such file once and keeping what it came to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.documents import by_content, content_candidates
from bot.github import contents
from parsers.model import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.collect.view import View
    from bot.github.contents import Entry
    from bot.policy import Policy
    from bot.snapshot import Repository

AT_ONCE = 60
"""Files read on suspicion in one look; what is left is for the looks after."""
_RULES = 1
"""To be raised when the rule of choosing changes, so that kept choices are made anew."""


@dataclass(slots=True)
class _Choices:
    """Blobs by hash: status documents, and others."""

    yes: set[str]
    no: set[str]


async def chosen_by_content(  # noqa: PLR0913 - one parameter each, all told apart by type
    files: Mapping[str, Entry],
    commit: str,
    policy: Policy,
    repository: Repository,
    view: View,
    *,
    earlier: str | None,
    touched: frozenset[str] | None,
) -> list[str]:
    """Of these files, by path, the ones whose content makes them status documents. See `documents_in`."""
    candidates = [files[path] for path in content_candidates(files, policy)]
    if not candidates:
        return []
    choices = await _recall(repository, (commit, earlier), view)
    known = choices.yes | choices.no
    unknown = [entry for entry in candidates if entry.sha not in known]
    wanted = [entry for entry in unknown if touched is None or entry.path in touched][:AT_ONCE]
    if wanted:
        await _choose(wanted, choices, policy, repository, view)
    if len(wanted) == len(unknown):
        here = {entry.sha for entry in candidates}
        kept = {"yes": sorted(choices.yes & here), "no": sorted(choices.no & here)}
        await view.ledger.immutable.put(repository.id, _key(commit), json.dumps(kept).encode())
    return [entry.path for entry in candidates if entry.sha in choices.yes]


async def _choose(
    entries: list[Entry], choices: _Choices, policy: Policy, repository: Repository, view: View
) -> None:
    limits = Limits(policy.limits.document_bytes, policy.limits.document_lines)
    small = [entry.sha for entry in entries if entry.size <= limits.document_bytes]
    blobs = await contents.blobs(view.github, repository.full_name, repository.id, small, view.ledger.blobs)
    for entry in entries:
        content = blobs.get(entry.sha)
        document = None if content is None else await view.read(entry.path, content, limits)
        chosen = document is not None and bool(by_content([document], policy))
        (choices.yes if chosen else choices.no).add(entry.sha)


async def _recall(repository: Repository, commits: tuple[str | None, ...], view: View) -> _Choices:
    choices = _Choices(set(), set())
    for commit in commits:
        kept = await view.ledger.immutable.get(repository.id, _key(commit)) if commit else None
        if kept is not None:
            found = json.loads(kept)
            choices.yes |= set(found["yes"])
            choices.no |= set(found["no"])
    return choices


def _key(commit: str) -> str:
    return f"documents:{_RULES}:{commit}"
