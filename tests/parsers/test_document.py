"""The public door: bytes in, a Document out, whatever the bytes."""

from __future__ import annotations

from parsers import claim_json, document_json, read
from parsers.model import Limits


def _kinds(document):
    return [(claim.line, claim.kind, claim.subject) for claim in document.claims]


def test_reads_markdown_claims_with_lines_and_columns():
    document = read(
        "STATUS.md", "# App\n\n1. **Auth** - 98% Complete ✅\n   - 36/38 tests passing\n".encode()
    )
    assert _kinds(document) == [(3, "progress", "Auth"), (3, "state", "Auth"), (4, "tests", "Auth")]
    progress = claim_json(document.claims[0])
    assert progress["percent"] == 98
    assert document.lines[2][slice(*progress["columns"])] == "98"
    assert progress["bounds"] == [97.5, 98.5]


def test_columns_point_into_the_damaged_line():
    damaged = "- âœ… Auth: 40% done".encode()
    document = read("STATUS.md", damaged)
    (claim,) = [claim for claim in document.claims if claim.kind == "progress"]
    start, end = claim.figures[0].columns
    assert document.encoding.repaired
    assert document.lines[0][start:end] == "40"


def test_beyond_the_limits_is_a_problem_and_no_claims():
    too_long = read("A.md", b"- [x] one\n" * 30, Limits(document_lines=20))
    too_big = read("A.md", b"- [x] one\n", Limits(document_bytes=5))
    assert [len(d.problems) for d in (too_long, too_big)] == [1, 1]
    assert not too_long.claims
    assert not too_big.claims


def test_document_json_gives_each_claim_an_id_of_its_own():
    printed = document_json(read("A.md", b"# A\n\n- [x] one\n- [x] one\n- [ ] two\n"))
    assert len({claim["id"] for claim in printed["claims"]}) == 3
    assert printed["encoding"] == {"name": "utf-8", "repaired": False}
