"""One task with two efforts that have no amount of work in common."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.names import Key, is_generic, task
from parsers.contradictions.scope import apart
from parsers.vocabulary import icons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.contradictions.outline import Outline
    from parsers.model import Contradiction

_UNITS = {"min": (1 / 60, 1 / 60), "h": (1.0, 1.0), "d": (6.0, 24.0), "w": (30.0, 168.0), "m": (120.0, 744.0)}
"""Hours in a unit, from a short working day, week or month to a whole one of the calendar."""
_UNIT = (
    r"(min(?:ute)?s?|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|stunden?|tage?n?|wochen?|heures?|jours?|semaines?|horas?"
    r"|d[ií]as?|semanas?)"
)
_DURATION = rf"[~≈]?\s?(\d{{1,3}}(?:\.\d)?)\s?(?:(?:-|–|to|bis|à)\s?(\d{{1,3}}(?:\.\d)?))?\s?{_UNIT}\b"
_BEHIND = re.compile(
    rf"\((?:est\.?:?\s|estimated:?\s|effort:?\s)?{_DURATION}\)|\s[-–—]\s{_DURATION}\s*$", re.IGNORECASE
)
_LABELLED = re.compile(
    r"^[\s*_>•-]*(?:estimated )?(?:effort|estimate|aufwand|effort estimé|esfuerzo|esforço)"
    rf"(?: estimate)?[\s*_]*[:：][\s*_]*{_DURATION}[\s*_.]*$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^\s*(?:#{1,6}\s+)?(?:[-*+•●]\s+)?(?:\[[ xX]\]\s+)?(?:\d{1,3}[.):]\s+)?")
_SPLIT = re.compile(r"\s[-–—]\s|[:：(（]")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Effort:
    """An effort as it is written, of a task, on a line."""

    line: int
    subject: str
    text: str
    unit: str
    least: float
    most: float

    def meets(self, other: Effort) -> bool:
        """Whether some amount of work is both; between two units the widest reading of each decides."""
        mine, theirs = (
            (_UNITS[self.unit], _UNITS[other.unit]) if self.unit != other.unit else ((1, 1), (1, 1))
        )
        return (
            self.least * mine[0] <= other.most * theirs[1] and other.least * theirs[0] <= self.most * mine[1]
        )


def estimate(case: Case) -> Iterator[Contradiction]:
    """Efforts behind a task's name, or on an effort line below it, by the task's words without its verb."""
    tasks: dict[Key, list[Effort]] = defaultdict(list)
    for effort in _efforts(case.study.outline):
        if len(task(effort.subject)) > 1 and not is_generic(effort.subject):
            tasks[task(effort.subject)].append(effort)
    for efforts in tasks.values():
        first = efforts[0]
        other = next((one for one in efforts[1:] if not one.meets(first)), None)
        if other is None or len({one.text for one in efforts}) != 2 or apart(case.study, first, other):
            continue
        words = (
            f"{first.subject} takes {first.text} on line {first.line} and {other.text} on line {other.line}"
        )
        sure = (
            apart(case.study, first, other) is False and first.subject.casefold() == other.subject.casefold()
        )
        yield found("estimate", [first.line, other.line], words, "" if sure else "is it one task?")


def _efforts(outline: Outline) -> Iterator[Effort]:
    for line, role in enumerate(outline.roles, 1):
        if role in {"skipped", "rule", "row"}:
            continue
        text = outline.text(line)
        labelled = _LABELLED.match(text)
        behind = list(_BEHIND.finditer(text)) if role in {"item", "heading"} else []
        if labelled and outline.parent(line):
            yield _effort(line, _name(outline.text(outline.parent(line))), labelled.groups())
        elif len(behind) == 1 and not labelled:
            groups = behind[0].groups()
            yield _effort(line, _name(text), groups[:3] if groups[0] else groups[3:])


def _name(text: str) -> str:
    plain = icons.PICTURE.sub("", text).replace("*", "").replace("`", "")
    return _SPLIT.split(_TITLE.sub("", plain), maxsplit=1)[0].strip()[:_LONGEST_NAME]


def _effort(line: int, name: str, parts: tuple[str | None, ...]) -> Effort:
    least, most, word = parts[0] or "0", parts[1] or parts[0] or "0", parts[2] or ""
    written = f"{least} {word}" if least == most else f"{least}–{most} {word}"
    return Effort(line, name, written, _unit(word.lower()), float(least), float(most))


def _unit(word: str) -> str:
    if word.startswith(("min", "mo")):
        return word[:3] if word[1] == "i" else "m"
    if word.startswith(("w", "sem")):
        return "w"
    return "d" if word[0] in "dtj" else "h"
