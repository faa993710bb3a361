"""Carries out a plan: asks before each write, records each creation first, keeps what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.apply.creations import SETTLING, Creation, creation_of, found, is_moot
from bot.apply.writing import append, write
from bot.collect.posted import CHECK, COMMENT, our_checks, our_comments, our_issues
from bot.collect.view import view_from
from bot.errors import Later, Never
from bot.github import Missing, Unknown, pulls, repositories
from bot.ledger import Post
from bot.snapshot import Posted

if TYPE_CHECKING:
    from bot.actions import Action, Plan
    from bot.engine import Fence
    from bot.github import Client
    from bot.ledger import Intent
    from bot.room import Room
    from bot.snapshot import Snapshot

_AT_ONCE = 1.0
MOVED = "the head moved"
TAKEN_OVER = "another run took over"


@dataclass(frozen=True, slots=True)
class Failure:
    """An action that cannot be carried out, and why, for a person."""

    action: Action
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a plan. `dropped` says why the rest was left: the head moved, another run took over."""

    done: tuple[Action, ...] = ()
    failed: tuple[Failure, ...] = ()
    dropped: str | None = None


async def apply(plan: Plan, snapshot: Snapshot, fence: Fence, room: Room) -> Applied:
    """Carry out a plan made from this snapshot. An action that is refused for good does not stop the others.

    Raises Later (also Unknown) at once: what was done is done, the next run finds it and plans the rest.
    """
    course = _Course(snapshot, fence, room, room.app.installation(snapshot.target.installation))
    intents = await course.open_intents()
    for action in plan.actions:
        stop = await course.obstacle()
        if stop is not None:
            return course.ended(stop)
        await course.carry_out(action, intents)
    return course.ended()


@dataclass(slots=True)
class _Course:
    snapshot: Snapshot
    fence: Fence
    room: Room
    github: Client
    head_checked: bool = False
    done: list[Action] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    def ended(self, dropped: str | None = None) -> Applied:
        return Applied(tuple(self.done), tuple(self.failed), dropped)

    async def open_intents(self) -> dict[Creation, Intent]:
        """What earlier runs began and did not see through; what the snapshot answers is settled."""
        key, still_open = self.snapshot.target.key, {}
        for intent in await self.room.ledger.intents.open(key):
            creation = Creation(intent.kind, intent.marker)
            number = found(creation, self.snapshot.posted)
            if number is not None:
                await self._keep(creation, number)
            elif is_moot(intent, self.snapshot, self.room.now()):
                await self.room.ledger.intents.settle(key, intent.kind, intent.marker)
            else:
                still_open[creation] = intent
        return still_open

    async def obstacle(self) -> str | None:
        """Why the next write must not be made: asked before each one, the head once before the first."""
        if not self.head_checked and await self._head() != self.snapshot.head_sha:
            return MOVED
        self.head_checked = True
        return None if await self.fence.holds() else TAKEN_OVER

    async def carry_out(self, action: Action, intents: dict[Creation, Intent]) -> None:
        """One action. A Never is kept as a failure; Later and Unknown leave by exception."""
        creation, name = creation_of(action), self.snapshot.repository.full_name
        try:
            if creation is None:
                written = await write(action, name, self.github)
            else:
                written = await self._create(action, creation, intents.get(creation))
            await append(action, written, name, self.github)
        except Never as refused:
            self.failed.append(Failure(action, refused.reason))
        else:
            self.done.append(action)

    async def _create(self, action: Action, creation: Creation, begun: Intent | None) -> int:
        key, intents = self.snapshot.target.key, self.room.ledger.intents
        if begun is not None:
            await self._look_again(creation, begun)
        await intents.record(key, creation.kind, creation.marker, self.fence.run)
        try:
            number = await write(action, self.snapshot.repository.full_name, self.github)
        except Unknown:
            raise
        except (Later, Never):
            await intents.settle(key, creation.kind, creation.marker)  # surely not created
            raise
        await self._keep(creation, number)
        return number

    async def _look_again(self, creation: Creation, begun: Intent) -> None:
        """Raises Later unless an earlier try has surely failed: it is old enough, and a new list lacks it."""
        ripe = begun.created_at + SETTLING
        if self.room.now() < ripe:
            raise Later(ripe, f"Whether an earlier try made the {creation.kind} is not yet sure")
        number = found(creation, await self._listed_anew(creation))
        if number is not None:
            await self._keep(creation, number)
            raise Later(_AT_ONCE, f"An earlier try made the {creation.kind} after all")

    async def _listed_anew(self, creation: Creation) -> Posted:
        snapshot = self.snapshot
        where, view = snapshot.repository, await view_from(snapshot.target, self.room)
        if creation.kind == CHECK:
            return Posted(
                checks=await our_checks(where, snapshot.target, snapshot.head_sha, (), view, fresh=True)
            )
        if creation.kind == COMMENT and snapshot.pull is not None:
            return Posted(await our_comments(where, snapshot.pull.number, (), view, fresh=True))
        return Posted(issues=await our_issues(where, snapshot.policy, (), view, fresh=True))

    async def _keep(self, creation: Creation, number: int) -> None:
        """Remember what stands on GitHub, then close its intent."""
        key, head = self.snapshot.target.key, self.snapshot.head_sha
        await self.room.ledger.posted.save(Post(key, creation.kind, creation.marker, number, head))
        await self.room.ledger.intents.settle(key, creation.kind, creation.marker)

    async def _head(self) -> str | None:
        """Where the pull request or branch stands now; None where it is gone."""
        name, target = self.snapshot.repository.full_name, self.snapshot.target
        try:
            if target.pull is not None:
                return (await pulls.pull(self.github, name, target.pull, fresh=True)).head.sha
            return await repositories.branch_head(self.github, name, target.branch or "", fresh=True)
        except Missing:
            return None
