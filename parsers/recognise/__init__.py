"""One recogniser per kind of claim, all of one signature; this table is their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parsers.model import Claim
from parsers.recognise import blocker, count, coverage, path, progress, stamp, state, target, tests
from parsers.statements import Reading, Statement

Recogniser = Callable[[Statement, Reading], Iterator[Claim]]

RECOGNISERS: tuple[tuple[Recogniser, bool], ...] = (
    (progress.recognise, True),
    (progress.recognise_bar, False),
    (state.recognise, False),
    (tests.recognise, True),
    (tests.recognise_none, False),
    (coverage.recognise, True),
    (count.recognise, True),
    (target.recognise, True),
    (blocker.recognise, False),
    (path.recognise, False),
    (stamp.recognise, False),
)
"""Each recogniser in its turn, and whether a statement without a digit is none of its business."""
