"""The one comment of a pull request: verdict first, the worst rows next, one line when all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.inert import inert
from bot.markers import COMMENT, said_in, said_line
from bot.messages.tables import (
    BODY_LIMIT,
    DRIFT_HEAD,
    MOST_ROWS,
    alike,
    drift_rows,
    fitting,
    folded,
    place,
    short,
    sources,
    table,
)
from bot.messages.words import counted, found, ledger, remedy, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.snapshot import Snapshot
    from bot.verdicts import Judged

_SENTENCE = 200
_SETTLED = "Settled: "


def comment_body(snapshot: Snapshot, judged: Sequence[Judged]) -> str:
    """The comment, marker and all: the drift of these claims, or one line where there is none."""
    drifted = [item for item in judged if item.verdict.status == "drifted"]
    drifted.sort(key=lambda item: (item.verdict.direction == "under", not item.touched))
    unanswered = _unanswered(snapshot, judged)
    if drifted or unanswered:
        return _standing(snapshot, judged, drifted, unanswered)
    if snapshot.policy.pull_requests.comment == "always":
        return f"{COMMENT}\nNothing disagrees at {short(snapshot.head_sha)}.\n\n{_below(snapshot, judged)}"
    return f"{COMMENT}\n{_settled(snapshot, judged)}"


def _standing(
    snapshot: Snapshot, judged: Sequence[Judged], drifted: Sequence[Judged], unanswered: Sequence[Judged]
) -> str:
    """What disagrees, and what did and could not be measured again: no evidence is never a pass."""
    said = said_line(item.id for item in (*drifted, *unanswered))
    open_still = f"{counted(len(unanswered), 'claim')} that did not agree could not be checked"
    if drifted:
        verdict = f"**{headline(snapshot, judged, drifted)}**{_changed_here(drifted)}"
        notes = [f"{open_still} at this commit."] if unanswered else []
    else:
        verdict, notes = f"**{open_still} at {short(snapshot.head_sha)}.**", []
    above = "\n".join(filter(None, (COMMENT, said, verdict)))
    below = "\n\n".join((*notes, _below(snapshot, judged)))
    budget = BODY_LIMIT - len(above) - len(below) - 1000
    rows = details(snapshot, drifted, budget) if drifted else drift_tables(snapshot, unanswered, budget)
    return "\n\n".join((above, *rows, below))


def _unanswered(snapshot: Snapshot, judged: Sequence[Judged]) -> list[Judged]:
    """Claims our comment says disagree, of which nothing is known now."""
    ours = snapshot.posted.comments
    said = said_in(ours[0].body) if ours else frozenset()
    return [item for item in judged if item.id in said and item.verdict.status in ("unproven", "pending")]


def is_folded(body: str) -> bool:
    """Whether a comment of ours already says that nothing disagrees."""
    return body.removeprefix(COMMENT).strip().startswith(_SETTLED)


def _changed_here(drifted: Sequence[Judged]) -> str:
    """How much of it stands on lines of this pull request; needless where only one line is shown."""
    here = sum(item.touched for item in drifted)
    if not here or len(drifted) == 1:
        return ""
    which = "All of them are" if here == len(drifted) else "1 is" if here == 1 else f"{here} are"
    return f" {which} on lines this pull request changes."


def headline(snapshot: Snapshot, judged: Sequence[Judged], drifted: Sequence[Judged]) -> str:
    """The verdict in one sentence: the one drift itself, or how many there are."""
    if len(drifted) > 1:
        many = f"{len(drifted)} of {counted(len(judged), 'claim')} no longer agree"
        return f"{many} with what was measured at {short(snapshot.head_sha)}."
    [item] = drifted
    where = place(snapshot.repository, item.path, item.claim.line, snapshot.head_sha)
    commit = item.verdict.evidence[0].commit if item.verdict.evidence else snapshot.head_sha
    said = f"says {inert(sentence(item.claim), _SENTENCE)}; {inert(found(item), _SENTENCE)}"
    once = " It was so when the line was written." if item.verdict.aged else ""
    return f"{where} {said} at {short(commit)}.{once}"


def details(snapshot: Snapshot, drifted: Sequence[Judged], budget: int) -> list[str]:
    """What the headline leaves to say: the evidence of a single drift, else the rows.

    A table of one row would say the headline twice, and on a phone be the harder one to read.
    """
    if len(drifted) > 1:
        return drift_tables(snapshot, drifted, budget)
    shown = sources(snapshot, drifted[0].verdict)
    return [f"Evidence: {shown}."] if shown else []


def drift_tables(snapshot: Snapshot, drifted: Sequence[Judged], budget: int) -> list[str]:
    """The worst rows as a table and the rest folded, together within `budget` characters."""
    groups = alike(drifted)
    rows = fitting(drift_rows(snapshot, groups), budget)
    first, rest = rows[:MOST_ROWS], rows[MOST_ROWS:]
    parts = [table(DRIFT_HEAD, first)]
    more = sum(map(len, groups[len(first) :]))
    if more:
        unseen = sum(map(len, groups[len(rows) :]))
        left = f"\n\nAnd {unseen} more." if unseen else ""
        parts.append(folded(f"{more} more", table(DRIFT_HEAD, rest) + left))
    return parts


def _below(snapshot: Snapshot, judged: Sequence[Judged]) -> str:
    read = ledger(len(snapshot.documents), judged)
    advice = remedy(judged)
    return f"{read}\n\n{advice}" if advice else read


def _settled(snapshot: Snapshot, judged: Sequence[Judged]) -> str:
    commit = short(snapshot.head_sha)
    unproven = sum(item.verdict.status != "holds" for item in judged)
    if judged and not unproven:
        if len(judged) == 1:
            return f"{_SETTLED}the claim and what was measured agree again at {commit}."
        whole = "both" if len(judged) == 2 else f"all {len(judged)}"
        return f"{_SETTLED}{whole} claims agree again with what was measured at {commit}."
    rest = f"; {unproven} of {counted(len(judged), 'claim')} could not be checked" if unproven else ""
    return f"{_SETTLED}nothing disagrees any more at {commit}{rest}."
