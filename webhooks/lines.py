"""What the log says of a delivery: enough for an operator, inert, bounded, never a body or a secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webhooks.targets import Receipt

_MOST = 80
_MOST_REASON = 300


def inert(text: str, most: int = _MOST) -> str:
    """Text from outside as it may be printed: one line of printable ASCII, cut short, never empty."""
    safe = text[: most + 1]
    if not (safe.isascii() and safe.isprintable()):
        safe = "".join(c if " " <= c <= "~" else "?" for c in safe)
    return (safe if len(safe) <= most else safe[: most - 3] + "...").strip() or "-"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a delivery was answered and why; the other fields are unverified until the answer is 202."""

    status: int
    why: str
    delivery: str = "-"
    event: str = "-"
    action: str = "-"
    repository: str = "-"
    installation: int | None = None
    unread: bool = False
    """The body, or some of it, was left unread."""

    @property
    def line(self) -> str:
        """One line of the log."""
        what = self.event if self.action == "-" else f"{self.event}.{self.action}"
        return f"delivery {self.delivery} {what} {self.repository}: {self.status} {self.why}"

    @property
    def fields(self) -> dict[str, str | int]:
        """The same for logs that programs read; what is unknown is left out."""
        given = {name: getattr(self, name) for name in _FIELDS}
        return {name: value for name, value in given.items() if value not in ("-", None)}


_FIELDS = ("delivery", "event", "action", "repository", "installation", "status", "why")


def unverified(headers: Mapping[str, str], status: int, why: str, *, unread: bool = False) -> Answer:
    """The answer to something that is not, or not yet, known to be GitHub's."""
    delivery, event = headers.get("x-github-delivery", ""), headers.get("x-github-event", "")
    return Answer(status, inert(why, _MOST_REASON), inert(delivery), inert(event), unread=unread)


def verified(receipt: Receipt, status: int, why: str) -> Answer:
    """The answer to a delivery of GitHub's."""
    repository = inert(receipt.repository.full_name, 201) if receipt.repository else "-"
    return Answer(
        status,
        inert(why, _MOST_REASON),
        receipt.id,
        receipt.event,
        receipt.action or "-",
        repository,
        receipt.installation,
    )


def recorded(receipt: Receipt) -> str:
    """What was done with a recorded delivery."""
    count = len(receipt.targets)
    if not count:
        return "recorded, asks for nothing"
    return f"recorded, {count} target{'' if count == 1 else 's'}: " + " ".join(
        t.key for t in receipt.targets[:3]
    )
