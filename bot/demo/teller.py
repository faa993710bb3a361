"""Prints the story as it happens: what was received, judged and written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from bot.collect import remembered
from webhooks.targets import Target

if TYPE_CHECKING:
    from bot.ledger import Ledger, Look
    from bot.sandbox import Sandbox

_BOLD, _DIM, _RED, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"
_ORDER = ("holds", "drifted", "unproven", "pending")


class Teller:
    """Writes to a stream; remembers what it has told already."""

    def __init__(self, out: TextIO, *, colour: bool) -> None:
        self._out, self._colour = out, colour
        self._deliveries = self._requests = 0
        self._told: set[tuple[str, str, str]] = set()

    def say(self, text: str, style: str = "") -> None:
        """One line, at once."""
        styled = f"{style}{text}{_PLAIN}" if style and self._colour else text
        self._out.write(f"{styled}\n")
        self._out.flush()

    def chapter(self, number: int, title: str) -> None:
        """The heading of a chapter."""
        self.say("")
        self.say(f"{number}. {title}", _BOLD)

    def act(self, line: str) -> None:
        """Something a person or CI did on GitHub, or what we then see there."""
        self.say(f"   {line}")

    def failed(self, what: str) -> None:
        """The story did not come out as told."""
        self.say(f"   This did not come out as told: {what}", _RED)

    def begin(self, github: Sandbox) -> None:
        """What is received and written from here on belongs to the next report."""
        self._deliveries, self._requests = len(github.deliveries), len(github.requests)

    async def report(self, github: Sandbox, ledger: Ledger) -> None:
        """What the service received, judged and wrote since `begin`."""
        events = Counter(
            f"{one.event}{f'.{one.action}' if one.action else ''}"
            for one in github.deliveries[self._deliveries :]
        )
        received = ", ".join(f"{name} ×{count}" if count > 1 else name for name, count in events.items())
        self.say(f"   ← received {received or 'nothing'}", _DIM)
        for look in reversed(await ledger.looks.recent(50)):
            await self._judged(look, ledger)
        for row in github.requests[self._requests :]:
            if row["method"] in ("POST", "PATCH", "DELETE") and str(row["path"]).startswith("/repos/"):
                self.say(f"   → wrote {row['method']} {row['path']}: {row['status']}", _DIM)

    async def _judged(self, look: Look, ledger: Ledger) -> None:
        seen, target = remembered(look), Target.parse(look.target)
        if seen is None or target.kind in ("repository", "installation") or target.repository is None:
            return
        counts = Counter(claim.status for claim in seen.claims)
        line = ", ".join(f"{counts[name]} {name}" for name in _ORDER if counts[name]) or "no claims"
        if (look.target, look.head_sha, line) in self._told:
            return
        self._told.add((look.target, look.head_sha, line))
        known = await ledger.repositories.get(target.repository)
        where = f"pull request {target.pull}" if target.pull else f"branch {target.branch}"
        name = known.full_name if known else "?"
        self.say(f"   = judged {name}, {where} at {look.head_sha[:7]}: {line}", _DIM)

    def look_around(self, github: str, service: str) -> None:
        """Where the documents, the comment, the check and the issues can be looked at."""
        self.say("")
        self.say("Look at it:", _BOLD)
        self.say(f"   the repositories, the pull request, its comment and check, the issues: {github}/")
        self.say(f"   Statusproof's own page: {service}/")
