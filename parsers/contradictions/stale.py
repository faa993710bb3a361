"""A stamp that is older than the work the document speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found, places
from parsers.contradictions.date_order import CREATED, UPDATED
from parsers.contradictions.dates import Stretch, days_in
from parsers.model import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.model import Contradiction

_FINISHED_ON = re.compile(
    r"(?:\b(?:complete|completed|done|finished|fixed|merged|released|resolved|deployed|shipped|implemented|closed|landed"
    r"|delivered|added|updated|verified|abgeschlossen|erledigt|terminée?|completad[oa]|concluíd[oa]|completat[oă]?)\b"
    r"|[✅✔☑]|完成|完了|완료)[^.;]{0,24}$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:due|target|planned|plan|eta|deadline|by|until|before|expected|scheduled|next|will|goal|milestone|expires?|release)\b"
    r"|\bvon\b|\bbis\b|计划|予定|예정",
    re.IGNORECASE,
)
_ONE_DAY = timedelta(days=1)
_MOST = 5
_NEAR = 60


def stale(case: Case) -> Iterator[Contradiction]:
    """Certain where a word of completion stands before the later date; never for dates ahead."""
    if not case.study.stamps:
        return
    stamp, at = max(case.study.stamps, key=lambda one: (one[1].last, one[0].line))
    label = case.study.outline.text(stamp.line)
    if CREATED.search(label) and not UPDATED.search(label):
        return
    later = [work for work in _work(case) if work.day.first > at.last + _ONE_DAY and work.line != stamp.line]
    if later:
        last = max(later, key=lambda work: work.day.first)
        lines = [work.line for work in later][:_MOST]
        words = (
            f"Line {stamp.line} dates the document {at.text}; "
            f"it speaks of work done on {last.day.text} ({places(lines)})"
        )
        sure = bool(UPDATED.search(label)) and any(work.sure for work in later)
        ask = "" if sure else "is the date still right?"
        yield found("stale", [stamp.line, *lines], words, ask)


@dataclass(frozen=True, slots=True)
class _Work:
    """A date on a line that says something is done; sure where the date is that of the completion."""

    line: int
    day: Stretch
    sure: bool


def _work(case: Case) -> Iterator[_Work]:
    """Dates up to today on lines that say something is done."""
    for line, claims in case.study.by_line.items():
        text = case.study.outline.text(line)
        done = any(isinstance(c.value, State) and c.value.state == "done" and not c.inherited for c in claims)
        if not done or _AHEAD.search(text) or case.study.planned(line):
            continue
        for start, day in days_in(text):
            if day.last <= case.today + _ONE_DAY:
                yield _Work(line, day, bool(_FINISHED_ON.search(text[max(0, start - _NEAR) : start])))
