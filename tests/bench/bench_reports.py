"""Reading large reports: ours beside a bare expat pass, junitparser and pycobertura, on the same two files.

Makes a JUnit and a Cobertura file of 50 MB with more than 5,000 elements per MB, then measures each way of reading
them in a process of its own, in turns, several rounds, all in the same run:

    python tests/bench/bench_reports.py [--megabytes 50] [--rounds 3] [--peers PYTHON]

`expat alone` parses the same bytes in the same blocks of 64 KiB with no handler at all: nothing is built. `cases`
iterates every test in constant memory; `read` also counts, keeps names for merging and folds the report. The
peers iterate every case or line. They need not be installed here: `--peers` (or BENCH_PEERS) names an interpreter
that has them, else they are left out with a note. Times are CPU seconds, the best round; memory is the growth of
the process's peak over what it needed before. Read the ratios: the seconds belong to the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
BLOCK = 65_536
RATIO = 4.0
GROWTH_MB = 40.0
DENSITY = 5_000
PEERS = {"junit": "junitparser", "cobertura": "pycobertura"}


TRACE = "".join(
    f'  File "source/area/module_{n}.py", line {n * 7}, in step\n    return self.step(value)\n'
    for n in range(25)
)
OUTPUT = "".join(f"2026-03-01 09:00:{n:02d} INFO  step {n} of the suite has been done\n" for n in range(40))


def junit_suite(number: int) -> str:
    """A suite of 40 cases as pytest and Surefire write them: with properties, a failure and its trace, output."""
    rows = [
        f'<testsuite name="tests.area_{number}" tests="40" failures="1" errors="0" skipped="1" time="1.5">\n'
    ]
    for case in range(40):
        start = (
            f'<testcase classname="tests.area_{number}.test_module_{case % 4}.TestSubject" '
            f'name="test_it_does_what_it_says[{case}-some-parameter]" time="0.0{case:02d}"'
        )
        if case == 7:
            rows.append(
                f'{start}><failure message="assert 3 == 4">{TRACE}AssertionError</failure></testcase>\n'
            )
        elif case == 11:
            rows.append(f'{start}><skipped message="not on this platform"/></testcase>\n')
        elif case % 8 == 0:
            rows.append(
                f'{start}><properties><property name="requirement" value="R-{number}-{case}"/></properties></testcase>\n'
            )
        else:
            rows.append(f"{start}/>\n")
    return "".join(rows) + f"<system-out><![CDATA[{OUTPUT}]]></system-out></testsuite>\n"


def cobertura_package(number: int) -> str:
    """A package of 5 classes as Cobertura writes them: 60 lines each, once in their method and once in the class."""
    rows = [
        f'    <package name="org.example.area{number}" line-rate="0.9" branch-rate="0.5" complexity="1.0">\n'
    ]
    rows.append("      <classes>\n")
    for unit in range(5):
        name, path = f"org.example.area{number}.Unit{unit}", f"org/example/area{number}/Unit{unit}.java"
        rows.append(f'        <class name="{name}" filename="{path}" line-rate="0.9" branch-rate="0.5">\n')
        rows.append("          <methods>\n")
        rows += [method(first) for first in range(1, 61, 5)]
        rows.append("          </methods>\n          <lines>\n")
        rows += [line(n, 12) for n in range(1, 61)]
        rows.append("          </lines>\n        </class>\n")
    return "".join(rows) + "      </classes>\n    </package>\n"


def method(first: int) -> str:
    signature = "(Ljava/lang/String;Ljava/util/Map;Ljava/util/function/Function;I)Ljava/util/Optional;"
    lines = "".join(line(n, 16) for n in range(first, first + 5))
    start = (
        f'            <method name="method{first}" signature="{signature}" line-rate="0.9" branch-rate="0.5">'
    )
    return f"{start}\n              <lines>\n{lines}              </lines>\n            </method>\n"


def line(number: int, indent: int) -> str:
    start = f'{" " * indent}<line number="{number * 3}" hits="{0 if number % 10 == 9 else number * 1000}"'
    if number % 10 != 5:
        return f'{start} branch="false"/>\n'
    inner = f'{" " * indent}    <condition number="0" type="jump" coverage="50%"/>\n'
    opened = f'{start} branch="true" condition-coverage="50% (1/2)">\n{" " * indent}  <conditions>\n{inner}'
    return f"{opened}{' ' * indent}  </conditions>\n{' ' * indent}</line>\n"


def write(path: Path, megabytes: int, start: str, part: object, end: str) -> None:
    number = 0
    with path.open("w", encoding="utf-8") as file:
        size = file.write(start)
        while size < megabytes * 1_000_000:
            size += file.write(part(number))  # type: ignore[operator]
            number += 1
        file.write(end)


def make(folder: Path, megabytes: int) -> dict[str, Path]:
    made = {"junit": folder / "junit.xml", "cobertura": folder / "coverage.xml"}
    declared = '<?xml version="1.0" encoding="utf-8"?>\n'
    write(made["junit"], megabytes, f"{declared}<testsuites>\n", junit_suite, "</testsuites>\n")
    root = '<coverage line-rate="0.9" branch-rate="0.5" version="7" timestamp="1"><packages>\n'
    write(made["cobertura"], megabytes, declared + root, cobertura_package, "</packages></coverage>\n")
    return made


def chunks(path: str):
    with Path(path).open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def measure_expat(path: str) -> list[int]:
    from xml.parsers import expat

    parser = expat.ParserCreate()
    for block in chunks(path):
        parser.Parse(block, False)
    parser.Parse(b"", True)
    return []


def measure_handlers(path: str) -> list[int]:
    """Counts the elements: what calling Python for each costs by itself."""
    from xml.parsers import expat

    elements = 0

    def start(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _tag: None
    for block in chunks(path):
        parser.Parse(block, False)
    parser.Parse(b"", True)
    return [elements]


def measure_cases(path: str) -> list[int]:
    from parsers.reports import cases

    number = dict.fromkeys(("passed", "failed", "error", "skipped"), 0)
    for case in cases(path, chunks(path)):
        number[case.outcome] += 1  # type: ignore[union-attr]
    return list(number.values())


def measure_read(path: str) -> list[int]:
    from parsers.reports import CoverageReport, read

    report = read(path, chunks(path))
    assert report.complete, report.problems
    if isinstance(report, CoverageReport):
        assert report.lines is not None
        return [report.lines.covered, report.lines.total]
    totals = report.totals  # type: ignore[union-attr]
    return [totals.passed, totals.failed, totals.errors, totals.skipped]


def measure_junitparser(path: str) -> list[int]:
    from junitparser import Error, Failure, JUnitXml, Skipped

    passed = failed = errors = skipped = 0
    for suite in JUnitXml.fromfile(path):
        for case in suite:
            kinds = {type(result) for result in case.result}
            errors += Error in kinds
            failed += Failure in kinds
            skipped += Skipped in kinds
            passed += not kinds & {Error, Failure, Skipped}
    return [passed, failed, errors, skipped]


def measure_pycobertura(path: str) -> list[int]:
    from pycobertura import Cobertura

    report = Cobertura(path)
    covered = total = 0
    for file in report.files():
        for _line, status in report.line_statuses(file):
            covered += status in {True, "hit", "partial"}
            total += 1
    return [covered, total]


WAYS = {
    name.removeprefix("measure_"): way for name, way in list(globals().items()) if name.startswith("measure_")
}


def peak_mb() -> float:
    """The most memory this process has held so far."""
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1_000_000


def child(way: str, path: str, small: str) -> None:
    """Measure one way in this process, after the same way has read a small file."""
    WAYS[way](small)
    before, started = peak_mb(), time.process_time()
    totals = WAYS[way](path)
    took = time.process_time() - started
    sys.stdout.write(json.dumps({"seconds": took, "growth": peak_mb() - before, "totals": totals}))


def measured(python: str, way: str, path: Path, small: Path) -> dict[str, object]:
    command = [python, __file__, "--measure", way, str(path), str(small)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # type: ignore[no-any-return]


def has(python: str, package: str) -> bool:
    return (
        subprocess.run([python, "-c", f"import {package}"], check=False, capture_output=True).returncode == 0
    )


def compare(kind: str, path: Path, small: Path, rounds: int, peers: str) -> bool:
    """Print one file's table; whether every bound was kept."""
    ways = {"expat": sys.executable, "handlers": sys.executable}
    ways |= dict.fromkeys(("cases", "read") if kind == "junit" else ("read",), sys.executable)
    if has(peers, PEERS[kind]):
        ways[PEERS[kind]] = peers
    else:
        print(f"  {PEERS[kind]} cannot be imported by {Path(peers).name}: left out (see --peers)")
    best: dict[str, dict] = {}
    for _ in range(rounds):
        for way, python in ways.items():
            found = measured(python, way, path, small)
            if way not in best or found["seconds"] < best[way]["seconds"]:
                best[way] = found
    megabytes = path.stat().st_size / 1_000_000
    elements = best["handlers"]["totals"][0]
    print(f"  {megabytes:.1f} MB, {elements:,} elements, {elements / megabytes:,.0f} per MB")
    bare = best["expat"]["seconds"]
    for way, found in best.items():
        name = {"expat": "expat alone", "handlers": "expat, empty handlers"}.get(way, way)
        said = "" if way in {"expat", "handlers"} else f"  totals {found['totals']}"
        print(
            f"  {name:22}{found['seconds']:7.2f} s {found['seconds'] / bare:6.2f} × {found['growth']:8.1f} MB{said}"
        )
    return all([*bounds(kind, best, elements / megabytes)])


