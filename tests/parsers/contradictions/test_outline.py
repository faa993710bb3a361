"""Which line governs which."""

from __future__ import annotations

import pytest

from parsers.contradictions.outline import Outline


def governed(text):
    """Each line that counts, stripped, with the stripped line that governs it."""
    outline = Outline(text.split("\n"))
    return {
        outline.text(line).strip(): outline.text(outline.parent(line)).strip()
        for line, role in enumerate(outline.roles, 1)
        if role not in {"skipped", "rule"}
    }


def test_headings_items_and_lead_ins_govern_what_follows():
    text = """# Report
## Auth
**Status**: done
**Missing:**
- tokens
  - refresh
- keys

All else is there.
## Mail
- queue"""
    assert governed(text) == {
        "# Report": "",
        "## Auth": "# Report",
        "**Status**: done": "## Auth",
        "**Missing:**": "## Auth",
        "- tokens": "**Missing:**",
        "- refresh": "- tokens",
        "- keys": "**Missing:**",
        "All else is there.": "## Auth",
        "## Mail": "# Report",
        "- queue": "## Mail",
    }


def test_banners_boxes_and_indentation_of_plain_text():
    text = """═══════════
  SERVICES (90%)
═══════════
┌─────────┐
│ Auth    │
├─────────┤
│ • Login │
└─────────┘
🧪 TESTING
  • Unit
     Status: fine
Metrics
-------
CPU 10%
Rate 5%
-------
Total 15%"""
    assert governed(text) == {
        "SERVICES (90%)": "",
        "Auth": "SERVICES (90%)",
        "• Login": "Auth",
        "🧪 TESTING": "Auth",
        "• Unit": "🧪 TESTING",
        "Status: fine": "• Unit",
        "Metrics": "Auth",
        "CPU 10%": "Auth",
        "Rate 5%": "Auth",
        "Total 15%": "Auth",
    }


def test_a_line_over_a_rule_is_a_title_only_when_it_stands_alone():
    assert governed("Title\n=====\ntext") == {"Title": "", "text": "Title"}
    assert governed("one\nTwo\n---\nthree") == {"one": "", "Two": "", "three": ""}
    assert governed("a | b\n---|---\nc | d") == {"a | b": "", "c | d": ""}


def test_code_and_comments_say_nothing_but_a_plain_fence_does():
    text = "```python\n# not a heading\n```\n~~~text\n- item\n~~~\n<!-- # hidden\n- hidden\n-->\n<!-- one line -->\n- shown"
    assert governed(text) == {"- item": "", "- shown": ""}


def test_an_open_fence_runs_to_the_end():
    assert governed("```sh\n# a\n# b") == {}


def test_tables_and_their_cells():
    outline = Outline(
        [
            "| A | `B` |",
            "|---|:-:|",
            "| **1** | 2 |",
            "",
            "| lone |",
            "| C | D |",
            "",
            "| x | y |",
            "| z | w |",
        ]
    )
    assert outline.tables == ((1, 3), (5, 6), (8, 9))
    assert outline.cells(3) == ("1", "2")
    assert outline.cells(1) == ("A", "B")


def test_a_table_of_one_line_is_none():
    assert Outline(["| A | B |", "text", "|---|", "| C | D |"]).tables == ()


def test_subtrees_end_where_their_last_line_is():
    outline = Outline(["# A", "- b", "  - c", "", "# D", ""])
    assert [outline.last(line) for line in (1, 2, 3, 5)] == [3, 3, 3, 5]
    assert list(outline.ancestors(3)) == [2, 1]
    assert outline.owner(2) == 2
    assert outline.owner(3) == 2
    assert outline.children == {0: [1, 5], 1: [2], 2: [3]}


@pytest.mark.parametrize("line", [-1, 0, 3])
def test_lines_that_a_document_does_not_have(line):
    outline = Outline(["# A", "- b"])
    assert (outline.text(line), outline.role(line), outline.parent(line), outline.last(line)) == (
        "",
        "skipped",
        0,
        line,
    )
