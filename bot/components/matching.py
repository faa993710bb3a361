"""Which part a subject means: exact names first, then likeness with a clear winner; in doubt, none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.components.model import WHOLE, Component, Match, Place
from bot.subject_words import (
    core,
    document_core,
    generic,
    kinds_of_test,
    of_one_shape,
    of_the_whole,
    says_nothing,
    speaks_of_everything,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

CLEAR = 0.75
"""The least likeness (0 to 1) that binds a subject to a component."""
LEAD = 0.2
"""By how much the best must be more like the subject than the next."""
LIKELY = 0.4
"""From here on a component is worth naming as a candidate."""


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

    shared = subject & name
    return 2 * weight(shared) / (weight(subject) + weight(name)) if shared else 0.0
