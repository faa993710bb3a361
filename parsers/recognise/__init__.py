"""One recogniser per kind of claim, all of one signature; this table is their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parsers.model import Claim
from parsers.recognise import blocker, count, coverage, path, progress, stamp, state, target, tests
from parsers.statements import Reading, Statement

Recogniser = Callable[[Statement, Reading], Iterator[Claim]]

RECOGNISERS: tuple[Recogniser, ...] = (
    progress.recognise,
    state.recognise,
    tests.recognise,
    coverage.recognise,
    count.recognise,
    target.recognise,
    blocker.recognise,
    path.recognise,
    stamp.recognise,
)
