"""The issue of a blocker: a title a person would write, what the document says, what would resolve it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.identity import Remembered, brief, memory_line, remembered_in, words
from bot.inert import code, inert, plain, quote
from bot.looks import Seen
from bot.markers import END, issue_marker
from bot.messages.tables import place, short

if TYPE_CHECKING:
    from bot.snapshot import Snapshot
    from bot.verdicts import Finding, Judged

TITLE_LIMIT = 120
"""Of GitHub's 256: a title is read in a list."""
_QUOTE = 2000
_SUBJECT, _TEXT, _HEADING = 80, 300, 100
_MOST_PLACES = 10
_PATH = re.compile(
    r"(?<![\w/.@:~${}-])[\w-]{1,100}/(?:[\w.-]{1,100}/){0,20}[\w.-]{1,100}\.[a-z]{1,10}(?![\w/])"
)
"""With a folder: a bare "Node.js" is no file. The first folder has no dot: that would be a host."""
_NUMBERING = re.compile(r"^\s*\d{1,3}[.)]\s+")
_SEPARATOR = re.compile(r"[*_\s]{0,9}(?::|\s[–—-])[*_\s]{1,9}(?=[^\W\d_])")
_FLAGS = ("", "yes", "y", "true", "x")


@dataclass(frozen=True, slots=True)
class IssueText:
    """What the issue of one finding should say; `section` is our part of its body."""

    fingerprint: str
    marker: str
    title: str
    section: str


def issue_text(snapshot: Snapshot, finding: Finding, existing: str | None = None) -> IssueText:
    """The issue of a blocker. `existing` is its body now: as long as the line stays, so does the link to it.

    So a push that only moves the line, or touches something else, edits nothing.
    """
    item = finding.judged[0]
    memory = _memory(snapshot, finding, existing)
    marker = issue_marker(finding.fingerprint)
    parts = [
        f"{_place(snapshot, memory)} says:",
        quote(item.claim.text, _QUOTE),
        *_context(finding),
        *_resolving(snapshot, item),
        (
            "Once it is resolved, remove the line or mark it done, and this issue closes by itself. "
            "To stop tracking it, close this issue; it is not opened again."
        ),
    ]
    return IssueText(finding.fingerprint, marker, title_of(item), _section(marker, memory, parts))


def closing_section(snapshot: Snapshot, fingerprint: str, existing: str) -> str | None:
    """Our part of the body once the document says it no more; None where the body is not as we left it."""
    memory = remembered_in(existing)
    if memory is None:
        return None
    parts = [
        f"{_place(snapshot, memory)} said:",
        quote(memory.seen.text, _QUOTE),
        f"At {short(snapshot.head_sha)} it does not say so any more, so this issue is closed as completed.",
    ]
    return _section(issue_marker(fingerprint), memory, parts)


def title_of(item: Judged) -> str:
    """A title a person would write: "Notification Service is blocked: needs a Prisma schema".

    Where the item of a list of blockers is itself the statement it is named alone: "Blocker: load tests".
    """
    subject = plain(item.claim.subject, _SUBJECT).rstrip(" :.–-")
    text = plain(getattr(item.claim.value, "text", item.claim.text), _TEXT).replace("**", "")
    text = _NUMBERING.sub("", text).strip(" *_:–-").rstrip(".")
    text = _without(subject, text)
    about, said = words(subject), words(text)
    if not about or (said and said[: len(about)] == about):
        title = f"Blocker: {text}"
    elif text.casefold() in _FLAGS:
        title = f"{subject} is blocked"
    elif said[:1] == ("blocked",):
        title = f"{subject} is {text[0].lower()}{text[1:]}"
    else:
        title = f"{subject} is blocked: {text}"
    return plain(title, TITLE_LIMIT).rstrip(": ")


def _without(subject: str, text: str) -> str:
    """The statement without the subject it repeats: "Order: needs a schema" → "needs a schema".

    Only before a separator and words: "Load tests (0/3)" and "Load tests: 0/3" are the statement themselves.
    """
    about = words(subject)
    for separator in _SEPARATOR.finditer(text):
        if about and words(text[: separator.start()]) == about:
            return text[separator.end() :]
    return text


def _memory(snapshot: Snapshot, finding: Finding, existing: str | None) -> Remembered:
    """What to remember, and so to link to: the commit and line first seen, while the text is the same."""
    item = finding.judged[0]
    claim = item.claim
    seen = brief(
        Seen(
            finding.fingerprint,
            item.path,
            claim.line,
            claim.kind,
            claim.subject,
            claim.text,
            claim.headings,
            "holds",
        )
    )
    # The first too: where the place that named the issue is gone, another stands for it under its own id.
    also = tuple(sorted({place.id for place in finding.judged} - {finding.fingerprint}))
    known = None if existing is None else remembered_in(existing)
    if known is not None and replace(known.seen, line=seen.line, headings=seen.headings) == seen:
        return replace(known, also=also)
    return Remembered(snapshot.head_sha, seen, also)


def _context(finding: Finding) -> list[str]:
    first, *others = finding.judged
    headings = [inert(heading, _HEADING) for heading in first.claim.headings]
    parts = [f"It stands under {' › '.join(headings)}."] if headings else []
    places = sorted({inert(other.path, _HEADING) for other in others} - {inert(first.path, _HEADING)})
    if places:
        parts.append(f"Also said in {', '.join(places[:_MOST_PLACES])}.")
    return parts


def _resolving(snapshot: Snapshot, item: Judged) -> list[str]:
    """The paths the statement names that are not there yet. An incomplete tree proves no absence."""
    if not snapshot.tree.complete:
        return []
    named = dict.fromkeys(_PATH.findall(item.claim.text[:_QUOTE]))
    absent = [path for path in named if not _there(snapshot, path)]
    if not absent:
        return []
    shown = ", ".join(code(path, _HEADING) for path in absent[:_MOST_PLACES])
    return [f"Not in the repository yet: {shown}."]


def _there(snapshot: Snapshot, path: str) -> bool:
    return any(known == path or known.endswith("/" + path) for known in snapshot.tree.entries)


def _place(snapshot: Snapshot, memory: Remembered) -> str:
    return place(snapshot.repository, memory.seen.path, memory.seen.line, memory.commit)


def _section(marker: str, memory: Remembered, parts: list[str]) -> str:
    return f"{marker}\n{memory_line(memory)}\n" + "\n\n".join(parts) + f"\n\n{END}"
