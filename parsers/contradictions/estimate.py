"""One task with two efforts that have no amount of work in common."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.names import Key, is_generic, task
from parsers.vocabulary import icons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.contradictions.case import Study
    from parsers.contradictions.outline import Outline
    from parsers.model import Contradiction

_UNITS = {"min": (1 / 60, 1 / 60), "h": (1, 1), "d": (6, 24), "w": (30, 168), "m": (120, 744)}
"""Hours in a unit, from a short working day, week or month to a whole one of the calendar."""
_UNIT = r"(min(?:ute)?s?|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|stunden?|tage?n?|wochen?|heures?|jours?|semaines?|horas?|d[ií]as?|semanas?)"
_DURATION = rf"[~≈]?\s?(\d{{1,3}}(?:\.\d)?)\s?(?:(?:-|–|to|bis|à)\s?(\d{{1,3}}(?:\.\d)?))?\s?{_UNIT}\b"
_IN_BRACKETS = re.compile(
    rf"\((?:est\.?:?\s|estimated:?\s|effort:?\s)?{_DURATION}\)|\s[-–—]\s{_DURATION}\s*$", re.IGNORECASE
)
_LABELLED = re.compile(
    rf"^[\s*_>•-]*(?:estimated )?(?:effort|estimate|aufwand|effort estimé|esfuerzo|esforço)(?: estimate)?[\s*_]*[:：][\s*_]*{_DURATION}[\s*_.]*$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^\s*(?:#{1,6}\s+)?(?:[-*+•●]\s+)?(?:\[[ xX]\]\s+)?(?:\d{1,3}[.):]\s+)?")
_SPLIT = re.compile(r"\s[-–—]\s|[:：(（]")


@dataclass(frozen=True, slots=True)
class Effort:
    """An effort as written, with the fewest and the most hours it can mean."""

    line: int
    name: str
    text: str
    low: float
    high: float
    unit: str
    amount: tuple[float, float]

    def meets(self, other: Effort) -> bool:
        """Whether some amount of work is both; in one unit the amounts decide, else the widest reading of each."""
        if self.unit == other.unit:
            return self.amount[0] <= other.amount[1] and other.amount[0] <= self.amount[1]
        return self.low <= other.high and other.low <= self.high


def estimate(case: Case) -> Iterator[Contradiction]:
    """Efforts in brackets behind a task's name, or on an effort line below it, by the task's words without its verb."""
    tasks: dict[Key, list[Effort]] = defaultdict(list)
    for effort in _efforts(case.study):
        name = task(effort.name)
        if len(name) > 1 and not is_generic(effort.name):
            tasks[name].append(effort)
    for efforts in tasks.values():
        first = efforts[0]
        other = next((one for one in efforts[1:] if not one.meets(first)), None)
        if other and len({e.text for e in efforts}) == 2:
            text = (
                f"{first.name} takes {first.text} on line {first.line} and {other.text} on line {other.line}"
            )
            same = first.name.casefold() == other.name.casefold()
            grade = "certain" if same and not case.study.outline.role(first.line) == "text" else "question"
            end = "." if grade == "certain" else ": is it one task?"
            yield found(
                "estimate",
                "certain" if grade == "certain" else "question",
                [first.line, other.line],
                text + end,
            )


def _efforts(study: Study) -> Iterator[Effort]:
    outline = study.outline
    for line, role in enumerate(outline.roles, 1):
        if role in {"skipped", "rule", "row"}:
            continue
        text = outline.text(line)
        labelled = _LABELLED.match(text)
        if labelled:
            owner = outline.parent(line)
            if owner:
                yield _effort(line, _name(outline, owner), labelled.groups())
        elif role in {"item", "heading"}:
            found_brackets = [m for m in _IN_BRACKETS.finditer(text)]
            if len(found_brackets) == 1:
                groups = found_brackets[0].groups()
                yield _effort(line, _name(outline, line), groups[:3] if groups[0] else groups[3:])


def _name(outline: Outline, line: int) -> str:
    text = icons.PICTURE.sub("", outline.text(line)).replace("*", "").replace("`", "")
    return _SPLIT.split(_TITLE.sub("", text), maxsplit=1)[0].strip()[:80]


def _effort(line: int, name: str, parts: tuple[str | None, ...]) -> Effort:
    low, high = float(parts[0] or 0), float(parts[1] or parts[0] or 0)
    unit = _unit(parts[2] or "")
    shortest, longest = _UNITS[unit]
    spoken = f"{parts[0]}{f'–{parts[1]}' if parts[1] else ''} {parts[2]}"
    return Effort(line, name, spoken, low * shortest, high * longest, unit, (low, high))


def _unit(word: str) -> str:
    word = word.lower()
    if word.startswith("min"):
        return "min"
    if word.startswith("month"):
        return "m"
    if word[0] in "w" or word.startswith("sem"):
        return "w"
    return "d" if word.startswith(("d", "t", "j")) else "h"
