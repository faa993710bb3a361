"""The words for claims, verdicts and counts; plain text, not yet inert."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.identity import words
from bot.rules import remedy as what_settles
from parsers.model import Blocker, Count, Coverage, Goal, PathReference, Progress, Stamp, State, Tests

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.verdicts import Judged, Reason, Verdict
    from parsers.model import Claim, Value

STATES = {"done": "done", "partial": "partly done", "todo": "still to do", "blocked": "blocked"}
_METRICS = {"branches": "branch", "functions": "function", "statements": "statement", "lines": "line"}

WHY: dict[Reason, str] = {
    "no evidence": "CI published no figure for this at this commit",
    "no component": "no part of the repository is known by this name",
    "ambiguous component": "several parts of the repository could be meant",
    "several reports": "several reports give different figures",
    "partial run": "the test run was not complete",
    "evidence late": "the evidence did not come in time",
    "waiting for approval": "a workflow run waits for approval",
    "unknown condition": 'part of what "done" means here cannot be seen',
    "no basis": "there is nothing to count behind the percentage",
    "record": "it stands in a dated report, which speaks of its own time",
    "not judged": "statements of this kind are not checked yet",
}
"""Why a claim is unproven, where the rule has nothing more exact to say."""

_NOTHING_TO_DO: frozenset[Reason] = frozenset({"record", "not judged"})


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """ "a, b and c"; what goes beyond `most` is counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def says(claim: Claim) -> str:
    """What the claim states of its subject: "121 tests passing", "90 % complete", "done"."""
    about = "about " if claim.approx and not isinstance(claim.value, Blocker | PathReference | Stamp) else ""
    return about + _value(claim.value)


def statement(claim: Claim) -> str:
    """What the claim states with its subject, for a table: "Auth Service: 121 tests passing"."""
    return says(claim) if _named_in(claim) else f"{claim.subject}: {says(claim)}"


def sentence(claim: Claim) -> str:
    """The same as the object of "says": "Auth Service is done", "121 tests passing (Auth Service)"."""
    if _named_in(claim):
        return says(claim)
    if isinstance(claim.value, State | Progress):
        return f"{claim.subject} is {says(claim)}"
    return f"{says(claim)} ({claim.subject})"


def found(item: Judged) -> str:
    """What the evidence says against the claim, as half a sentence: "CI counted 119 of 121 passed"."""
    measured, kind = item.verdict.measured, item.claim.kind
    if not measured:
        return item.verdict.detail.strip().rstrip(".") or "the evidence does not agree"
    verb = {"tests": "CI counted ", "coverage": "CI measured "}.get(kind, "")
    return f"{verb}{measured}"


def outcome(verdict: Verdict) -> str:
    """What to show beside a verdict: the measured value, else the detail, else the reason."""
    shown = verdict.measured or verdict.detail or (WHY[verdict.reason] if verdict.reason else "")
    return f"{shown} (it was so when the line was written)" if verdict.aged else shown


def ledger(documents: int, judged: Sequence[Judged]) -> str:
    """What was read: "Read 4 documents, 61 claims: 48 hold, 2 drifted, 11 unproven."."""
    read = f"Read {counted(documents, 'document')}, {counted(len(judged), 'claim')}"
    return f"{read}: {tally(judged)}." if judged else f"{read}."


def tally(judged: Iterable[Judged]) -> str:
    """ "48 hold, 2 drifted, 11 unproven"; what is not there is left out."""
    by = Counter(item.verdict.status for item in judged)
    parts = [counted(by["holds"], "holds", "hold")] if by["holds"] else []
    parts += [f"{by[status]} {status}" for status in ("drifted", "unproven", "pending") if by[status]]
    return ", ".join(parts)


def remedy(judged: Iterable[Judged]) -> str:
    """The one step that would settle the most claims: "To check 3 more claims, …"; empty if there is none."""
    by = Counter(item.verdict.reason for item in judged if item.verdict.reason)
    useful = [(number, reason) for reason, number in by.items() if reason not in _NOTHING_TO_DO]
    if not useful:
        return ""
    number, reason = max(useful, key=lambda pair: pair[0])
    step = what_settles(reason)
    return f"To check {counted(number, 'more claim', 'more claims')}, {step[0].lower()}{step[1:]}"


def number(value: float) -> str:
    """A figure without needless decimals."""
    return f"{value:.10g}"


def _named_in(claim: Claim) -> bool:
    """Whether what it says names its subject already, or there is none to name."""
    said, about = (" ".join(words(text)) for text in (says(claim), claim.subject))
    return not about or f" {about} " in f" {said} "


def _value(value: Value) -> str:  # noqa: PLR0911 - one line per kind of claim
    match value:
        case Progress(percent):
            return f"{number(percent)} % complete"
        case State(state):
            return STATES[state]
        case Tests():
            return _tests(value)
        case Coverage(percent, metric):
            return f"{number(percent)} % {_METRICS.get(metric, metric) + ' ' if metric else ''}coverage"
        case Count(n, of, unit, _):
            ratio = number(n) if of is None else f"{number(n)} of {number(of)}"
            return f"{ratio} {unit}" if unit else ratio
        case Goal(of, percent, n):
            figure = f"{number(percent)} %" if percent is not None else "" if n is None else number(n)
            return f"a target of {figure} {of}".replace("  ", " ")
        case Blocker(text):
            return f"blocked: {text}"
        case PathReference(path, expect):
            return f"{path} exists" if expect == "exists" else f"{path} is missing"
        case _:
            return f"{value.field} {value.value}"


def _tests(value: Tests) -> str:
    parts = []
    if value.passing is not None:
        ratio = str(value.passing) if value.total is None else f"{value.passing} of {value.total}"
        parts.append(f"{ratio} {'test' if ratio == '1' else 'tests'} passing")
    elif value.total is not None:
        parts.append(counted(value.total, "test"))
    parts += [
        f"{n} {what}" for n, what in ((value.failing, "failing"), (value.skipped, "skipped")) if n is not None
    ]
    return ", ".join(parts) or f"{number(value.percent or 0)} % of tests passing"
