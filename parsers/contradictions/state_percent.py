"""A state that its own percent denies: done under 100 %, not started over 0 %."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.names import is_generic, key
from parsers.contradictions.written import said
from parsers.model import Claim, Contradiction, Progress, State
from parsers.vocabulary import icons

if TYPE_CHECKING:
    from collections.abc import Iterator

_FINISHED = re.compile(
    r"\b(?:complete|completed|done|finished|fertig|erledigt|abgeschlossen|terminée?|complétée?|completad[oa]|terminad[oa]"
    r"|concluíd[oa]|completat[oă]?|completato|finalizat|готово|завершен\w?|выполнен\w?)\b|完成|完了|완료",
    re.IGNORECASE,
)
"""Words that leave nothing to do; "ready", "working" or "deployed" may be true of a thing that is 90 % complete."""
_UNSTARTED = re.compile(
    r"\b(?:not (?:yet )?started|unstarted|not begun|nicht (?:begonnen|gestartet|angefangen)|(?:pas|non) commencée?"
    r"|(?:no|sin) (?:iniciad[oa]|empezar|comenzar)|não iniciad[oa]|non iniziat[oa]|neînceput[ăe]?|не начат\w?)\b"
    r"|未开始|未開始|未着手|미착수|시작 ?전",
    re.IGNORECASE,
)
_PERCENT_WORDS = re.compile(r"\d\s?%\s?(?:\*\*\s?)?[\w-]*", re.IGNORECASE)
_BOX = re.compile(r"\[[xX✅✓✔]\]")


def state_percent(case: Case) -> Iterator[Contradiction]:
    """On one line; else between two lines that name the same thing, neither a part of the other."""
    told = set()
    for line, claims in case.study.by_line.items():
        percents = [c for c in claims if isinstance(c.value, Progress)]
        states = [c for c in claims if isinstance(c.value, State) and not c.inherited]
        if len(percents) != 1 or not states:
            continue
        for state in states:
            if key(state.subject) == key(percents[0].subject):
                for one in _same_line(case, line, percents[0], state):
                    told.add(key(state.subject))
                    yield one
    yield from _same_name(case, told)


def _same_line(case: Case, line: int, progress: Claim, state: Claim) -> Iterator[Contradiction]:
    if not isinstance(progress.value, Progress) or not isinstance(state.value, State):  # pragma: no cover
        return
    percent, text = progress.value.percent, case.study.outline.text(line)
    if state.value.state == "done" and percent < 100:
        certain = _marked(text) and not progress.approx
        words = f"Line {line} marks {state.subject or 'it'} as done and says {said(percent)} %."
        yield _graded([line], words, certain=certain)
    elif state.value.state == "todo" and percent > 0 and _UNSTARTED.search(text):
        words = f"Line {line} says {state.subject or 'it'} is not started and {said(percent)} % complete."
        yield _graded([line], words, certain=not progress.approx)


def _marked(text: str) -> bool:
    """Whether the line itself bears a mark or word of completion that is not the percent's own word."""
    rest = _PERCENT_WORDS.sub(" ", text)
    return bool(any(sign in icons.DONE for sign in rest) or _BOX.search(rest) or _FINISHED.search(rest))


def _graded(lines: list[int], words: str, *, certain: bool) -> Contradiction:
    if certain:
        return found("state-percent", "certain", lines, words)
    return found("state-percent", "question", lines, f"{words[:-1]}: which is meant?")


def _same_name(case: Case, told: set[tuple[str, ...]]) -> Iterator[Contradiction]:
    """Done in words on one line, a percent below 100 on another."""
    study = case.study
    percents: dict[tuple[str, ...], list[Claim]] = {}
    for claim in study.claims:
        if isinstance(claim.value, Progress) and not claim.approx and study.present(claim):
            percents.setdefault(key(claim.subject), []).append(claim)
    for claim in study.claims:
        if not isinstance(claim.value, State) or claim.value.state != "done" or claim.inherited:
            continue
        others = percents.get(key(claim.subject), []) if key(claim.subject) not in told else []
        short = [o for o in others if isinstance(o.value, Progress) and o.value.percent < 100]
        if len(others) != 1 or not short or short[0].line == claim.line or is_generic(claim.subject):
            continue
        text = study.outline.text(claim.line)
        if (
            study.present(claim)
            and _FINISHED.search(_PERCENT_WORDS.sub(" ", text))
            and not _on_the_way(case, short[0])
        ):
            yield _two_lines(claim, short[0])


def _on_the_way(case: Case, progress: Claim) -> bool:
    """Whether the progress stands beside a state of its own that is not done: then states disagree, not the percent."""
    near = case.study.by_line[progress.line]
    return any(isinstance(c.value, State) and c.value.state != "done" for c in near)


def _two_lines(state: Claim, progress: Claim) -> Contradiction:
    percent = progress.value.percent if isinstance(progress.value, Progress) else 0
    words = f"Line {state.line} says {state.subject} is done; line {progress.line} says {said(percent)} %."
    return found("state-percent", "certain", [state.line, progress.line], words)
