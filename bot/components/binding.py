"""What a check and a document speak of, by their names and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.components.model import WHOLE, Binding, Component, Match, Place
from bot.components.names import FLAG, parts_of
from bot.globs import covers, matches
from bot.subject_words import KINDS_OF_TEST, core, document_core, run_words, without_shape, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_DOCUMENT_FOLDERS = frozenset({"docs", "doc", "documentation", ".github", "status", "project", "planning"})


def bound(check: str, components: Sequence[Component], repository: frozenset[str]) -> Binding:
    """What a check or status speaks of, by its name.

    A configured check belongs to its component; else every telling part of its name must mean the same one.
    """
    kinds = frozenset(words(check)) & KINDS_OF_TEST
    for component in components:
        if any(pattern == check or matches(pattern, check) for pattern in component.checks):
            return Binding(component, kinds)
    flag = FLAG.fullmatch(check)
    meant: list[Component | None] = []
    for part in [flag[1]] if flag else parts_of(check):
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
