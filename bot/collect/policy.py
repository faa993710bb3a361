"""The policy of the base branch, as its tree holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.github import contents
from bot.policy import Policy
from bot.policy.merging import merge
from bot.policy.reading import read_policy
from parsers.model import Problem

if TYPE_CHECKING:
    from bot.collect.view import View
    from bot.github.contents import Listing
    from bot.snapshot import Repository

POLICY_PATH = ".github/statusproof.yml"
LARGEST = 100_000


async def policy_in(
    listing: Listing, repository: Repository, view: View
) -> tuple[Policy, tuple[Problem, ...]]:
    """The policy a tree gives, laid over the defaults, and what its author should mend."""
    entry = next((entry for entry in listing.entries if entry.path == POLICY_PATH), None)
    if entry is None or entry.kind != "file":
        return merge(None, None, view.default_mode), ()
    if entry.size > LARGEST:
        silent = merge(None, Policy(mode="observe", given=frozenset({"mode"})), view.default_mode)
        return silent, (Problem(0, f"{POLICY_PATH} is larger than {LARGEST} bytes; nothing of it is used"),)
    found = await contents.blobs(
        view.github, repository.full_name, repository.id, [entry.sha], view.ledger.blobs
    )
    policy, problems = read_policy(found[entry.sha], POLICY_PATH)
    return merge(None, policy, view.default_mode), problems
