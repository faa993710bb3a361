"""The parts of a repository, and which of them a subject, a document or a check means; in doubt, none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.globs import covers, matches
from bot.subject_words import (
    KINDS_OF_TEST,
    core,
    document_core,
    generic,
    kinds_of_test,
    of_one_shape,
    of_the_whole,
    run_words,
    says_nothing,
    speaks_of_everything,
    without_shape,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.policy import Policy

CLEAR = 0.75
"""The least likeness (0 to 1) that binds a subject to a component."""
LEAD = 0.2
"""By how much the best must be more like the subject than the next."""
LIKELY = 0.4
"""From here on a component is worth naming as a candidate."""

_ROOTS = ("packages", "services", "apps", "libs", "crates", "modules", "plugins", "components")
_VARIANT = re.compile(r"\(([^()]{1,100})\)")
_FLAG = re.compile(r"codecov/project/(.{1,100})")
_DOCUMENT_FOLDERS = frozenset({"docs", "doc", "documentation", ".github", "status", "project", "planning"})


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
    flag = _FLAG.fullmatch(check)
    if flag:
        return [flag[1]]
    inside = [part for group in _VARIANT.findall(check) for part in group.split(",")]
    return inside or (_split(check) if " / " in check else [])


def _split(check: str) -> list[str]:
    return [part.strip() for part in re.split(r"[/():,|]| - ", check) if part.strip()]


def bound(check: str, components: Sequence[Component], repository: frozenset[str]) -> Binding:
    """What a check or status speaks of, by its name.

    A configured check belongs to its component; else every telling part of its name must mean the same one.
    """
    kinds = frozenset(words(check)) & KINDS_OF_TEST
    for component in components:
        if any(pattern == check or matches(pattern, check) for pattern in component.checks):
            return Binding(component, kinds)
    flag = _FLAG.fullmatch(check)
    meant: list[Component | None] = []
    for part in [flag[1]] if flag else _split(check):
        said = run_words(part, repository)
        same = _meant(said, components)
        if same is not None:
            kinds -= said
        elif said - KINDS_OF_TEST:
            same = _meant(said - KINDS_OF_TEST, components)
        if said - KINDS_OF_TEST or same is not None:
            meant.append(same)
    if not meant:
        return Binding(WHOLE, kinds)
    return Binding(meant[0] if all(one == meant[0] for one in meant) else None, kinds)


def _meant(said: frozenset[str], components: Sequence[Component]) -> Component | None:
    """The only component of that name; else the only one that bears these words and no other."""
    same = [known for known in components if any(said == frozenset(words(name)) for name in known.names)]
    if same:
        return same[0] if len(same) == 1 else None
    telling = without_shape(said)
    bearing = [
        known for known in components if telling and any(telling <= core(name) for name in known.names)
    ]
    if len(bearing) == 1 and any(telling == core(name) for name in bearing[0].names):
        return bearing[0]
    return None


def place_of(
    path: str, title: str | None, components: Sequence[Component], repository: frozenset[str]
) -> Place:
    """Where statements of this document stand, with what `overall` means there."""
    inside = [
        known for known in components if any(glob != "**" and covers(glob, path) for glob in known.paths)
    ]
    if inside:
        deepest = max(inside, key=lambda known: max(len(glob) for glob in known.paths if covers(glob, path)))
        return Place(path, title, Match(deepest, "the document's folder"))
    *folders, name = path.split("/")
    left = document_core(name.rpartition(".")[0] or name) - repository
    if not left and all(folder.lower() in _DOCUMENT_FOLDERS for folder in folders):
        return Place(path, title)
    meant = _meant(left, components) if left else None
    return Place(path, title, Match() if meant is None else Match(meant, "the document's name"))


def match(
    subject: str,
    headings: Sequence[str],
    components: Sequence[Component],
    place: Place,
    repository: frozenset[str] = frozenset(),
) -> Match:
    """What a subject means: by exact names, then as the whole, then by likeness with a clear winner.

    A subject that only labels (`Tests`, `Overall`) means what the nearest telling heading means.
    """
    exact = _exact(subject, components)
    if exact is not None:
        in_doubt = of_the_whole(subject) and _configured(subject, components) is None
        return Match(None, None, (WHOLE, *_meant_by(exact))) if in_doubt else exact
    kinds = kinds_of_test(subject)
    rest = " ".join(word for word in words(subject) if word not in kinds)
    if not words(subject):
        return Match()
    if says_nothing(rest) or of_the_whole(rest):
        return replace(_governing(subject, headings, components, place), kinds=kinds)
    found = frozenset(words(subject))
    if place.title is not None and found == frozenset(words(place.title)):
        return place.scope if speaks_of_everything(subject, repository) else Match()
    if found <= repository | {"the", "repository", "platform", "project"} and found & repository:
        return Match(WHOLE, "the repository's name")
    meant = _exact(rest, components) if kinds else None
    return replace(meant, kinds=kinds) if meant is not None else _likely(subject, components)


def _meant_by(found: Match) -> tuple[Component, ...]:
    return found.candidates if found.component is None else (found.component,)


def _configured(subject: str, components: Sequence[Component]) -> Match | None:
    plain = subject.strip().casefold()
    for component in components:
        if component.configured and any(name.strip().casefold() == plain for name in component.names):
            return Match(component, f"configured name {component.names[0]!r}")
    return None


def _exact(subject: str, components: Sequence[Component]) -> Match | None:
    configured = _configured(subject, components)
    if configured is not None:
        return configured
    found = words(subject)
    same = [known for known in components if any(words(name) == found for name in known.names)]
    if len(same) == 1 and found:
        return Match(same[0], f"name {same[0].names[0]!r}")
    if same and found:
        return Match(None, None, tuple(same))
    telling = core(subject)
    alike = [known for known in components if telling and any(telling <= core(name) for name in known.names)]
    if len(alike) == 1 and any(
        telling == core(name) and of_one_shape(subject, name) for name in alike[0].names
    ):
        return Match(alike[0], f"name {alike[0].names[0]!r} but for words such as service")
    return None


def _governing(subject: str, headings: Sequence[str], components: Sequence[Component], place: Place) -> Match:
    """What a label speaks of: the nearest telling heading, or what the document speaks of.

    Without a heading a label such as `Status` or `Tests` may belong to anything.
    """
    for heading in reversed(headings):
        exact = _exact(heading, components)
        if exact is not None:
            return exact if exact.component is None else Match(exact.component, f"heading {heading!r}")
        of_document = place.title is not None and words(heading) == words(place.title)
        if not of_document and document_core(heading):
            return Match()
    if not headings and not of_the_whole(subject):
        return Match()
    return place.scope


def _likely(subject: str, components: Sequence[Component]) -> Match:
    """The component most like the subject, if it is like enough and leads clearly.

    Likeness is twice the weight of the shared words over the weight of all. A word weighs one over the number
    of components that bear it, a quarter of that where it names a kind of part (service, module).
    """
    names = [[frozenset(words(name)) for name in component.names] for component in components]
    common = Counter(word for own in names for word in frozenset().union(*own))
    found = frozenset(words(subject))
    ranked = sorted(
        (
            (max((_likeness(found, name, common) for name in own), default=0.0), at)
            for at, own in enumerate(names)
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    candidates = tuple(components[at] for score, at in ranked[:3] if score >= LIKELY)
    telling = core(subject)
    bearing = [own for own in names if any(telling <= name for name in own)]
    if (
        ranked
        and len(bearing) <= 1
        and ranked[0][0] >= CLEAR
        and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= LEAD)
    ):
        winner = components[ranked[0][1]]
        if any(of_one_shape(subject, name) for name in winner.names):
            return Match(winner, f"likeness to {winner.names[0]!r}")
    return Match(None, None, candidates)


def _likeness(subject: frozenset[str], name: frozenset[str], common: Counter[str]) -> float:
    def weight(found: frozenset[str]) -> float:
        return sum((0.25 if generic(word) else 1.0) / max(common[word], 1) for word in found)

    everything = weight(subject) + weight(name)
    return 2 * weight(subject & name) / everything if everything else 0.0
