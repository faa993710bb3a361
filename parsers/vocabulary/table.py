"""The shape of one language's words: comma-separated phrases for each meaning."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One language. Every text field is a list of phrases separated by commas, in small letters.

    `weak_*` words are states only as a whole value or cell; `labels` maps the role of a label or column to its
    names; `categories` maps a state to headings that put all below them in that state.
    """  # noqa: E501

    done: str = ""
    weak_done: str = ""
    partial: str = ""
    weak_partial: str = ""
    todo: str = ""
    weak_todo: str = ""
    blocked: str = ""
    negation: str = ""
    no: str = ""
    adverb: str = ""
    copula: str = ""
    link: str = ""
    generic: str = ""
    completeness: str = ""
    unrelated: str = ""
    coverage: str = ""
    test: str = ""
    not_cases: str = ""
    passing: str = ""
    failing: str = ""
    skipped: str = ""
    total: str = ""
    rate: str = ""
    goal: str = ""
    need: str = ""
    now: str = ""
    before: str = ""
    after: str = ""
    remains: str = ""
    blocker: str = ""
    approx: str = ""
    verb_done: str = ""
    makes: str = ""
    gone: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    plan: str = ""
    stop: str = ""
    history: str = ""
    topics: str = ""
    ornaments: str = ""
    non_owners: str = ""
    attribute_bullets: str = ""
    months: str = ""
    short_months: str = ""
    attributes: str = ""
    """Labels that are never a subject where an owner exists."""
    condition: str = ""
    """Words that make a state hypothetical or relative: if, when, which."""
    legend: str = ""
    """Words of a line or heading that explains signs and grades."""
    unblock: str = ""
    severity: str = ""
    verb_has: str = ""
    ordinal: str = ""
    """Nouns whose number only counts them off: Phase 1, Day 2."""
    not_code: str = ""
    """Before "coverage" they make it one of something else than code: API coverage."""


def phrases(text: str) -> list[str]:
    """The phrases of one field, each with single spaces."""
    return [" ".join(part.split()) for part in text.split(",") if part.strip()]
