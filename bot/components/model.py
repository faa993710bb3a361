"""The parts of a repository, and what a subject, a check or a document can mean by them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the repository: what documents call it, and its own paths, checks and reports (globs)."""

    key: str
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    configured: bool = False

    @property
    def label(self) -> str:
        """What a person calls it."""
        return self.key or self.names[0]


WHOLE = Component("", ("the whole repository",), ("**",))
"""Not a part: everything."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What a check speaks of (None: of what has no name here), and to which kinds of test it is limited."""

    component: Component | None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """What a subject means and why; without a component, the candidates there were.

    `kinds` are the kinds of test it is limited to (unit, e2e); none means all tests.
    """

    component: Component | None = None
    matched_by: str | None = None
    candidates: tuple[Component, ...] = ()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: the document's path and title, and what the document as a whole speaks of."""

    path: str
    title: str | None = None
    scope: Match = Match(WHOLE, "the document speaks of the whole repository")
