"""What a word can mean in a status document; one word may mean several things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.model import StateName


class Concept:
    """The meanings that recognisers ask for: plain bits, since they are tested for every word read."""

    DONE = 1 << 0
    PARTIAL = 1 << 1
    TODO = 1 << 2
    BLOCKED = 1 << 3
    WEAK = 1 << 4
    """A state only as a whole value or cell ("yes", "next", "none"), never inside a sentence."""
    NOT = 1 << 5
    NO = 1 << 6
    ADVERB = 1 << 7
    COPULA = 1 << 8
    LINK = 1 << 9
    """Articles, prepositions and conjunctions: they name nothing."""
    GENERIC = 1 << 10
    """Nouns that stand for whatever is listed: features, tasks, items."""
    COMPLETENESS = 1 << 11
    """Said of a percent it makes a progress of it."""
    UNRELATED = 1 << 12
    """Said of a percent it makes it none of ours: growth, discount, load."""
    COVERAGE = 1 << 13
    TEST = 1 << 14
    NOT_CASES = 1 << 15
    """After "test" it means no single tests: suites, files, lines."""
    PASS = 1 << 16
    FAIL = 1 << 17
    SKIP = 1 << 18
    TOTAL = 1 << 19
    RATE = 1 << 20
    GOAL = 1 << 21
    NEED = 1 << 22
    NOW = 1 << 23
    BEFORE = 1 << 24
    AFTER = 1 << 25
    REMAINS = 1 << 26
    BLOCKER = 1 << 27
    APPROX = 1 << 28
    VERB_DONE = 1 << 29
    """A finished verb that may open an item: "Fixed the build"."""
    MAKES = 1 << 30
    """A verb by which an open item creates its path."""
    GONE = 1 << 31
    """Says that a path is not there: deleted, does not exist."""
    CONDITION = 1 << 32
    ORDINAL = 1 << 33
    NOT_CODE = 1 << 34
    VERB_HAS = 1 << 35
    """Verbs after which a figure is said of their subject: has, provides, covers."""
    UNBLOCK = 1 << 36
    SEVERITY = 1 << 37


C = Concept
STATES: dict[int, StateName] = {C.DONE: "done", C.PARTIAL: "partial", C.TODO: "todo", C.BLOCKED: "blocked"}
ANY_STATE = C.DONE | C.PARTIAL | C.TODO | C.BLOCKED
