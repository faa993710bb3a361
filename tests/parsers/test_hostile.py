"""Documents made to be slow or endless: each ends, within the limits, and what it drops is a problem."""

from __future__ import annotations

import pytest

from parsers import read

SIZE = 60_000
"""Characters of each document: some hundred times what a person writes on one line."""

STRETCHES = {
    "images in links": "![[](",
    "open brackets": "[",
    "closed brackets": "]",
    "round brackets": "(",
    "emphasis": "*a_",
    "stars": "*",
    "underscores": "_",
    "strikes": "~~",
    "backticks": "`a",
    "pipes": "|",
    "digits": "7",
    "percents": "7%",
    "ratios": "1/2/",
    "ranges": "1-2–3—",
    "dates": "2025-11-",
    "dashes": "-",
    "equals": "=",
    "spaces": " ",
    "tabs": "\t",
    "emoji": "✅",
    "joined emoji": "👩\u200d💻",
    "circles": "🔴🟢",
    "bars": "█░",
    "boxes": "[ ] ",
    "words": "tests passing ",
    "not": "not ",
    "colons": "a: ",
    "dots": "a. ",
    "slashes": "a/",
    "angles": "<a ",
    "tags": "<td>",
    "comments": "<!--",
    "entities": "&#x",
    "damage": "âœ",
    "lost damage": "ðŸ",
    "escapes": "\\",
    "ansi": "\x1b[",
    "nulls": "\x00",
    "full width": "４５％",
    "quotes": "> ",
    "links": "[a](b) ",
    "addresses": "http://a.b/",
    "paths": "src/a.py ",
    "blocked": "blocked by ",
    "commas": "1,",
    "tree": "│  ",
}

LINES = {
    "items": "- [x] a",
    "headings": "# a: 40% done",
    "deep headings": "###### a",
    "quotes": "> a",
    "rows": "| a | 40% | ✅ |",
    "rules": "---",
    "fences": "```",
    "tree": "├── a.py ✅",
    "box": "║ a 40% ║",
    "leads": "**Missing:**",
    "html": "<tr><td>a</td><td>✅</td></tr>",
    "details": "<details>",
    "footnotes": "[^1]: a",
    "definitions": "[a]: b",
    "blank": "",
    "columns": "a   40%   12",
    "indented": "    a",
    "blockers": "- Blocker: a",
    "setext": "a\n===",
}


def _bounded(document):
    """Whether what was made of a document stays in proportion to it."""
    spread = sum(len(claim.text) + len(claim.subject) for claim in document.claims)
    return len(document.claims) <= SIZE and spread <= 40 * SIZE and len(document.problems) <= SIZE


@pytest.mark.parametrize("name", ["STATUS.md", "STATUS.txt"])
@pytest.mark.parametrize("stretch", STRETCHES.values(), ids=list(STRETCHES))
def test_one_enormous_line_ends(stretch, name):
    document = read(name, (stretch * (SIZE // len(stretch))).encode())
    assert _bounded(document)


@pytest.mark.parametrize("before", ["- ", "# ", "| a | ", "- a: ", "**a** - 40% "])
@pytest.mark.parametrize("stretch", ["![[](", "*a_", "7", "✅", "not ", "1-2–3—", "[ ] "])
def test_one_enormous_statement_ends(stretch, before):
    document = read("STATUS.md", (before + stretch * (SIZE // len(stretch))).encode())
    assert _bounded(document)


@pytest.mark.parametrize("name", ["STATUS.md", "STATUS.txt"])
@pytest.mark.parametrize("line", LINES.values(), ids=list(LINES))
def test_very_many_lines_end(line, name):
    lines = [line] * min(4000, SIZE // (len(line) + 1))
    document = read(name, "\n".join(lines).encode())
    assert _bounded(document)


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "* - ", "> - "])
def test_what_lies_too_deep_is_a_problem(mark):
    """A list or quote nested beyond the reader's limit is said, with its line, not silently dropped."""
    document = read("STATUS.md", b"# Shop\n\n" + mark.encode() * 400 + b"Auth: 40% complete\n")
    assert [claim.kind for claim in document.claims] in ([], ["progress"])
    assert document.claims or [problem.line for problem in document.problems] == [3]


@pytest.mark.parametrize("mark", ["- ", "> "])
def test_a_line_that_is_too_deep_is_one_problem(mark):
    """At every depth around the limit a line is a problem at most once."""
    for depth in range(20, 70):
        problems = read("STATUS.md", (mark * depth + "Auth: 40% complete\n").encode()).problems
        assert [problem.line for problem in problems] in ([], [1])


def test_a_deep_list_ends():
    text = "\n".join("  " * depth + f"- item {depth}" for depth in range(300))
    assert _bounded(read("STATUS.md", text.encode()))


def test_one_enormous_table_ends():
    width = 60
    header = "| " + " | ".join(f"c{n}" for n in range(width)) + " |\n" + "|---" * width + "|\n"
    row = "| " + " | ".join(["✅"] * width) + " |\n"
    document = read("STATUS.md", (header + row * 200).encode())
    assert len(document.claims) <= 200 * width


def test_a_row_wider_than_any_is_cut():
    width = 3000
    table = "|a" * width + "|\n" + "|-" * width + "|\n" + "|✅" * width + "|\n"
    assert len(read("STATUS.md", table.encode()).claims) < 200


def test_text_beyond_a_stretch_is_a_problem_with_its_line():
    document = read("STATUS.md", b"# Shop\n\n- Auth: 40% complete " + b"word " * 4000)
    assert [problem.line for problem in document.problems] == [3]
    assert [claim.kind for claim in document.claims] == ["progress"]
