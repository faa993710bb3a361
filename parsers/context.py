"""The words around a figure: close before, close after, in its label and column, and whether it is only wished for."""  # noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.sections import code_coverage
from parsers.statements import Statement, mask_code
from parsers.subjects import is_attribute
from parsers.vocabulary import PLAN, Token, bits_of, icons, normal, tokens, words_between
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from parsers.figures import Number

_BREAK = re.compile(r"[,;|•·()\[\]（）]|\s[-–—+]\s|[.!?]\s|，|；|、|→")
_METRICS = {
    "branch": "branches",
    "branches": "branches",
    "function": "functions",
    "functions": "functions",
    "funcs": "functions",
    "func": "functions",
    "statements": "statements",
    "statement": "statements",
    "stmts": "statements",
    "stmt": "statements",
    "methods": "functions",
    "lines": None,
    "line": None,
}
_RAISE = {
    "increase",
    "raise",
    "boost",
    "improve",
    "bring",
    "expand",
    "get",
    "push",
    "lift",
    "grow",
    "erhöhen",
    "augmenter",
    "aumentar",
    "повысить",
    "увеличить",
}
_METRIC = re.compile(r"[a-z]+")
_AFTER_BARE = re.compile(r"[\s)\]*.:,;✅❌🔄🚧⏳⚠🟢🟡🔴🟠✓✗]*(?:$|[-–—|(,;✅❌🔄🚧⏳⚠🟢🟡🔴🟠]|\s{2,})")


