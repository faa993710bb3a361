"""Two things said to hold one port or number."""

from __future__ import annotations

import pytest

from parsers.model import State
from tests.builders_contradictions import in_short, of, says, told, written


def service(name, port):
    return says(f"1. **✅ {name}** - Port {port}", of(name, State("done")))


def services(*ports, names=("Web App", "Dashboard", "Mobile API", "Gateway")):
    return [service(name, port) for name, port in zip(names, ports, strict=False)]


def test_two_neighbours_with_one_port():
    (one,) = told(written("## Services", *services(3000, 8002, 8002, 8003)))
    assert (one.rule, one.grade, one.lines) == ("collision", "certain", (3, 4))
    assert one.message == "Port 8002 is given to Dashboard (line 3) and to Mobile API (line 4)."


def test_among_few_it_is_a_question():
    assert in_short(*services(3000, 8002, 8002)) == [("collision", "question", (2, 3))]


def test_names_come_from_the_line_where_it_makes_no_claim():
    (one,) = told(written("- `Web`: port 3000", "- Mail (port 25)", "- Docs — port 80", "- Relay, port 25"))
    assert one.message == "Port 25 is given to Mail (line 2) and to Relay (line 4)."


def test_a_column_of_ports():
    rows = ["| Web | 3000 |", "| Docs | :8002 |", "| Mail | `8002` |", "| Api | 8003 |"]
    assert in_short("| Service | Port |", "|---|---|", *rows) == [("collision", "certain", (4, 5))]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(services(3000, 8001, 8002, 8003), id="each its own"),
        pytest.param(services(8080, 8080, 8080, 8003), id="three share it: a convention"),
        pytest.param(services(8080, 8080, 8081, 8081), id="two pairs: a pattern"),
        pytest.param(services(8080, 8080), id="all share it"),
        pytest.param(
            services(3000, 8002, 8003, 8002, names=("Web", "Auth Service", "Mail", "Create Auth Service")),
            id="one thing, a task",
        ),
        pytest.param(
            services(3000, 8002, 8003, 8002, names=("Web", "Auth", "Mail", "Auth API")),
            id="one thing, a longer name",
        ),
        pytest.param(["## A", *services(3000, 8002), "## B", *services(8003, 8002)], id="two lists"),
        pytest.param(
            ["- Web: port 1 and port 2", "- Docs: port 10-20", "- Api port 80", "- : port 80"],
            id="no single port or name",
        ),
        pytest.param(
            ["| Port | Service |", "|---|---|", "| 80 | a |", "| 80 | b |", "| 81 | c |"],
            id="ports first: what listens there",
        ),
        pytest.param(
            ["| S | Port | Ports |", "|---|---|---|", "| a | 80 | 1 |", "| b | 80 | 2 |", "| c | 81 | 3 |"],
            id="two columns",
        ),
        pytest.param(
            ["| S | Port |", "|---|---|", "| a | 80 |", "| b |", "| | 80 |", "| c | none |", "| d | 81 |"],
            id="gaps",
        ),
    ],
)
def test_ports_that_may_be(lines):
    assert in_short(*lines) == []


def test_two_sections_with_one_number():
    lines = ["# Plan of record", "## 3. Auth", "## 4. Mail", "## 4. Search", "## 5. Docs"]
    (one,) = told(written(*lines))
    assert (one.rule, one.grade, one.lines) == ("collision", "certain", (3, 4))
    assert one.message == "Two sections bear the number 4 (lines 3 and 4): “Mail” and “Search”."


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["## 3. Auth", "## 4. Mail", "## 5. Docs"], id="in order"),
        pytest.param(["## 1. Auth", "## 1. Mail", "## 1. Docs"], id="numbered by the renderer"),
        pytest.param(["# A", "## 2. Auth", "# B", "## 2. Mail", "## 3. Docs"], id="two chapters"),
        pytest.param(["## 3. Auth", "## 4. Mail", "## 4. Mail (again)"], id="the same section"),
        pytest.param(["## 4. Mail", "## 4. Docs"], id="two only"),
        pytest.param(["4. Mail", "4. Docs", "4. Auth"], id="a list"),
    ],
)
def test_numbers_that_may_be(lines):
    assert in_short(*lines) == []
