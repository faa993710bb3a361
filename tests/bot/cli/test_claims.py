import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import claims, main
from bot.cli.annotated import annotated, said
from parsers import model, read
from parsers.model import (
    Blocker,
    Claim,
    Contradiction,
    Count,
    Coverage,
    Document,
    Encoding,
    Goal,
    PathReference,
    Problem,
    Progress,
    Stamp,
    State,
)

TEXT = "# Status\n\n## Auth Service\n\n- 36/38 tests passing\n- plain words\n"


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "STATUS.md"
    file.write_text(TEXT)
    return str(file)


def test_each_line_has_what_was_read_beside_it(document, capsys):
    assert main(["claims", document]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("5  - 36/38 tests passing")
    assert lines[at + 1].startswith("     → ")
    assert any("tests 36 passing, 38 in all" in line for line in lines[at:])
    assert "6  - plain words" in lines
    assert lines[-1].startswith(f"{document}: ")


def test_json_has_the_fields_of_the_contract(document, capsys):
    assert main(["claims", document, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["document", "encoding", "claims", "contradictions", "problems"]
    assert found["encoding"] == {"name": "utf-8", "repaired": False}
    tests = next(claim for claim in found["claims"] if claim["kind"] == "tests")
    assert (tests["line"], tests["passing"], tests["total"]) == (5, 36, 38)
    assert {"id", "text", "bounds", "decimals", "columns"} <= tests.keys()


def test_contradictions_are_told_in_both_formats(tmp_path, capsys):
    file = tmp_path / "STATUS.md"
    file.write_text("# Status\n\n- Auth Service: 36/38 tests passing (50%)\n")
    assert main(["claims", str(file), "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["contradictions"]
    assert found.keys() == {"rule", "grade", "lines", "message"}
    assert (found["rule"], found["grade"], found["lines"]) == ("ratio-percent", "certain", [3])
    assert main(["claims", str(file)]) == 0
    assert f"! certain: {found['message']}" in capsys.readouterr().out


def test_standard_input_is_read_too(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["claims", "-"]) == 0
    assert "36 passing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere.md", "no such file"), (".", "is a directory"), ("a\0b", "cannot read")]
)
def test_what_cannot_be_read_is_one_line(name, said, capsys):
    assert main(["claims", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_a_file_too_large_to_be_a_document_is_refused(document, monkeypatch, capsys):
    monkeypatch.setattr(claims, "_MOST_BYTES", 10)
    assert main(["claims", document]) == 2
    assert "it is over" in capsys.readouterr().err


def test_colour_only_on_a_terminal(document, monkeypatch):
    class Terminal(io.StringIO):
        encoding = "ascii"

        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdout", screen := Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    main(["claims", document])
    assert "\x1b[36m" in screen.getvalue()
    assert screen.getvalue().isascii()
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", screen := Terminal())
    main(["claims", document])
    assert "\x1b" not in screen.getvalue()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Progress(97.5), "progress 97.5 % · Auth"),
        (State("todo"), "state todo · Auth"),
        (model.Tests(passing=36, total=38, failing=1, skipped=1, percent=94.7), "tests 36 passing, 38 in all, 1 failing, 1 skipped, 94.7 % · Auth"),
        (Coverage(80), "coverage 80 % · Auth"),
        (Coverage(80, "branches"), "coverage 80 % of branches · Auth"),
        (Count(3, 5, "endpoints"), "count 3 of 5 endpoints · Auth"),
        (Count(3), "count 3 · Auth"),
        (Goal("coverage", 80), "target coverage 80 % · Auth"),
        (Goal("tests", n=100), "target tests 100 · Auth"),
        (Blocker("needs a schema"), "blocker needs a schema · Auth"),
        (PathReference("a/b", "missing"), "path a/b missing · Auth"),
        (Stamp("date", "2026-03-01"), "stamp date 2026-03-01 · Auth"),
    ],
)  # fmt: skip
def test_a_claim_in_words(value, words):
    assert said(Claim(line=1, subject="Auth", value=value)) == words


def test_an_approximate_claim_without_subject():
    assert said(Claim(line=1, subject="", value=Progress(80), approx=True)) == "progress 80 % (about)"


def test_problems_and_contradictions_stand_at_their_line():
    document = Document(
        "S.md",
        Encoding("cp1252", repaired=True),
        ("a", "b"),
        problems=(Problem(0, "too long"), Problem(1, "odd")),
    )
    shown = list(annotated(document, [Contradiction("sum", "certain", (1, 2), "do not add up")]))
    assert shown == [
        "     ! problem: too long",
        "1  a",
        "     ! problem: odd",
        "2  b",
        "     ! certain: do not add up",
        "",
        "S.md: 0 claims (cp1252, repaired)",
    ]


@given(st.text())
def test_nothing_of_a_document_steers_the_terminal(text):
    document = read("S.md", text.encode("utf-8", "replace"))
    assert all(line.isprintable() for line in annotated(document))


def test_a_line_without_end_is_cut():
    assert len(next(iter(annotated(Document("S.md", Encoding("utf-8"), ("x" * 10_000,)))))) < 500
