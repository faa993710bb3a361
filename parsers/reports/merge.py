"""Reports of shards, matrix jobs and re-runs merged, so that a test is counted once however often it ran.

The rule:

1. What a job says in a later attempt replaces all it said before (`current`).
2. Inside one job reports add up, because a job runs no test twice on purpose: three equal names are three
   tests. The same report found under two paths (equal file name, tests and outcomes) counts once.
3. Between jobs equal tests are one test (`parsers.reports.identity`), as often as the job with most has it.
   Of its outcomes the strongest stands: error, failed, passed, skipped.
4. A report that names no tests is known by its path; of several jobs' the largest counts.

Authors write any of several figures, so all are kept: merged, added up over everything (`raw`), as the tools
state them, and each job by itself; each with and without the skipped (`Totals.total`, `Totals.ran`).
Merging is set union, and all that is counted is computed from the set: so it is commutative, associative
and idempotent.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TypeVar

from parsers.reports import fold_coverage
from parsers.reports.identity import unpacked
from parsers.reports.model import OUTCOMES, CoverageReport, FileCoverage, StatedCoverage, TestReport, Totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RANK = {outcome: rank for rank, outcome in enumerate(OUTCOMES)}


@dataclass(frozen=True, slots=True)
class TestPart:
    """A job's test report as far as merging needs it; `job` is its name with matrix values and shard."""

    __test__ = False

    job: str
    attempt: int
    path: str
    totals: Totals
    stated: Totals | None = None
    identities: bytes = b""
    complete: bool = True

    @classmethod
    def of(cls, job: str, attempt: int, path: str, report: TestReport) -> TestPart:
        """What merging needs of a report found at `path` in what the job published."""
        return cls(
            job, attempt, path, report.totals, report.stated, report.identities, complete=report.complete
        )


@dataclass(frozen=True, slots=True)
class CoveragePart:
    """A job's coverage report."""

    job: str
    attempt: int
    path: str
    report: CoverageReport


Part = TypeVar("Part", TestPart, CoveragePart)


@dataclass(frozen=True, slots=True)
class TestCounts:
    """Every documented way of counting the tests of one commit."""

    __test__ = False

    merged: Totals
    raw: Totals
    stated: Totals
    jobs: tuple[tuple[str, Totals], ...]
    complete: bool

    def ways(self) -> dict[str, Totals]:
        """All of them by name."""
        named = {"merged": self.merged, "added up": self.raw, "as stated": self.stated}
        return named | {f"job {job}": totals for job, totals in self.jobs}


@dataclass(frozen=True, slots=True)
class CoverageCounts:
    """Files merged line by line over all jobs, and what the tools stated, each figure once."""

    merged: CoverageReport
    stated: tuple[StatedCoverage, ...]


def merged(several: Iterable[Iterable[Part]]) -> frozenset[Part]:
    """All parts of several collections, each once."""
    return frozenset(part for parts in several for part in parts)


def current(parts: Iterable[Part]) -> list[Part]:
    """The parts of each job's latest attempt."""
    held = list(parts)
    latest: dict[str, int] = {}
    for part in held:
        latest[part.job] = max(part.attempt, latest.get(part.job, part.attempt))
    return [part for part in held if part.attempt == latest[part.job]]


def count_tests(parts: Iterable[TestPart]) -> TestCounts:
    """Counted in every way; the order of parts and repeated parts do not matter."""
    latest = set(current(parts))
    jobs = {
        job: _distinct(part for part in latest if part.job == job) for job in sorted({p.job for p in latest})
    }
    return TestCounts(
        merged=_named(jobs.values()) + _unnamed(part for distinct in jobs.values() for part in distinct),
        raw=_added(part.totals for part in latest),
        stated=_added(part.stated or part.totals for part in latest),
        jobs=tuple((job, _added(part.totals for part in distinct)) for job, distinct in jobs.items()),
        complete=all(part.complete for part in latest),
    )


def count_coverage(parts: Iterable[CoveragePart]) -> CoverageCounts:
    """Files of all jobs joined; a line reached in one job is reached."""
    latest = set(current(parts))
    files: dict[str, FileCoverage] = {}
    for part in latest:
        for file in part.report.files:
            files[file.path] = fold_coverage.joined(files[file.path], file) if file.path in files else file
    ordered = tuple(files[path] for path in sorted(files))
    stated = {said for part in latest for said in part.report.stated}
    return CoverageCounts(
        CoverageReport(
            format="merged",
            files=ordered,
            lines=fold_coverage.total(file.lines for file in ordered),
            branches=fold_coverage.total(file.branches for file in ordered),
            statements=fold_coverage.total(file.statements for file in ordered),
            functions=fold_coverage.total(file.functions for file in ordered),
            complete=all(part.report.complete for part in latest),
        ),
        tuple(sorted(stated, key=repr)),
    )


def _distinct(parts: Iterable[TestPart]) -> list[TestPart]:
    """One job's reports, less copies of the same report under another path."""
    kept: dict[tuple[str, bytes, Totals] | str, TestPart] = {}
    for part in sorted(
        parts, key=lambda part: (part.path, part.identities, _size(part.totals)), reverse=True
    ):
        name = part.path.replace("\\", "/").rsplit("/", 1)[-1]
        kept.setdefault((name, part.identities, part.totals) if part.identities else part.path, part)
    return list(kept.values())


def _added(several: Iterable[Totals]) -> Totals:
    return sum(several, Totals())


def _unnamed(parts: Iterable[TestPart]) -> Totals:
    """Of reports that name no tests: the largest by path."""
    largest: dict[str, Totals] = {}
    for part in parts:
        if not part.identities:
            largest[part.path] = max(largest.get(part.path, Totals()), part.totals, key=_size)
    return _added(largest.values())


def _size(totals: Totals) -> tuple[int, int, int, int]:
    return totals.total, totals.ran, totals.passed, totals.failed


def _named(jobs: Iterable[list[TestPart]]) -> Totals:
    """Of tests known by name: per test what the jobs make of it together."""
    numbered = [_numbered(number, parts) for number, parts in enumerate(jobs)]
    counts: dict[int, int] = defaultdict(int)
    for _, same in groupby(heapq.merge(*numbered), key=lambda row: row[0]):
        per_job = [
            sorted((rank for _, _, rank in rows), reverse=True)
            for _, rows in groupby(same, key=lambda row: row[1])
        ]
        for rank in reduce(_stronger, per_job):
            counts[rank] += 1
    by_name = {outcome: counts[rank] for outcome, rank in _RANK.items()}
    return Totals(by_name["passed"], by_name["failed"], by_name["error"], by_name["skipped"])


def _numbered(number: int, parts: list[TestPart]) -> Iterator[tuple[int, int, int]]:
    """Test, job and rank of outcome, by test."""
    streams = [unpacked(part.identities) for part in parts]
    for test, outcome in heapq.merge(*streams, key=lambda pair: pair[0]):
        yield test, number, _RANK[outcome]


def _stronger(first: list[int], second: list[int]) -> list[int]:
    """Of two jobs' outcomes of tests of one name, strongest first, the stronger of each pair."""
    return [max(pair) for pair in zip_longest(first, second, fillvalue=-1)]
