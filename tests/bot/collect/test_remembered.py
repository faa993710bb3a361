"""A look written down and read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.collect.remembered import kept, remembered, sources_of
from bot.looks import Look, Seen
from tests.builders import COMMIT, NOW, evidence, fact
from webhooks.targets import Target

SEEN = Seen(
    "c1", "STATUS.md", 3, "state", "Auth", "done auth", ("Status", "Now"), "holds", None, NOW.isoformat()
)
LOOK = Look(COMMIT, NOW, settled=True, claims=(SEEN,), engine="1")
TARGET = Target(1, 2, branch="main")


def test_a_look_comes_back_as_it_was():
    row = kept(TARGET, LOOK, evidence(fact("success")))
    assert (row.target, row.head_sha, row.settled) == (TARGET.key, COMMIT, True)
    assert remembered(row) == LOOK


def test_the_sources_of_its_evidence_come_back():
    seen = evidence(
        fact("success", "test"), fact("failure", "test"), fact("success", "cov", app="codecov[bot]")
    )
    assert sources_of(kept(TARGET, LOOK, seen)) == {("github-actions", "test"), ("codecov[bot]", "cov")}


@pytest.mark.parametrize("body", [None, [], {"claims": 3}, {"checks": 3}, {"checks": [["a"], "b", None]}])
def test_what_cannot_be_read_counts_as_never_seen(body):
    row = replace(kept(TARGET, LOOK, evidence()), body=body)
    assert remembered(row) is None
    assert sources_of(row) == frozenset()


def test_without_a_row_nothing_was_seen():
    assert remembered(None) is None
    assert sources_of(None) == frozenset()
