"""What a rule looks at: one document with its outline, the same names in every document, and the day it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from parsers.contradictions.names import says
from parsers.contradictions.outline import Outline
from parsers.model import Claim, Contradiction, Document
from parsers.vocabulary import HISTORY, PLAN, STOP, icons

Grade = Literal["certain", "question"]


class Study:
    """One document, with what several rules ask of it worked out once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.path = document.path
        self.claims = document.claims

    @cached_property
    def outline(self) -> Outline:
        return Outline(self.document.lines)

    @cached_property
    def by_line(self) -> Mapping[int, Sequence[Claim]]:
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.line].append(claim)
        return found

    @cached_property
    def by_parent(self) -> Mapping[int, Sequence[Claim]]:
        """Claims by the line that governs theirs."""
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[self.outline.parent(claim.line)].append(claim)
        return found

    @cached_property
    def _marks(self) -> dict[int, tuple[bool, bool]]:
        return {0: (False, False)}

    def _mark(self, line: int) -> tuple[bool, bool]:
        """Whether the line stands in a plan and in a history."""
        known = self._marks.get(line)
        if known is None:
            chain = []
            while line not in self._marks:
                chain.append(line)
                line = self.outline.parent(line)
            known = self._marks[line]
            for inner in reversed(chain):
                known = self._add(inner, known)
                self._marks[inner] = known
        return known

    def _add(self, line: int, outer: tuple[bool, bool]) -> tuple[bool, bool]:
        if self.outline.role(line) not in {"heading", "lead"}:
            return outer
        words = icons.PICTURE.sub(" ", self.outline.text(line)).replace("(", " ").replace(")", " ")
        return outer[0] or says(words, PLAN | STOP), outer[1] or says(words, HISTORY)

    def planned(self, line: int) -> bool:
        """Whether a line stands under goals, next steps, a plan or the like."""
        return self._mark(line)[0]

    def past(self, line: int) -> bool:
        """Whether a line stands under a change log or a history."""
        return self._mark(line)[1]

    def present(self, claim: Claim) -> bool:
        """Whether a claim speaks of now: neither a plan nor a history."""
        return not (self.planned(claim.line) or self.past(claim.line))


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is given: the document to judge, all documents in the order of their paths, and today."""

    study: Study
    all: tuple[Study, ...]
    today: date


Rule = Callable[[Case], Iterator[Contradiction]]


def found(rule: str, grade: Grade, lines: Sequence[int], message: str) -> Contradiction:
    """A contradiction with its lines in order, each once."""
    return Contradiction(rule, grade, tuple(sorted({*lines})), message)


def places(lines: Sequence[int]) -> str:
    """Lines for a message: "line 4", "lines 4 and 9", "lines 4–9" where they follow each other."""
    ordered = sorted({*lines})
    if len(ordered) == 1:
        return f"line {ordered[0]}"
    if ordered[-1] - ordered[0] == len(ordered) - 1 and len(ordered) > 2:
        return f"lines {ordered[0]}–{ordered[-1]}"
    if len(ordered) > 5:
        return f"{len(ordered)} lines from {ordered[0]} to {ordered[-1]}"
    return f"lines {', '.join(map(str, ordered[:-1]))} and {ordered[-1]}"
