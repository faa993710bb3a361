"""Prints the story as it happens: what people did, and what Statusproof received, judged and wrote."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from bot.collect import remembered
from bot.demo.plainly import received, written
from bot.demo.sample import ORGANISATION
from bot.messages.words import counted
from webhooks.targets import Target

if TYPE_CHECKING:
    from bot.demo.waiting import Untold
    from bot.ledger import Ledger, Look
    from bot.sandbox import Sandbox

_BOLD, _DIM, _RED, _GREEN, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[0m"
_OTHERS = ("drifted", "unproven", "pending")
_TURNS, _TURN = 50, 0.1


class Teller:
    """Writes to a stream; remembers what it has told already."""

    def __init__(self, out: TextIO, *, colour: bool) -> None:
        self._out, self._colour = out, colour
        self._deliveries = self._requests = 0
        self._told: set[tuple[str, str]] = set()

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
        """Something a person or CI did on GitHub, or (after an arrow) what Statusproof made of it."""
        self.say(f"   {line}", _GREEN if line.startswith("→") else "")

    def failed(self, number: int, untold: Untold) -> None:
        """The story did not come out as told: what was expected, and what is there."""
        self.say(f"   ✗ chapter {number} did not come out as told", _RED)
        self.say(f"     expected: {untold.expected}", _RED)
        self.say(f"     there is: {untold.there}", _RED)

    def begin(self, github: Sandbox) -> None:
        """What is received and written from here on belongs to the next report."""
        self._deliveries, self._requests = len(github.deliveries), len(github.requests)

    async def report(self, github: Sandbox, ledger: Ledger) -> None:
        """What the service received, judged and wrote since `begin`."""
        judged = await self._judged(ledger)
        self.say(f"   received {received(one.event for one in github.deliveries[self._deliveries :])}", _DIM)
        for line in judged:
            self.say(f"   judged   {line}", _DIM)
        self.say(f"   wrote    {written(github.requests[self._requests :])}", _DIM)

    async def _judged(self, ledger: Ledger) -> list[str]:
        """A line for each settled look not told yet. They are kept just after the writes: wait a little."""
        for _ in range(_TURNS):
            looks = [look for look in reversed(await ledger.looks.recent()) if look.settled]
            lines = [line for look in looks if (line := await self._line(look, ledger))]
            if lines:
                return lines
            await asyncio.sleep(_TURN)
        return []

    async def _line(self, look: Look, ledger: Ledger) -> str:
        seen, target = remembered(look), Target.parse(look.target)
        if seen is None or target.kind not in ("branch", "pull") or target.repository is None:
            return ""
        if (look.target, look.head_sha) in self._told:
            return ""
        self._told.add((look.target, look.head_sha))
        counts = Counter(claim.status for claim in seen.claims)
        parts = [counted(counts["holds"], "holds", "hold")] if counts["holds"] else []
        parts += [f"{counts[name]} {name}" for name in _OTHERS if counts[name]]
        known = await ledger.repositories.get(target.repository)
        where = f"pull request #{target.pull}" if target.pull else target.branch
        name = known.full_name if known else "?"
        return f"{name}, {where} at {look.head_sha[:7]}: {', '.join(parts) or 'no claims'}"

    def look_around(self, github: str, service: str) -> None:
        """Where the documents, the comments, the checks and the issues can be looked at."""
        home = f"{github}/{ORGANISATION}"
        self.say("")
        self.say("Look at it:", _BOLD)
        for what, address in (
            ("a comment and its check", f"{home}/harbour/pull/3"),
            ("a comment that is settled", f"{home}/harbour/pull/2"),
            ("the issue of the blocker", f"{home}/harbour/issues/1"),
            ("files, commits, everything", f"{home}/harbour"),
            ("Statusproof's own pages", f"{service}/"),
        ):
            self.say(f"   {what:<28}{address}")
