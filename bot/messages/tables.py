"""Rows of claims as Markdown tables that fit: place, what it says, what was measured, the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.inert import cell, inert, link
from bot.messages.words import outcome, says, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.snapshot import Repository, Snapshot
    from bot.verdicts import Citation, Judged, Verdict

BODY_LIMIT = 60_000
"""Characters of one body. GitHub takes 65,536 for a comment or issue and 65,535 for each text of a check."""
MOST_ROWS = 10
_SHORT = 7
_PATH, _SAYS, _MEASURED, _EVIDENCE = 60, 120, 120, 60
_MOST_CITATIONS = 2
_RANK = {"drifted": 0, "pending": 1, "unproven": 2, "holds": 3}


def worst_first(judged: Iterable[Judged]) -> list[Judged]:
    """Drift first (what says too much before what says too little), then what is unknown, then what holds."""
    return sorted(judged, key=lambda item: (_RANK[item.verdict.status], item.verdict.direction == "under"))


def short(commit: str) -> str:
    """A commit as it is shown: seven characters as code, which GitHub does not make a reference of."""
    return f"`{''.join(c for c in commit if c.isalnum())[:_SHORT]}`"


def place(repository: Repository, path: str, line: int, commit: str) -> str:
    """A line of a document as a link to it at a commit."""
    return link(inert(place_name(path, line), _PATH + 10), line_url(repository, path, line, commit))


def place_name(path: str, line: int) -> str:
    """ "STATUS.md:12"; a long path keeps its end."""
    shown = path if len(path) <= _PATH else "…" + path[1 - _PATH :]
    return f"{shown}:{line}" if line else shown


def line_url(repository: Repository, path: str, line: int, commit: str) -> str:
    """The address of a line at a commit. Markdown is shown as source, else GitHub has no line to go to."""
    address = f"{repository.html_url}/blob/{quote(commit)}/{quote(path, errors='replace')}"
    return f"{address}?plain=1#L{line}" if line else address


def alike(judged: Iterable[Judged]) -> list[list[Judged]]:
    """Claims of one line with one answer, together: "100 % complete ✅" is two, but one thing to settle."""
    found: dict[tuple[object, ...], list[Judged]] = {}
    for item in judged:
        claim, verdict = item.claim, item.verdict
        answer = (outcome(verdict), verdict.direction, verdict.evidence)
        found.setdefault((item.path, claim.line, claim.subject, *answer), []).append(item)
    return list(found.values())


def drift_rows(snapshot: Snapshot, groups: Iterable[Sequence[Judged]]) -> Iterator[str]:
    """One row for each group of claims that are `alike`, under `DRIFT_HEAD`."""
    for first, *others in groups:
        said = ", ".join((statement(first.claim), *(says(other.claim) for other in others)))
        shown = sources(snapshot, first.verdict) or "–"
        found = cell(outcome(first.verdict), _MEASURED)
        yield _row(_where(snapshot, first), cell(said, _SAYS), found, shown)


def ledger_rows(snapshot: Snapshot, judged: Iterable[Judged]) -> Iterator[str]:
    """One row for each claim with its verdict, under `LEDGER_HEAD`."""
    for item in judged:
        verdict = item.verdict
        shown = sources(snapshot, verdict) or "–"
        yield _row(verdict.status, _where(snapshot, item), *_said_and_found(item), shown)


DRIFT_HEAD = "| where | says | measured | evidence |\n|---|---|---|---|"
LEDGER_HEAD = "| verdict | where | says | measured, or why not | evidence |\n|---|---|---|---|---|"


def sources(snapshot: Snapshot, verdict: Verdict) -> str:
    """The evidence as links, each place once; empty where there is none."""
    places: list[Citation] = []
    for cited in verdict.evidence:
        if not cited.source or all((cited.source, cited.commit) != (p.source, p.commit) for p in places):
            places.append(cited)
    shown = [_citation(snapshot, cited, verdict.measured) for cited in places[:_MOST_CITATIONS]]
    more = len(places) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def fitting(rows: Iterable[str], budget: int) -> list[str]:
    """The first rows that fit in `budget` characters; no more of them are made than that."""
    kept = []
    for row in rows:
        budget -= len(row) + 1
        if budget < 0:
            break
        kept.append(row)
    return kept


def table(head: str, rows: Sequence[str]) -> str:
    """A table of these rows."""
    return "\n".join((head, *rows))


def folded(summary: str, body: str) -> str:
    """A section that opens on a click. `summary` is ours alone: it is HTML."""
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _where(snapshot: Snapshot, item: Judged) -> str:
    return place(snapshot.repository, item.path, item.claim.line, snapshot.head_sha)


def _said_and_found(item: Judged) -> tuple[str, str]:
    return cell(statement(item.claim), _SAYS), cell(outcome(item.verdict), _MEASURED)


def _citation(snapshot: Snapshot, cited: Citation, measured: str | None) -> str:
    # Beside the figure "119 passed" its source "test (auth): 119 passed" is only "test (auth)".
    value = cited.value
    if measured:
        value = value.partition(": ")[0] if value == measured else value.removesuffix(f": {measured}")
    label = link(cell(value, _EVIDENCE), cited.source)
    return label if cited.commit == snapshot.head_sha else f"{label} at {short(cited.commit)}"
