"""One policy laid over another: the repository's over the organisation's over the defaults."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

from bot.policy.model import Mode, Policy

_OURS = ("version", "mode", "repositories", "enforced", "given")
_JOINED = {"components": "key", "counts": "name"}


def merge(organisation: Policy | None, repository: Policy | None, default_mode: Mode = "observe") -> Policy:
    """What counts for a repository; None where there is no such file.

    A key the repository's file gives wins unless the organisation lists it (or its section) as enforced.
    Without a written mode, a repository with a file of its own is active; others get the service's default.
    """
    base = organisation or Policy()
    over = repository or Policy()
    open_keys = frozenset(key for key in over.given if not _enforced(key, base.enforced))
    changes: dict[str, Any] = {
        entry.name: _laid(entry.name, getattr(base, entry.name), getattr(over, entry.name), open_keys)
        for entry in fields(Policy)
        if entry.name not in _OURS
    }
    mode: Mode = "active" if repository is not None else default_mode
    if "mode" in open_keys:
        mode = over.mode
    elif "mode" in base.given:
        mode = base.mode
    return replace(base, mode=mode, given=base.given | open_keys, **changes)


def speaks_for(organisation: Policy, repository_name: str) -> bool:
    """Whether an organisation's file means this repository (its name without the owner)."""
    rule = organisation.repositories
    included = not rule.include or any(fnmatchcase(repository_name, glob) for glob in rule.include)
    return included and not any(fnmatchcase(repository_name, glob) for glob in rule.exclude)


def _enforced(key: str, enforced: tuple[str, ...]) -> bool:
    return any(key == name or key.startswith(f"{name}.") or name.startswith(f"{key}.") for name in enforced)


def _laid(name: str, base: Any, over: Any, open_keys: frozenset[str]) -> Any:
    if is_dataclass(base) and not isinstance(base, type):
        parts = {
            part.name: getattr(over, part.name) for part in fields(base) if f"{name}.{part.name}" in open_keys
        }
        return replace(base, **parts)
    if name not in open_keys:
        return base
    if name in _JOINED:
        identity = _JOINED[name]
        return tuple(({getattr(rule, identity): rule for rule in (*base, *over)}).values())
    return over
