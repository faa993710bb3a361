"""Which parts a repository has: by policy, by conventional folders, by the names of its checks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.components.model import Component
from bot.components.names import FLAG, VARIANT, parts_of
from bot.globs import covers
from bot.subject_words import KINDS_OF_TEST, core, run_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.policy import Policy

_ROOTS = ("packages", "services", "apps", "libs", "crates", "modules", "plugins", "components")


def discover(
    policy: Policy, paths: Iterable[str], checks: Iterable[str], repository: str = ""
) -> tuple[Component, ...]:
    """The repository's parts: configured ones first, then folders by convention, then parts that checks name.

    Takes the tree's paths, the names of check runs and statuses, and the repository's full name.
    """
    configured = [
        Component(rule.key, (*rule.names, rule.key), rule.paths, rule.checks, rule.reports, configured=True)
        for rule in policy.components
    ]
    found = configured + _folders(paths, configured)
    found += _named_by_checks(checks, found, repository_words(repository))
    return tuple(found)


def repository_words(repository: str) -> frozenset[str]:
    """The words of a repository's full name, which say nothing about a part of it."""
    return frozenset(words(repository))


def _folders(paths: Iterable[str], configured: Sequence[Component]) -> list[Component]:
    split = [path.split("/") for path in paths]
    below_src = {parts[1] for parts in split if parts[0] == "src" and len(parts) > 2}
    depth_two = {
        f"{parts[0]}/{parts[1]}"
        for parts in split
        if len(parts) > 2 and (parts[0] in _ROOTS or (parts[0] == "src" and len(below_src) > 1))
    }
    names = Counter(folder.partition("/")[2] for folder in depth_two)
    found = []
    for folder in sorted(depth_two):
        name = folder.partition("/")[2]
        claimed = any(covers(glob, f"{folder}/x") for known in configured for glob in known.paths)
        if not claimed and core(name) | frozenset(words(name)):
            found.append(Component(name if names[name] == 1 else folder, (name,), (f"{folder}/**",)))
    return found


def _named_by_checks(
    checks: Iterable[str], known: Sequence[Component], repository: frozenset[str]
) -> list[Component]:
    """A part that only CI names: a matrix value, a coverage flag, the caller of a shared workflow."""
    found: dict[str, Component] = {}
    for check in sorted(set(checks)):
        for part in _parts_named(check):
            said = run_words(part, repository) - KINDS_OF_TEST
            name = " ".join(word for word in words(part) if word in said)
            if name and not any(said <= frozenset(words(alike)) for one in known for alike in one.names):
                found.setdefault(name, Component(name, (name,)))
    return list(found.values())


def _parts_named(check: str) -> list[str]:
    flag = FLAG.fullmatch(check)
    if flag:
        return [flag[1]]
    inside = [part for group in VARIANT.findall(check) for part in group.split(",")]
    return inside or (parts_of(check) if " / " in check else [])
