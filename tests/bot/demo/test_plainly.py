"""Markdown, deliveries and writes in the words of a terminal."""

import pytest

from bot.demo.plainly import received, spoken, words, written
from bot.messages import comment_body
from parsers.model import Tests as Counted
from tests.builders import claim, judged, pull, snapshot, verdict


def drifted(line):
    said = verdict("drifted", direction="over", measured="119 of 121 passed")
    return judged(claim(Counted(passing=121), line=line), path="docs/PHASE_1.md", verdict=said)


def test_a_single_drift_is_one_line():
    body = comment_body(snapshot(pull=pull()), (drifted(3),))
    assert spoken(body) == [
        "docs/PHASE_1.md:3 says 121 tests passing (Auth Service); CI counted 119 of 121 passed at 4f2c1aa."
    ]


def test_each_row_is_one_line():
    first, *rows = spoken(comment_body(snapshot(pull=pull()), tuple(map(drifted, range(1, 15)))))
    assert first == "14 of 14 claims no longer agree with what was measured at 4f2c1aa."
    assert rows[0] == "docs/PHASE_1.md:1 says Auth Service: 121 tests passing; measured: 119 of 121 passed"
    assert len(rows) == 10


@pytest.mark.parametrize("body", ["", "<!-- statusproof:comment -->\n"])
def test_of_nothing_nothing_is_told(body):
    assert spoken(body) == []


def test_marks_are_taken_off():
    assert words("**[a\\_b](https://x.test/1)** `c` \\*d\\* e\u200bf") == "a_b c *d* ef"


def test_what_was_received():
    assert received([]) == "nothing"
    assert received(["push"]) == "1 delivery: push"
    assert received(["status", "push", "status"]) == "3 deliveries: push, status ×2"


def test_what_was_written():
    def sent(request, status=201):
        method, path = request.split()
        return {"method": method, "path": path, "status": status}

    home = "/repos/acme/shop"
    rows = [
        sent(f"POST {home}/check-runs"),
        sent(f"PATCH {home}/check-runs/7"),
        sent(f"POST {home}/labels"),
        sent(f"POST {home}/labels"),
        sent(f"POST {home}/issues"),
        sent(f"PATCH {home}/issues/8"),
        sent(f"POST {home}/issues/2/comments"),
        sent(f"PATCH {home}/issues/comments/9"),
        sent(f"DELETE {home}/issues/comments/9", 204),
        sent(f"GET {home}/labels", 200),
        sent(f"POST {home}/issues", 422),
        sent("POST /app/installations/1/access_tokens"),
    ]
    assert written(rows) == (
        "1 check run, 1 update of the check run, 2 labels, 1 issue, 1 edit of an issue, 1 comment, "
        f"1 edit of the comment, 1 DELETE {home}/issues/comments/9"
    )
    assert written([]) == "nothing"
