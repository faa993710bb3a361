"""A stamp that is older than the work the document speaks of."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found, places
from parsers.contradictions.dates import Stretch, days_in, stamps
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


def stale(case: Case) -> Iterator[Contradiction]:
    """Certain where a word of completion stands right before the later date; never for dates that lie ahead."""
    dated = stamps(case.study)
    if not dated:
        return
    newest = max(dated, key=lambda one: (one[1].last, one[0].line))
    stamp, at = newest
    later = [one for one in _work(case) if one[1].first > at.last + _ONE_DAY and one[0] != stamp.line]
    if not later:
        return
    line, day, _ = max(later, key=lambda one: one[1].first)
    lines = [one[0] for one in later][:_MOST]
    words = f"Line {stamp.line} dates the document {at.text}; it speaks of work done on {day.text} ({places(lines)})"
    if any(sure for _, _, sure in later) and line:
        yield found("stale", "certain", [stamp.line, *lines], f"{words}.")
    else:
        yield found("stale", "question", [stamp.line, *lines], f"{words}: is the date still right?")


def _work(case: Case) -> Iterator[tuple[int, Stretch, bool]]:
    """Dates in the past of `today` on lines that say something is done, and whether the date is the completion's own."""
    for line, claims in case.study.by_line.items():
        text = case.study.outline.text(line)
        done = any(isinstance(c.value, State) and c.value.state == "done" and not c.inherited for c in claims)
        if not done or _AHEAD.search(text) or case.study.planned(line):
            continue
        for start, day in days_in(text):
            if day.last <= case.today + _ONE_DAY:
                yield line, day, bool(_FINISHED_ON.search(text[:start]))
