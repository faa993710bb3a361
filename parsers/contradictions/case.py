"""What a rule looks at: one document with its outline, the names in all documents, and the day it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from parsers.contradictions.dates import Stretch, stated
from parsers.contradictions.facts import MEASURED, Fact, Name, facts_of
from parsers.contradictions.names import Key, is_all_code, is_on, is_whole, key, says
from parsers.contradictions.outline import Outline
from parsers.contradictions.scope import neutral
from parsers.model import Claim, Contradiction, Coverage, Document, Stamp
from parsers.vocabulary import HISTORY, PLAN, STOP, icons

if TYPE_CHECKING:
    from datetime import date


_OWN_WORDS = re.compile(r"[\s|*_#>-]{0,40}([^\d:：|%*]{2,40}?)[\s*_]{0,4}(?:\s{2}|[:：|%\d]|$)")
_LONGEST = 200
_LONGEST_MESSAGE = 600


class Study:
    """One document, with what several rules ask of it worked out once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.path = document.path
        self.claims = document.claims

    @cached_property
    def outline(self) -> Outline:
        return Outline(self.document.lines)

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @cached_property
    def stamps(self) -> Sequence[tuple[Claim, Stretch]]:
        """The dates the document gives itself."""
        dated = ((claim, claim.value) for claim in self.claims if isinstance(claim.value, Stamp))
        spans = ((claim, stated(stamp.value)) for claim, stamp in dated if stamp.field == "date")
        return [(claim, stretch) for claim, stretch in spans if stretch]

    @cached_property
    def day(self) -> str:
        """The last day the document says it is of; empty where it gives no date."""
        return max((stretch.last.isoformat() for _, stretch in self.stamps), default="")

    @cached_property
    def facts(self) -> Mapping[Name, Sequence[Fact]]:
        """What the document states about now, by what is measured and of which thing."""
        found: dict[Name, list[Fact]] = defaultdict(list)
        for claim in self.claims:
            if isinstance(claim.value, MEASURED) and self.present(claim):
                for fact in facts_of(claim, self.outline.text(claim.line), whole=self.is_whole(claim)):
                    found[fact.name].append(fact)
        return found

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
    def table_of(self) -> Mapping[int, int]:
        """The header's line for each row of a table."""
        return {line: table[0] for table in self.outline.tables for line in table[1:]}

    @cached_property
    def headers(self) -> Mapping[int, tuple[str, ...]]:
        """The cells of each table's header, by its line."""
        return {table[0]: self.outline.cells(table[0]) for table in self.outline.tables}

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

    @cached_property
    def title(self) -> Key:
        """The words of the document's title, its first heading or line."""
        outline = self.outline
        lines = [line for line, role in enumerate(outline.roles, 1) if role not in {"skipped", "rule"}]
        heading = next((line for line in lines if outline.role(line) == "heading"), lines[0] if lines else 0)
        return key(outline.text(heading))

    def is_whole(self, claim: Claim) -> bool:
        """Whether a claim is about everything, by its subject or by the words its own line begins with."""
        if is_whole(claim.subject) or (self.title and key(claim.subject) == self.title):
            return True
        if isinstance(claim.value, Coverage) and is_all_code(claim.subject):
            return self._at_the_top(claim)
        text = self.outline.text(claim.line)[:_LONGEST]
        label = _OWN_WORDS.match(icons.PICTURE.sub("", icons.BAR.sub("", text)))
        return label is not None and is_whole(label[1]) and not is_on(claim.subject, text)

    def _at_the_top(self, claim: Claim) -> bool:
        """Whether nothing above a claim but the document's title names a thing of its own."""
        outline = self.outline
        above = outline.ancestors(claim.line)
        return all(not outline.parent(line) or neutral(outline.text(line)[:_LONGEST]) for line in above)

    def planned(self, line: int) -> bool:
        """Whether a line stands under goals, next steps, a plan or the like."""
        return self._mark(line)[0]

    def past(self, line: int) -> bool:
        """Whether a line stands under a change log or a history."""
        return self._mark(line)[1]

    def present(self, claim: Claim) -> bool:
        """Whether a claim speaks of now: neither a plan nor a history."""
        return not (self.planned(claim.line) or self.past(claim.line))


class Library:
    """All documents in the order of their paths, and which state the same measure of the same thing."""

    def __init__(self, studies: Sequence[Study]) -> None:
        self.studies = tuple(studies)

    @cached_property
    def shared(self) -> Mapping[tuple[str, str, Name], Sequence[tuple[str, Sequence[Fact]]]]:
        """Per folder, date of the document and name: path and facts of each document, by path."""
        found: dict[tuple[str, str, Name], list[tuple[str, Sequence[Fact]]]] = defaultdict(list)
        for study in self.studies:
            for name, group in study.facts.items():
                found[study.folder, study.day, name].append((study.path, group))
        return found


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is given: the document to judge, the names in all documents, and today."""

    study: Study
    library: Library
    today: date


Rule = Callable[[Case], Iterator[Contradiction]]


def found(rule: str, lines: Sequence[int], words: str, ask: str = "") -> Contradiction:
    """A certain contradiction, or a question where there is something to ask; lines in order, each once."""
    words = words if len(words) <= _LONGEST_MESSAGE else f"{words[: _LONGEST_MESSAGE - 1]}…"
    message = f"{words}: {ask}" if ask else f"{words}."
    return Contradiction(rule, "question" if ask else "certain", tuple(sorted({*lines})), message)


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
