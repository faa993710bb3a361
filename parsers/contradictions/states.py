"""One thing that is called done in one place and not done in another; a part of the rule same-subject."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.contradictions.case import found
from parsers.contradictions.names import is_generic, strict
from parsers.contradictions.scope import apart
from parsers.model import Claim, Contradiction, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.contradictions.case import Study

_SAID = {"done": "done", "partial": "partly done", "todo": "to do", "blocked": "blocked"}
_FEWEST_WORDS = 2
_MOST = 4
"""A name that bears more states than this is a label, not a thing."""


def states(study: Study) -> Iterator[Contradiction]:
    """Names that say themselves what they are: done on one line, to do or blocked on another."""
    groups: dict[tuple[str, ...], list[tuple[Claim, str]]] = defaultdict(list)
    for claim in study.claims:
        if isinstance(claim.value, State) and study.present(claim) and _names_a_thing(claim.subject):
            groups[strict(claim.subject)].append((claim, claim.value.state))
    for group in groups.values():
        yield from _disagreeing(study, group)


def _names_a_thing(subject: str) -> bool:
    return len(strict(subject)) >= _FEWEST_WORDS and not is_generic(subject)


def _disagreeing(study: Study, group: Sequence[tuple[Claim, str]]) -> Iterator[Contradiction]:
    done = [claim for claim, state in group if state == "done"]
    against = [(claim, state) for claim, state in group if state in {"todo", "blocked"}]
    if (
        len(group) > _MOST
        or not done
        or not against
        or {claim.line for claim in done} & {claim.line for claim, _ in against}
    ):
        return
    one, (other, state) = done[0], against[0]
    parted = apart(study, one, other)
    if parted:
        return
    sure = parted is False and not one.inherited and not other.inherited
    sides = sorted(((one.line, "done"), (other.line, state)))
    words = "; ".join(f"line {line} says {_SAID[said]}" for line, said in sides)
    ask = "" if sure else "is it one thing?"
    yield found("same-subject", [one.line, other.line], f"{one.subject}: {words}", ask)