def bounds(kind: str, best: dict[str, dict], density: float) -> list[bool]:
    """Each bound with whether it was kept."""
    ours = "cases" if kind == "junit" else "read"
    bare, peer = best["expat"]["seconds"], PEERS[kind]
    checks = {
        f"at least {DENSITY:,} elements per MB": density >= DENSITY,
        f"{ours} within {RATIO:g} times expat alone": best[ours]["seconds"] <= RATIO * bare,
        f"memory grows by less than {GROWTH_MB:g} MB": best["read"]["growth"] < GROWTH_MB,
    }
    if peer in best:
        checks[f"faster than {peer}"] = best["read"]["seconds"] < best[peer]["seconds"]
        checks[f"the same totals as {peer}"] = best["read"]["totals"] == best[peer]["totals"]
    for what, kept in checks.items():
        print(f"  {'kept  ' if kept else 'MISSED'} {what}")
    return list(checks.values())


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--megabytes", type=int, default=50)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--peers", default=os.environ.get("BENCH_PEERS", sys.executable))
    arguments.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.measure:
        child(*asked.measure)
        return 0
    kept = True
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        large, small = make(Path(folder), asked.megabytes), make(Path(other), 1)
        for kind, path in large.items():
            print(f"{kind}:")
            kept = compare(kind, path, small[kind], asked.rounds, asked.peers) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
