"""What a claim is recognised by, the same for one seen before and one seen now, and how alike two are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.looks import Seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.verdicts import Judged
    from parsers.model import Claim

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_SHORTEST_STEM = 3


def words(text: str) -> tuple[str, ...]:
    """The words of a text, without case, marks and icons."""
    return tuple(_WORD.findall(text.casefold()))


def shape(text: str) -> str:
    """A text less its figures, marks and icons: what is left when only a number changes."""
    return " ".join(_WORD.findall(_NUMBER.sub(" ", text.casefold())))


@dataclass(frozen=True, slots=True)
class Trait:
    """One claim by its marks; `place` is its position among the claims of its look."""

    place: int
    path: str
    line: int
    kind: str
    subject: tuple[str, ...]
    text: tuple[str, ...]
    shape: str
    bag: frozenset[str]
    """The words of its text that are no figures."""
    headings: tuple[tuple[str, ...], ...]
    id: str
    before: str
    """The shape of the claim before it in the same document; `after` likewise."""
    after: str


def traits(claims: Sequence[Seen] | Sequence[Judged], path_now: dict[str, str]) -> list[Trait]:
    """The traits of one look's claims; `path_now` names what a document of that look is called today."""
    stated = [_stated(claim) for claim in claims]
    shapes = [(path, shape(source.text)) for path, _, source in stated]
    return [
        Trait(
            place,
            path_now.get(path, path),
            source.line,
            source.kind,
            words(source.subject),
            words(source.text),
            shapes[place][1],
            frozenset(shapes[place][1].split()),
            tuple(words(heading) for heading in source.headings),
            known,
            _neighbour(shapes, place, -1),
            _neighbour(shapes, place, 1),
        )
        for place, (path, known, source) in enumerate(stated)
    ]


def alone(found: list[Trait]) -> list[Trait]:
    """The same traits without their neighbours."""
    return [replace(trait, before="", after="") for trait in found]


def likeness(one: Trait, other: Trait) -> float:
    """How much of their wording two claims share, from 0 to 1 (Dice's coefficient)."""
    together = len(one.bag) + len(other.bag)
    return 2 * len(one.bag & other.bag) / together if together else 1.0


def akin(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one reworded: each word of the shorter has its like in the longer."""
    fewer, more = sorted((one, other), key=len)
    return bool(fewer) and all(any(_same_stem(a, b) for b in more) for a in fewer)


def _same_stem(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) >= _SHORTEST_STEM and longer.startswith(shorter))


def _stated(claim: Seen | Judged) -> tuple[str, str, Seen | Claim]:
    return claim.path, claim.id, claim if isinstance(claim, Seen) else claim.claim


def _neighbour(shapes: list[tuple[str, str]], place: int, step: int) -> str:
    beside = place + step
    if 0 <= beside < len(shapes) and shapes[beside][0] == shapes[place][0]:
        return shapes[beside][1]
    return ""
