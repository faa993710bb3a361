"""The check run: always there, so that it can be required; red for a count only where the policy says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import Annotation, CheckReport
from bot.inert import inert, plain
from bot.messages.comment import details, headline
from bot.messages.tables import (
    BODY_LIMIT,
    LEDGER_HEAD,
    fitting,
    ledger_rows,
    place_name,
    short,
    table,
    worst_first,
)
from bot.messages.words import counted, found, ledger, listed, remedy, says, sentence, tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from bot.snapshot import Snapshot
    from bot.verdicts import Judged
    from parsers.model import Problem

    Conclusion = Literal["success", "neutral", "failure"]

TITLE_LIMIT = 255
MOST_ANNOTATIONS = 50
_POLICY_PATH = ".github/statusproof.yml"
_MOST_PROBLEMS = 10
_MOST_NAMED = 3
_NAME = 60
_SENTENCE = 300


def check_report(snapshot: Snapshot, judged: Sequence[Judged]) -> CheckReport:
    """What the check run of this head shows; its conclusion is None while evidence is still being made.

    It depends on the head, its evidence and the policy alone: two pull requests with one head say the same.
    """
    if judged and not snapshot.evidence.settled:
        return _waiting(snapshot, judged)
    drifted = [item for item in worst_first(judged) if item.verdict.status == "drifted"]
    # Without claims nothing was waited for, so nothing is missing.
    missing = [f"{e.name} ({e.state})" for e in snapshot.evidence.expected] if judged else []
    return CheckReport(
        _conclusion(snapshot, missing, drifted),
        plain(_title(snapshot, judged, missing, drifted), TITLE_LIMIT),
        _summary(snapshot, judged, missing, drifted),
        _text(snapshot, judged),
        tuple(_annotation(item) for item in [d for d in drifted if d.claim.line][:MOST_ANNOTATIONS]),
    )


def _waiting(snapshot: Snapshot, judged: Sequence[Judged]) -> CheckReport:
    names = [plain(expected.name, _NAME) for expected in snapshot.evidence.expected]
    # Naming many would mean one write for each of them that ends.
    awaited = listed(names) if len(names) <= _MOST_NAMED else "CI"
    if any(expected.state == "waiting for approval" for expected in snapshot.evidence.expected):
        awaited = "a person to approve the workflow runs"
    wait = int(snapshot.policy.evidence.wait.total_seconds() // 60)
    summary = (
        f"{counted(len(judged), 'claim')} in {counted(len(snapshot.documents), 'document')}: "
        f"judged as soon as the evidence of {short(snapshot.head_sha)} is complete, at the latest after "
        f"{counted(wait, 'minute')}."
    )
    return CheckReport(None, plain(f"Waiting for {awaited}", TITLE_LIMIT), summary)


def _conclusion(snapshot: Snapshot, missing: Sequence[str], drifted: Sequence[Judged]) -> Conclusion:
    rule = snapshot.policy.pull_requests
    tones = {rule.check_under if item.verdict.direction == "under" else rule.check_over for item in drifted}
    if "failing" in tones:
        return "failure"
    if "neutral" in tones or snapshot.policy_problems or missing:
        return "neutral"
    return "success"


def _title(
    snapshot: Snapshot, judged: Sequence[Judged], missing: Sequence[str], drifted: Sequence[Judged]
) -> str:
    if drifted:
        verb = "no longer agrees" if len(drifted) == 1 else "no longer agree"
        return f"{len(drifted)} of {counted(len(judged), 'claim')} {verb}"
    if snapshot.policy_problems:
        return f"{counted(len(snapshot.policy_problems), 'problem')} in {_POLICY_PATH}"
    if not snapshot.documents:
        return "No status documents here"
    if not judged:
        return f"No claims in {counted(len(snapshot.documents), 'document')}"
    if missing:
        return f"Evidence did not come: {listed(missing)}"
    return f"{counted(len(judged), 'claim')}: {tally(judged)}"


def _summary(
    snapshot: Snapshot, judged: Sequence[Judged], missing: Sequence[str], drifted: Sequence[Judged]
) -> str:
    notes = [
        ledger(len(snapshot.documents), judged),
        _unread(snapshot),
        remedy(judged),
        _late(missing),
        _problems(_POLICY_PATH, snapshot.policy_problems),
        *(_problems(s.document.path, s.document.problems) for s in snapshot.documents),
    ]
    below = fitting([note for note in notes if note], BODY_LIMIT // 3)
    if not drifted:
        return "\n\n".join(below)
    above = headline(snapshot, judged, drifted)
    return "\n\n".join((above, *details(snapshot, drifted, BODY_LIMIT // 2), *below))


def _unread(snapshot: Snapshot) -> str:
    left = snapshot.documents_left_out
    if not left:
        return ""
    what = counted(left, "more document was", "more documents were")
    return f"{what} not read: there are too many. Name those that count under `documents` in the policy."


def _late(missing: Sequence[str]) -> str:
    names = [inert(name, _NAME) for name in missing]
    return f"Expected and not here: {listed(names, _MOST_PROBLEMS)}." if names else ""


def _problems(path: str, problems: Sequence[Problem]) -> str:
    rows = [
        f"- {inert(place_name(path, problem.line), 100)} – {inert(problem.message, _SENTENCE)}"
        for problem in problems[:_MOST_PROBLEMS]
    ]
    left = len(problems) - len(rows)
    return "\n".join((*rows, *([f"- and {left} more"] if left else [])))


def _text(snapshot: Snapshot, judged: Sequence[Judged]) -> str:
    if not judged:
        return ""
    kept = fitting(ledger_rows(snapshot, worst_first(judged)), BODY_LIMIT)
    left = len(judged) - len(kept)
    return table(LEDGER_HEAD, kept) + (f"\n\nAnd {left} more." if left else "")


def _annotation(item: Judged) -> Annotation:
    line, verdict = item.claim.line, item.verdict
    cited = [plain(c.value, _SENTENCE) for c in verdict.evidence[:_MOST_NAMED]]
    said = plain(f"Says {sentence(item.claim)}; {found(item)}.", _SENTENCE * 2)
    message = "\n".join((said, *cited))
    return Annotation(
        item.path,
        line,
        line,
        "notice" if verdict.direction == "under" else "warning",
        plain(f"Says {says(item.claim)}; {found(item)}", TITLE_LIMIT),
        message,
    )
