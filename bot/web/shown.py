"""Stored looks as pages, API and badge show them; tolerant of what older versions stored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from webhooks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.web.site import Look, Repository

STATUSES = ("holds", "drifted", "unproven", "pending")
"""What a claim comes to, in the order it is told."""
_WORST_FIRST = ("drifted", "pending", "unproven")
"""A look also keeps claims that are gone, for a while, to know them again."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a look, as a row."""

    path: str
    line: int
    kind: str
    subject: str
    text: str
    status: str
    direction: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One look, ready to be shown. `where` is `pull 7` or `branch main`."""

    repository: str
    private: bool
    where: str
    head_sha: str
    taken_at: datetime
    settled: bool
    claims: tuple[Claim, ...]

    @property
    def summary(self) -> str:
        """`61 claims: 48 hold, 2 drifted, 11 unproven`."""
        return summary_of(claim.status for claim in self.claims)

    @property
    def place(self) -> str:
        """`Pull request #7` or `Branch main`, as a heading."""
        kind, _, name = self.where.partition(" ")
        return f"Pull request #{name}" if kind == "pull" else f"{kind.capitalize()} {name}"

    @property
    def anchor(self) -> str:
        """Where a page shows this look; empty for one at a repository as a whole, which reads no document."""
        kind, _, name = self.where.partition(" ")
        return f"{kind}-{name}" if name else ""

    @property
    def worst_first(self) -> list[Claim]:
        """The claims that do not hold."""
        return [claim for status in _WORST_FIRST for claim in self.claims if claim.status == status]

    @property
    def tone(self) -> str:
        """drifted, unproven, holds or none: the worst there is."""
        return tone_of({claim.status for claim in self.claims})


def shown(look: Look, repositories: Mapping[int, Repository]) -> Shown | None:
    """A look with its repository's name; None where the repository is not known (any more)."""
    target = Target.parse(look.target)
    repository = repositories.get(target.repository or 0)
    if repository is None:
        return None
    where = (
        f"pull {target.pull}" if target.pull else f"branch {target.branch}" if target.branch else target.kind
    )
    return Shown(
        repository.full_name,
        repository.private,
        where,
        look.head_sha,
        look.taken_at,
        look.settled,
        claims_of(look.body),
    )


def claims_of(body: Any) -> tuple[Claim, ...]:
    """The claims in a stored look; what is not as expected is left out, and so is what is only remembered."""
    rows = body.get("claims") if isinstance(body, dict) else None
    if not isinstance(rows, list):
        return ()
    return tuple(_claim(row) for row in rows if isinstance(row, dict) and row.get("status") in STATUSES)


def _claim(row: Mapping[str, Any]) -> Claim:
    line = row.get("line")
    words = {
        name: str(row.get(name) or "") for name in ("path", "kind", "subject", "text", "status", "direction")
    }
    return Claim(**words, line=line if isinstance(line, int) else 0)


def summary_of(statuses: Iterable[str]) -> str:
    """The claims in one sentence, worst last as in the comment."""
    counts = Counter(statuses)
    total = counts.total()
    if not total:
        return "no claims"
    parts = [told(status, counts[status]) for status in STATUSES if counts[status]]
    return f"{total} claim{'' if total == 1 else 's'}: {', '.join(parts)}"


def told(status: str, number: int) -> str:
    """`1 holds`, `2 hold`, `2 drifted`."""
    return f"{number} {'hold' if status == 'holds' and number != 1 else status}"


def tone_of(statuses: set[str]) -> str:
    """The worst status there is, `none` without claims."""
    return next((tone for tone in ("drifted", "unproven", "pending", "holds") if tone in statuses), "none")


def badge_of(body: Any) -> tuple[str, str]:
    """Words and tone of a badge: drift is named whenever there is any, and nothing proven is never green."""
    counts = Counter(claim.status for claim in claims_of(body))
    words = [told(status, counts[status]) for status in ("holds", "drifted") if counts[status]]
    if not words:
        unproven = counts["unproven"] + counts["pending"]
        return (f"{unproven} unproven", "unproven") if unproven else ("no claims", "none")
    return ", ".join(words), "drifted" if counts["drifted"] else "holds"
