"""One source file's coverage while it is being read: lines, branches and statements, bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.reports import marks, packed
from parsers.reports.model import FileCoverage, Ratio, Refused
from parsers.reports.numbers import count, shown
from parsers.reports.paths import tidy

if TYPE_CHECKING:
    from parsers.reports.limits import Limits


class Budget:
    """What all files of one report may take together."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.files = 0
        self.lines = 0
        self.worked = 0

    def file(self) -> None:
        """Account for one more file."""
        self.files += 1
        if self.files > self.limits.files:
            raise Refused(f"there are more than {self.limits.files:,} files")

    def spend(self, lines: int) -> None:
        """Account for room or work for so many lines."""
        self.lines += lines
        if self.lines > self.limits.lines:
            raise Refused(f"the files have more than {self.limits.lines:,} lines together")

    def work(self, lines: int) -> None:
        """Account for marking so many lines at once, which costs no room."""
        self.worked += lines
        if self.worked > 10 * self.limits.lines:
            raise Refused(f"the blocks have more than {10 * self.limits.lines:,} lines together")


class Lines:
    """Lines reached and not, and per line the branches; a line said twice is reached if it was once."""

    __slots__ = ("arms", "budget", "functions", "marks", "path", "statements")

    def __init__(self, path: str, budget: Budget) -> None:
        budget.file()
        self.path = tidy(path[: budget.limits.name])
        self.budget = budget
        self.marks = bytearray()
        self.arms: dict[int, tuple[int, int]] = {}
        self.statements: dict[int, tuple[int, int]] = {}
        self.functions: Ratio | None = None

    def number(self, value: object) -> int:
        """A line's number, from what the report says; Refused unless it is from 1 to the limit."""
        line = count(value, "a line's number")
        if not 1 <= line <= self.budget.limits.line_number:
            raise Refused(f"a line's number is {shown(value)}")
        if line >= len(self.marks):
            self.budget.spend(marks.room(self.marks, line) - len(self.marks))
        return line

    def line(self, value: object, *, hit: bool) -> int:
        """Note a line by its number, which is given back."""
        number = self.number(value)
        marks.mark(self.marks, number, hit=hit)
        return number

    def block(self, first: int, last: int, *, hit: bool) -> None:
        """Note all lines from `first` to `last`, whose numbers have been checked."""
        self.budget.work(last - first)
        marks.mark(self.marks, last, hit=hit)
        before = self.marks[first : last + 1]
        self.marks[first : last + 1] = before.translate(marks.AS_HIT if hit else marks.AS_MISSED)

    def conditions(self, line: int, covered: int, total: int) -> None:
        """Note the branches of a line; said again, the most of each stands."""
        before = self.arms.get(line, (0, 0))
        self._check(total)
        self.arms[line] = max(covered, before[0]), max(total, before[1])

    def branches(self, line: int, covered: int, total: int) -> None:
        """Note the branches of a line, adding to those it has; the most reached counts as the line's."""
        before = self.arms.get(line, (0, 0))
        self._check(before[1] + total)
        self.arms[line] = (before[0] + min(covered, total), before[1] + total)

    def statement(self, key: int, covered: int, total: int) -> None:
        """Note a statement (or a block of `total` statements) once; said again, the most reached stands."""
        before = self.statements.get(key, (0, 0))
        self._check(total)
        self.statements[key] = (max(before[0], covered), max(before[1], total))

    def _check(self, total: int) -> None:
        if total > packed.MOST:
            raise Refused(
                f"a line has more than {packed.MOST:,} branches or statements", where=self.path[:200]
            )

    def ended(self, *, branches: bool = False) -> FileCoverage:
        """The value; `branches` says that the format measures them, also where a file has none."""
        found = bytes(self.marks.rstrip(b"\0"))
        arms, statements = packed.pack(self.arms), packed.pack(self.statements)
        return FileCoverage(
            self.path,
            lines=marks.ratio(found),
            branches=packed.ratio(arms) if arms or branches else None,
            statements=packed.ratio(statements) if statements else None,
            functions=self.functions,
            line_marks=found,
            branch_arms=arms,
            statement_arms=statements,
        )
