"""BEHAVIOURS.md and the tests of behaviour name each other, row by row."""

import re
from pathlib import Path

_HERE = Path(__file__).parent
_TABLE = _HERE.parents[2] / "bot" / "sandbox" / "BEHAVIOURS.md"


def _rows():
    lines = _TABLE.read_text("utf-8").splitlines()
    cells = [line.strip("|").split("|") for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in cells if row[0].strip() != "behaviour"]


def _tests():
    sources = (path.read_text("utf-8") for path in _HERE.glob("test_behaviours_*.py"))
    return {
        name for source in sources for name in re.findall(r"^(?:async )?def (test_\w+)", source, re.MULTILINE)
    }


def test_every_row_has_documentation_and_one_test_of_its_own():
    rows = _rows()
    assert all(len(row) == 3 and row[1].startswith("en/") for row in rows)
    assert len({row[2] for row in rows}) == len(rows)


def test_every_row_names_a_test_and_every_test_has_a_row():
    rows = {row[2] for row in _rows()}
    assert rows - _tests() == set()
    assert _tests() - rows <= {"test_held_deliveries_go_out_last_first"}
