"""One task with two efforts."""

from __future__ import annotations

import pytest

from tests.builders_contradictions import in_short, told, written


def test_one_task_with_two_efforts():
    (one,) = told(written("### 1. Storage tests (4-6 hours)", "text", "- **Storage tests** (2-3 days)"))
    assert (one.rule, one.grade, one.lines) == ("estimate", "certain", (1, 3))
    assert one.message == "Storage tests takes 4–6 hours on line 1 and 2–3 days on line 3."


def test_an_effort_line_below_its_task():
    lines = ["#### 2. **Queue worker** 🟡", "**Effort**: 1-2 hours", "", "- [ ] Queue worker - 2 weeks"]
    assert in_short(*lines) == [("estimate", "certain", (2, 4))]


def test_another_verb_makes_it_a_question():
    lines = ["- Implement the queue worker (1 hour)", "- Queue worker (3 weeks)"]
    assert in_short(*lines) == [("estimate", "question", (1, 2))]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["- Queue worker (1-2 days)", "- Queue worker (2 days)"], id="they meet"),
        pytest.param(["- Queue worker (8 hours)", "- Queue worker (1 day)"], id="a day of eight hours"),
        pytest.param(["- Queue worker (5 days)", "- Queue worker (1 week)"], id="a week of five days"),
        pytest.param(["- Queue worker (4 weeks)", "- Queue worker (1 month)"], id="a month of four weeks"),
        pytest.param(["- Queue worker (90 min)", "- Queue worker (1-2 hours)"], id="minutes"),
        pytest.param(["- Queue worker (1 hour)", "- Mail worker (3 weeks)"], id="two tasks"),
        pytest.param(["- Worker (1 hour)", "- Worker (3 weeks)"], id="one word names little"),
        pytest.param(["- Unit tests (1 hour)", "- Unit tests (3 weeks)"], id="a name of many things"),
        pytest.param(
            ["- Queue worker (1 hour)", "- Queue worker (3 weeks)", "- Queue worker (9 months)"],
            id="three: phases",
        ),
        pytest.param(
            ["- Queue worker (1 hour) or (2 hours)", "- Queue worker (3 weeks)"], id="two on a line"
        ),
        pytest.param(["Queue worker (1 hour)", "Queue worker (3 weeks)"], id="prose"),
        pytest.param(["| Queue worker (1 hour) |", "| Queue worker (3 weeks) |"], id="rows"),
        pytest.param(["Effort: 1 hour", "Effort: 3 weeks"], id="of nothing named"),
    ],
)
def test_efforts_that_may_be(lines):
    assert in_short(*lines) == []


def test_a_task_of_two_sections_may_be_two_tasks():
    lines = ["## Payments", "- Web forms (1 hour)", "## Invoices", "- Web forms (3 weeks)"]
    assert in_short(*lines) == [("estimate", "question", (2, 4))]
    assert in_short("## Week 1", "- Web forms (1 hour)", "## Week 2", "- Web forms (3 weeks)") == []
