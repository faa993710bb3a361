"""How a creation is known again."""

from __future__ import annotations

import pytest

from bot.actions import CreateCheck, CreateComment, CreateIssue, DeleteComment
from bot.apply.creations import Creation, creation_of, found
from bot.markers import COMMENT, issue_marker
from bot.snapshot import OurCheck, OurComment, OurIssue, Posted
from tests.builders import COMMIT, NOW

MARKER = issue_marker("abc1234567")


def issue(number: int, fingerprint: str) -> OurIssue:
    return OurIssue(number, fingerprint, "t", "b", True, None, frozenset(), "", NOW)


POSTED = Posted(
    comments=(OurComment(4, "x"), OurComment(9, "x")),
    checks=(OurCheck(7, "completed", "neutral", "", "", "", 0),),
    issues=(issue(1, "NOT ONE OF OURS"), issue(3, "abc1234567"), issue(8, "abc1234567")),
)


@pytest.mark.parametrize(
    ("creation", "number"),
    [
        (Creation("comment", COMMENT), 4),
        (Creation("check", f"1/{COMMIT}"), 7),
        (Creation("issue", MARKER), 3),
        (Creation("issue", issue_marker("fffffff000")), None),
    ],
)
def test_what_stands_is_found_the_oldest_first(creation, number):
    assert found(creation, POSTED) == number
    assert found(creation, Posted()) is None


def test_only_what_could_be_doubled_is_a_creation():
    report = object()
    assert creation_of(CreateCheck(COMMIT, "1/x", report)) == Creation("check", "1/x")
    assert creation_of(CreateComment(1, COMMENT, "b")) == Creation("comment", COMMENT)
    assert creation_of(CreateIssue(MARKER, "t", "b", ())) == Creation("issue", MARKER)
    assert creation_of(DeleteComment(1)) is None
