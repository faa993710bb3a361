"""Which claim of now is which claim of before: from the surest likeness to the loosest, ties in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable

from bot.identity.traits import Trait, akin, likeness

Key = Callable[[Trait], Hashable]

_MOST_PAIRS = 2500  # of one bucket compared wording by wording; a larger one keeps its order
_SAME_WORDING = 0.5
_BY_WORDING_ALONE = ("blocker", "path")  # one subject may have several, and one may take another's place

SUREST_FIRST: tuple[Key, ...] = (
    lambda t: (t.path, t.kind, t.subject, t.headings, t.text),
    lambda t: (t.path, t.kind, t.subject, t.headings, t.shape),  # a figure changed
    lambda t: (t.path, t.kind, t.subject, t.text),  # moved, or a heading reworded
    lambda t: (t.path, t.kind, t.subject, t.shape),
)
ANYWHERE: Key = lambda t: (t.kind, t.subject, t.headings[-1:], t.text)  # noqa: E731 - one of a row of keys
IN_PLACE: Key = lambda t: (t.path, t.kind, t.subject, t.headings, t.text, t.line)  # noqa: E731 - likewise
SAME_STATEMENT: tuple[Key, ...] = (
    lambda t: (t.path, t.kind, t.subject, t.headings),
    lambda t: (t.path, t.kind, t.subject),
)


class Match:
    """The pairs found so far: `found` maps the place of a claim of now to the id it had before."""

    def __init__(self, before: Iterable[Trait], now: Iterable[Trait]) -> None:
        self.before = list(before)
        self.now = list(now)
        self.found: dict[int, str] = {}
        self._names_before = {(t.path, t.subject) for t in self.before}
        self._names_now = {(t.path, t.subject) for t in self.now}

    def settle(self, pairs: Iterable[tuple[Trait, Trait]]) -> None:
        """Take these pairs and leave the rest to the next, looser likeness."""
        taken = set()
        for old, new in pairs:
            self.found[new.place] = old.id
            taken.add(old.place)
        self.before = [t for t in self.before if t.place not in taken]
        self.now = [t for t in self.now if t.place not in self.found]

    def by(self, key: Key) -> None:
        """Pair what is equal by `key`: first those between the same neighbours, then one by one in order."""
        for context in (
            lambda t: (key(t), t.before, t.after),
            lambda t: (key(t), t.before),
            lambda t: (key(t), t.after),
        ):
            self.settle(
                pair
                for olds, news in _buckets(self.before, self.now, context)
                if len(olds) == len(news)
                for pair in zip(olds, news, strict=True)
            )
        self.settle(
            pair
            for olds, news in _buckets(self.before, self.now, key)
            for pair in zip(olds, news, strict=False)
        )

    def by_wording(self, key: Key) -> None:
        """Pair what is equal by `key` and worded alike; a lone statement of its subject need not be."""
        self.settle(
            pair for olds, news in _buckets(self.before, self.now, key) for pair in _alike(olds, news)
        )

    def by_renaming(self) -> None:
        """Pair statements worded alike whose subject was renamed.

        Either the two names never exist at one time, or the statement stands between the same neighbours.
        """
        self.settle(
            pair
            for olds, news in _buckets(self.before, self.now, lambda t: (t.path, t.kind))
            for pair in _best(olds, news, self._renamed)
        )

    def _renamed(self, old: Trait, new: Trait) -> bool:
        if not akin(old.subject, new.subject):
            return False
        apart = (old.path, old.subject) not in self._names_now
        apart = apart and (new.path, new.subject) not in self._names_before
        return apart or (old.before == new.before != "" and old.after == new.after != "")


def renamed(before: Iterable[tuple[str, Hashable]], now: Iterable[tuple[str, Hashable]]) -> dict[str, str]:
    """Documents that go by another path now, by what they state: from (path, statement) of both looks.

    A document counts as renamed if at least half of what the smaller of both states is in both.
    """
    olds, news = _statements(before), _statements(now)
    gone = [path for path in olds if path not in news]
    come = [path for path in news if path not in olds]
    if len(gone) * len(come) > _MOST_PAIRS:
        return {}
    scores = sorted(
        ((-sum((olds[old] & news[new]).values()), old, new) for old in gone for new in come),
    )
    names: dict[str, str] = {}
    for score, old, new in scores:
        enough = -2 * score >= min(olds[old].total(), news[new].total())
        if score and enough and old not in names and new not in names.values():
            names[old] = new
    return names


def _statements(claims: Iterable[tuple[str, Hashable]]) -> dict[str, Counter[Hashable]]:
    found: dict[str, Counter[Hashable]] = defaultdict(Counter)
    for path, statement in claims:
        found[path][statement] += 1
    return dict(found)


def _buckets(before: list[Trait], now: list[Trait], key: Key) -> list[tuple[list[Trait], list[Trait]]]:
    olds: dict[Hashable, list[Trait]] = defaultdict(list)
    for trait in before:
        olds[key(trait)].append(trait)
    news: dict[Hashable, list[Trait]] = defaultdict(list)
    for trait in now:
        news[key(trait)].append(trait)
    return [(olds[k], found) for k, found in news.items() if k in olds]


def _alike(olds: list[Trait], news: list[Trait]) -> list[tuple[Trait, Trait]]:
    if len(olds) == len(news) == 1 and olds[0].kind not in _BY_WORDING_ALONE:
        return [(olds[0], news[0])]
    return _best(olds, news, lambda _old, _new: True)


def _best(
    olds: list[Trait], news: list[Trait], fits: Callable[[Trait, Trait], bool]
) -> list[tuple[Trait, Trait]]:
    """The pairs worded most alike, each claim once; none where there are too many to compare."""
    if len(olds) * len(news) > _MOST_PAIRS:
        return []
    ranked = sorted(
        ((-likeness(old, new), old.place, new.place, old, new) for old in olds for new in news),
        key=lambda pair: pair[:3],
    )
    pairs: list[tuple[Trait, Trait]] = []
    taken: set[int] = set()
    placed: set[int] = set()
    for unlikeness, _, _, old, new in ranked:
        if -unlikeness < _SAME_WORDING:
            break
        if old.place not in taken and new.place not in placed and fits(old, new):
            pairs.append((old, new))
            taken.add(old.place)
            placed.add(new.place)
    return pairs