@lru_cache(maxsize=1024)
def _label_bits(label: str) -> int:
    return bits_of(tokens(label))


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around one figure of a statement."""

    statement: Statement
    number: Number
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    before_text: str
    after_text: str
    clause: int
    """Meanings of the words before the figure, back to the last figure or sentence."""

    @property
    def about(self) -> bool:
        """Whether a word right before the figure makes it approximate."""
        return bool((bits_of(self.before[-2:]) | bits_of(self.after[-1:])) & C.APPROX)

    @property
    def sentence(self) -> int:
        """Meanings of the words of its sentence before the figure."""
        text = self.statement.text
        begin = max(text.rfind(stop, 0, self.number.start) for stop in (". ", "! ", "? ", "; ", ", "))
        return bits_of(words_between(text, begin + 1, self.number.start))

    @property
    def complete(self) -> bool:
        """Whether a word of completeness stands beside the figure."""
        return bool((bits_of(self.after[:2]) | self.prior | self.label) & C.COMPLETENESS)

    @property
    def near(self) -> int:
        return bits_of(self.after[:5])

    @property
    def prior(self) -> int:
        return bits_of(self.before[-5:])

    @property
    def label(self) -> int:
        statement = self.statement
        if not statement.label or self.number.start < statement.value:
            return 0
        return 0 if "/" in statement.label and " " not in statement.label else _label_bits(statement.label)

    @property
    def of_something(self) -> bool:
        return bool(self.after) and bool(self.after[0][2] & C.LINK)

    @property
    def counted_off(self) -> bool:
        """Whether the number only counts off the noun before it: "Phase 1", "line 452"."""
        if not self.before or not self.before[-1][2] & C.ORDINAL:
            return False
        return self.before_text[self.before[-1][1] :] in {" ", "-", " #"} or not self.before_text[
            self.before[-1][1] :
        ].strip(" #.")

    @property
    def covers(self) -> bool:
        """Whether label, name or column speaks of coverage of code."""
        statement = self.statement
        if "coverage" in statement.columns:
            return True
        return (
            bool(statement.label)
            and self.number.start >= statement.value
            and code_coverage(tokens(statement.label))
        )

    @property
    def metric(self) -> str | None:
        """Which coverage: None for lines, else branches, functions or statements."""
        statement = self.statement
        beside = f"{statement.label} {self.before_text[-30:]} {self.after_text[:20]}"
        words = f"{statement.header} {statement.name}" if statement.header else beside
        return next((_METRICS[w] for w in _METRIC.findall(words.lower()) if _METRICS.get(w)), None)

    @property
    def tests(self) -> bool:
        statement = self.statement
        return bool(
            (self.near | self.prior | self.label | self.clause) & C.TEST
            or statement.section.tests
            or statement.test_table
            or statement.roles & {"tests", "passing", "failing"}
            or _label_bits(statement.owner) & C.TEST
        )

    @property
    def tests_ratio(self) -> bool:
        """Whether a ratio here is one of tests: the line, its column or its owner says so."""
        statement = self.statement
        name = statement.name if len(statement.name) <= 50 else ""
        words = tokens(name)
        named = any(
            w[2] & C.TEST and not (i + 1 < len(words) and words[i + 1][2] & (C.NOT_CASES | C.LINK))
            for i, w in enumerate(words)
        )
        if statement.name and any(
            w[2] & C.NOT_CASES or (w[2] & C.GENERIC and not w[2] & C.TEST) for w in words[:1]
        ):
            named = False
        said = self.near | self.prior | self.label
        if any(
            w[2] & C.TEST and i + 1 < len(self.after) and self.after[i + 1][2] & C.NOT_CASES
            for i, w in enumerate(self.after)
        ):
            return False
        return bool(
            said & C.TEST
            or (said & C.RATE and said & C.PASS)
            or named
            or statement.columns & {"tests", "passing", "rate"}
            or statement.test_table
            or statement.roles & {"tests", "passing", "rate"}
            or (statement.section.tests and self.unitless)
        ) or bool(
            not statement.name
            and _label_bits(statement.owner) & C.TEST
            and not _label_bits(statement.owner) & C.NOT_CASES
        )

    @property
    def unitless(self) -> bool:
        """Whether no noun after the figure names a unit of its own."""
        known = C.PASS | C.FAIL | C.SKIP | C.DONE | C.TEST | C.LINK | C.COMPLETENESS | C.ADVERB | C.COPULA
        return (
            not self.after
            or bool(self.after[0][2] & known)
            or bool(self.after_text[: self.after[0][0]].strip(" *`"))
        )

    @property
    def bare(self) -> bool:
        """Whether the figure stands straight after a subject, with nothing said of it."""
        statement = self.statement
        if not _AFTER_BARE.match(self.after_text) and self.after_text.strip(" \t)]*.:"):
            return False
        if statement.block.role == "text" and not (
            statement.label
            and (statement.section.progress or statement.section.coverage or icons.BAR.search(statement.text))
        ):
            return False
        if statement.text[self.number.start : self.number.end].lstrip()[:1] == "<":
            return False
        return bool(self.before_text.strip(" \t(:*-–—~") or statement.name or statement.label)

    @property
    def bounded(self) -> bool:
        """Whether the figure is an upper bound: "<3%"."""
        return self.statement.text[self.number.start : self.number.end].lstrip()[:1] == "<"

    @property
    def raised(self) -> bool:
        """Whether an imperative asks for the figure: "Increase coverage to 80%"."""
        words = self.statement.text[: self.number.start].lower().rstrip(" ~>≥").split()
        return (
            len(words) > 1
            and words[-1]
            in {"to", "auf", "à", "a", "до", *(("from", "von", "de") if self.number.arrow else ())}
            and any(w in _RAISE for w in words[:4])
        )

    @property
    def band(self) -> bool:
        """Whether the figure bounds a class ("Good (80%+)") in a heading or label rather than stating anything."""  # noqa: E501
        number, statement = self.number, self.statement
        if (
            statement.block.role == "heading"
            and not statement.text[: number.start].strip()
            and self.near & C.COVERAGE
        ):
            return True
        written = statement.text[number.start : number.end].lstrip()
        if not (number.floor or number.range is not None or written[:1] in "<>≥≤"):
            return False
        wished = self.prior | self.near | self.clause | self.label
        if wished & (C.GOAL | C.NOW) or self.raised:
            return False
        in_label = number.end <= statement.value < len(statement.text)
        closing = statement.text[number.end :].lstrip("%+ ")[:1] in {")", ""}
        return in_label or (statement.block.role in {"heading", "lead"} and closing)

    @property
    def goal(self) -> bool:  # noqa: PLR0911
        """Whether the figure is wished for: by a word, its label or column, or a plan it stands in."""
        statement, columns = self.statement, self.statement.columns
        if (self.prior & C.NOW and not self.prior & C.GOAL) or (
            "after" in columns and "target" not in columns
        ):
            return False
        if self.label & C.NOW and not self.label & C.GOAL:
            return False
        after = self.after[:3]
        wished = any(w[2] & C.GOAL and not (i and after[i - 1][2] & C.LINK) for i, w in enumerate(after))
        if statement.label and self.number.start >= statement.value and normal(statement.label) in PLAN:
            return True
        if (
            wished
            or self.raised
            or (self.prior | self.label) & C.GOAL
            or "target" in columns | statement.roles
        ):
            return True
        if (
            statement.block.role == "text"
            and self.sentence & C.GOAL
            and not self.sentence & C.NOW
            and self.number.shape != "ratio"
        ):
            return True
        if self.number.shape == "ratio" or (statement.block.role == "text" and self.clause & C.COPULA):
            return False
        todo = (
            statement.section.state == "todo"
            and self.number.shape == "number"
            and statement.block.role == "item"
        )
        return (
            statement.section.plan
            or (todo and not is_attribute(statement.label))
            or (statement.is_name and self.number.floor)
        )


def contexts(statement: Statement, found: list[Number]) -> list[Context]:
    """The surroundings of each figure, none of which reach past its neighbours."""
    text = mask_code(statement)
    result: list[Context] = []
    for index, number in enumerate(found):
        floor = found[index - 1].end if index else 0
        ceiling = found[index + 1].start if index + 1 < len(found) else len(text)
        start = max((m.end() for m in _BREAK.finditer(text, floor, number.start)), default=floor)
        stop = next((m.start() for m in _BREAK.finditer(text, number.end, ceiling)), ceiling)
        before, after = text[start : number.start], text[number.end : stop]
        around = text[number.end : ceiling]
        clause = words_between(text, floor, number.start)
        result.append(
            Context(
                statement,
                number,
                _shifted([word for word in clause if word[0] >= start], start),
                _shifted(words_between(text, number.end, stop), number.end),
                before,
                after if after.strip() else around,
                bits_of(clause[-6:]),
            )
        )
    return result


def _shifted(words: list[Token], start: int) -> tuple[Token, ...]:
    """The words with their places counted from `start`."""
    return tuple((begin - start, end - start, concept) for begin, end, concept in words)
