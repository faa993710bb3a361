"""Give every claim the id it had before, and a new one only to what was never seen."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.identity.looks import GONE
from bot.identity.matching import ANYWHERE, SAME_STATEMENT, SUREST_FIRST, Match, renamed
from bot.identity.remembered import remembered_in
from bot.identity.traits import shape, traits, words
from bot.looks import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.looks import Seen
    from bot.snapshot import Snapshot
    from bot.verdicts import Judged

_ID_LENGTH = 12


def identified(snapshot: Snapshot, judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """The judged claims of a snapshot with their ids: by its previous look and what our issues remember."""
    return identify(_last_look(snapshot), judged, snapshot.repository.id)


def identify(previous: Look | None, judged: Sequence[Judged], repository: int) -> tuple[Judged, ...]:
    """The same claims, each with an id: that of the claim of the previous look it is, else a new one.

    `judged` is in document order; `repository` is GitHub's id, so that ids differ between repositories.
    """
    seen = previous.claims if previous else ()
    found = _recognised([s for s in seen if s.status != GONE], judged)
    left = [place for place in range(len(judged)) if place not in found]
    returned = _returned([s for s in seen if s.status == GONE], [judged[place] for place in left])
    found |= {left[place]: known for place, known in returned.items()}
    taken = {s.id for s in seen}
    named = []
    for place, item in enumerate(judged):
        known = found.get(place) or _new_id(repository, item, taken)
        taken.add(known)
        named.append(replace(item, id=known))
    return tuple(named)


def _last_look(snapshot: Snapshot) -> Look | None:
    previous = snapshot.previous
    if not snapshot.on_default_branch:
        return previous
    known = {seen.id for seen in previous.claims} if previous else set()
    # With a ledger an open issue it knows nothing of tells of the past; without one it is all there is.
    remembered = tuple(
        memory.seen if issue.open and previous is None else replace(memory.seen, status=GONE)
        for issue in snapshot.posted.issues
        if (memory := remembered_in(issue.body)) is not None
        and memory.seen.id == issue.fingerprint
        and memory.seen.id not in known
    )
    if previous is None:
        return Look(snapshot.head_sha, snapshot.taken_at, settled=False, claims=remembered)
    return replace(previous, claims=previous.claims + remembered)


def _recognised(seen: Sequence[Seen], judged: Sequence[Judged]) -> dict[int, str]:
    names = renamed(
        ((s.path, (s.kind, words(s.subject), shape(s.text))) for s in seen),
        ((j.path, (j.claim.kind, words(j.claim.subject), shape(j.claim.text))) for j in judged),
    )
    match = Match(traits(seen, names), traits(judged, {}))
    for key in SUREST_FIRST:
        match.by(key)
    match.by(ANYWHERE)
    match.by_renaming()
    for key in SAME_STATEMENT:
        match.by_wording(key)
    return match.found


def _returned(seen: Sequence[Seen], judged: Sequence[Judged]) -> dict[int, str]:
    """Claims that were missing for a while, word for word the same."""
    match = Match(traits(seen, {}), traits(judged, {}))
    match.by(SUREST_FIRST[0])
    match.by(SUREST_FIRST[2])
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
