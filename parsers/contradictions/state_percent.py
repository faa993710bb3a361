"""A state that its own percent denies: done under 100 %, not started over 0 %."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found
from parsers.contradictions.names import Key, is_generic, key, meanings
from parsers.contradictions.written import said
from parsers.model import Claim, Contradiction, Progress, State
from parsers.vocabulary import icons
from parsers.vocabulary.concepts import Concept

if TYPE_CHECKING:
    from collections.abc import Iterator

_FINISHED = re.compile(
    r"\b(?:complete|completed|done|finished|fertig|erledigt|abgeschlossen|terminée?|complétée?|completad[oa]|terminad[oa]"
    r"|concluíd[oa]|completat[oă]?|completato|finalizat|готово|завершен\w?|выполнен\w?)\b|完成|完了|완료",
    re.IGNORECASE,
)
"""Words that leave nothing to do; "ready" or "deployed" may be true of a thing 90 % complete."""
_UNSTARTED = re.compile(
    r"\b(?:not (?:yet )?started|unstarted|not begun|nicht (?:begonnen|gestartet|angefangen)"
    r"|(?:pas|non) commencée?|(?:no|sin) (?:iniciad[oa]|empezar|comenzar)|não iniciad[oa]|non iniziat[oa]"
    r"|neînceput[ăe]?|не начат\w?)\b"
    r"|未开始|未開始|未着手|미착수|시작 ?전",
    re.IGNORECASE,
)
_PERCENT_WORDS = re.compile(r"\d\s?%[\s*]*(?:[\w&/-]+\s){0,2}[\w-]*")
"""A percent with the words that belong to it: "75 % infrastructure complete"."""
_CHANGE = re.compile(r"→|->|=>")
_USUAL = 3
_LONGEST = 200
_BOX = re.compile(r"\[[xX✅✓✔]\]")


def state_percent(case: Case) -> Iterator[Contradiction]:
    """On one line; else between two lines that name the same thing, neither a part of the other."""
    told: set[Key] = set()
    usual = _usual(case)
    for line, claims in case.study.by_line.items():
        percents = [c for c in claims if isinstance(c.value, Progress)]
        states = [c for c in claims if isinstance(c.value, State) and not c.inherited]
        if len(percents) != 1 or _of_coverage(case, line):
            continue
        for state in states:
            if key(state.subject) == key(percents[0].subject):
                for one in _same_line(case, usual, percents[0], state):
                    told.add(key(state.subject))
                    yield one
    yield from _same_name(case, told)


def _of_coverage(case: Case, line: int) -> bool:
    """Whether the percent may be one of coverage, or the end of a change: a tick then says "good enough"."""
    outline = case.study.outline
    around = " ".join(outline.text(one)[:_LONGEST] for one in (line, *outline.ancestors(line)))
    return bool(meanings(around) & Concept.COVERAGE) or bool(_CHANGE.search(outline.text(line)))


def _same_line(case: Case, usual: set[int], progress: Claim, state: Claim) -> Iterator[Contradiction]:
    line, percent = state.line, _percent(progress)
    text = case.study.outline.text(line)
    name = state.subject or "it"
    if (
        state.value == State("done")
        and percent < 100
        and (_marked(text) or meanings(_bare(text)) & Concept.DONE)
    ):
        sure = _marked(text) and not progress.approx and case.study.table_of.get(line) not in usual
        words = f"Line {line} marks {name} as done and says {said(percent)} %"
        yield found("state-percent", [line], words, "" if sure else "which is meant?")
    elif state.value == State("todo") and percent > 0 and _UNSTARTED.search(text):
        words = f"Line {line} says {name} is not started and {said(percent)} % complete"
        yield found("state-percent", [line], words, "which is meant?" if progress.approx else "")


def _usual(case: Case) -> set[int]:
    """Tables that tick off row after row below 100 %: there a tick says "good enough"."""
    ticked: Counter[int] = Counter()
    for line, table in case.study.table_of.items():
        claims = case.study.by_line.get(line, ())
        short = any(isinstance(c.value, Progress) and c.value.percent < 100 for c in claims)
        in_words = _FINISHED.search(_bare(case.study.outline.text(line)))
        ticked[table] += short and not in_words and any(c.value == State("done") for c in claims)
    return {table for table, rows in ticked.items() if rows >= _USUAL}


def _percent(claim: Claim) -> float:
    return claim.value.percent if isinstance(claim.value, Progress) else 100.0


def _bare(text: str) -> str:
    """The line without its percents and the words that belong to them."""
    return _PERCENT_WORDS.sub(" ", text)


def _marked(text: str) -> bool:
    """Whether the line itself bears a mark or word of completion that is not the percent's own word."""
    rest = _bare(text)
    return bool(any(sign in icons.DONE for sign in rest) or _BOX.search(rest) or _FINISHED.search(rest))


def _same_name(case: Case, told: set[Key]) -> Iterator[Contradiction]:
    """Done in words on one line, a percent below 100 on another."""
    study = case.study
    percents: dict[Key, list[Claim]] = {}
    for claim in study.claims:
        if isinstance(claim.value, Progress) and not claim.approx and study.present(claim):
            percents.setdefault(key(claim.subject), []).append(claim)
    for claim in study.claims:
        name = key(claim.subject)
        others = percents.get(name, ())
        if claim.value != State("done") or claim.inherited or len(others) != 1 or name in told:
            continue
        if is_generic(claim.subject) or not study.present(claim) or not _denied(case, claim.line, others[0]):
            continue
        told.add(name)
        words = (
            f"Line {claim.line} says {claim.subject} is done; "
            f"line {others[0].line} says {said(_percent(others[0]))} %"
        )
        yield found("state-percent", [claim.line, others[0].line], words)


def _denied(case: Case, line: int, progress: Claim) -> bool:
    """Whether the line says done in words and the progress, no part of it, stands alone."""
    text = _bare(case.study.outline.text(line))
    near = case.study.by_line[progress.line]
    # a state of its own beside the progress that is not done: then states disagree, not the percent
    on_the_way = any(isinstance(c.value, State) and c.value.state != "done" for c in near)
    nested = _nested(case, line, progress.line) or line == progress.line
    return _percent(progress) < 100 and bool(_FINISHED.search(text)) and not on_the_way and not nested


def _nested(case: Case, one: int, other: int) -> bool:
    """Whether one line stands under the other: a part or an aspect of it ("Implementation complete")."""
    last = case.study.outline.last
    return one < other <= last(one) or other < one <= last(other)
