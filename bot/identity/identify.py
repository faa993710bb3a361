"""Give every claim the id it had before, and a new one only to what was never seen."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.identity.looks import GONE
from bot.identity.matching import ANYWHERE, IN_PLACE, SAME_STATEMENT, SUREST_FIRST, Match, renamed
from bot.identity.remembered import remembered_in
from bot.identity.traits import alone, shape, traits, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.looks import Look, Seen
    from bot.snapshot import Snapshot
    from bot.verdicts import Judged

_ID_LENGTH = 12


def identified(snapshot: Snapshot, judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """The judged claims of a snapshot with ids: by its previous look and by what our issues remember."""
    remembered = _remembered(snapshot) if snapshot.on_default_branch else ()
    return identify(snapshot.previous, judged, snapshot.repository.id, remembered)


def identify(
    previous: Look | None, judged: Sequence[Judged], repository: int, remembered: Sequence[Seen] = ()
) -> tuple[Judged, ...]:
    """The same claims, each with an id: that of the claim of the previous look it is, else a new one.

    `judged` is in document order; `repository` is GitHub's id, so that ids differ between repositories.
    `remembered` are claims of our issues: without a previous look they stand for it, beside one they count
    only word for word, like claims that were gone.
    """
    seen = previous.claims if previous else ()
    present = [s for s in seen if s.status != GONE]
    known = {s.id for s in seen}
    asides = [s for s in remembered if s.id not in known]
    found = _recognised(present, judged)
    found |= _of_the_rest(found, judged, [*(s for s in seen if s.status == GONE), *asides], _returned)
    if previous is None:
        left = [s for s in asides if s.status != GONE and s.id not in found.values()]
        found |= _of_the_rest(found, judged, left, _resembling)
    return _named(judged, found, repository, known | {s.id for s in asides})


def _named(
    judged: Sequence[Judged], found: Mapping[int, str], repository: int, taken: set[str]
) -> tuple[Judged, ...]:
    taken = set(taken)
    named = []
    for place, item in enumerate(judged):
        known = found.get(place) or _new_id(repository, item, taken)
        taken.add(known)
        named.append(replace(item, id=known))
    return tuple(named)


def _remembered(snapshot: Snapshot) -> tuple[Seen, ...]:
    """What our issues tell of their claims, one per fingerprint; of a closed one as of something gone."""
    found: dict[str, Seen] = {}
    for issue in snapshot.posted.issues:
        memory = remembered_in(issue.body)
        if memory is not None and memory.seen.id == issue.fingerprint:
            seen = memory.seen if issue.open else replace(memory.seen, status=GONE)
            found.setdefault(issue.fingerprint, seen)
    return tuple(found.values())


def _of_the_rest(
    found: Mapping[int, str],
    judged: Sequence[Judged],
    seen: Sequence[Seen],
    match: Callable[[Sequence[Seen], Sequence[Judged]], dict[int, str]],
) -> dict[int, str]:
    """Match what has no id yet; places are those of the whole."""
    left = [place for place in range(len(judged)) if place not in found]
    more = match(seen, [judged[place] for place in left])
    return {left[place]: known for place, known in more.items()}


def _recognised(seen: Sequence[Seen], judged: Sequence[Judged]) -> dict[int, str]:
    names = renamed(
        ((s.path, (s.kind, words(s.subject), shape(s.text))) for s in seen),
        ((j.path, (j.claim.kind, words(j.claim.subject), shape(j.claim.text))) for j in judged),
    )
    return _loosening(Match(traits(seen, names), traits(judged, {})))


def _resembling(seen: Sequence[Seen], judged: Sequence[Judged]) -> dict[int, str]:
    """Single claims, whose neighbours are not known."""
    return _loosening(_side_by_side(seen, judged))


def _returned(seen: Sequence[Seen], judged: Sequence[Judged]) -> dict[int, str]:
    """Claims that were missing for a while, word for word the same."""
    match = _side_by_side(seen, judged)
    match.by(IN_PLACE)
    match.by(SUREST_FIRST[0])
    match.by(SUREST_FIRST[2])
    return match.found


def _side_by_side(seen: Sequence[Seen], judged: Sequence[Judged]) -> Match:
    return Match(alone(traits(seen, {})), alone(traits(judged, {})))


def _loosening(match: Match) -> dict[int, str]:
    for key in SUREST_FIRST:
        match.by(key)
    match.by(ANYWHERE)
    for key in SAME_STATEMENT:
        match.by_wording(key)
    match.by_renaming()
    return match.found


def _new_id(repository: int, item: Judged, taken: set[str]) -> str:
    """Twelve characters of a hash over what the claim is now; the next ordinal where they are taken."""
    claim = item.claim
    basis = "\x1f".join((str(repository), item.path, claim.kind, claim.subject, *claim.headings, claim.text))
    ordinal = 0
    while True:
        digest = hashlib.sha256(f"{basis}\x1f{ordinal}".encode(errors="surrogatepass")).digest()
        known = b32encode(digest).decode().lower()[:_ID_LENGTH]
        if known not in taken:
            return known
        ordinal += 1
