"""How long reading takes: a ratio to markdown-it-py's bare parse over real texts, and growth on worst cases.

Run as a script: `python -m tests.bench.bench_parsers`. It prints figures and judges none of them.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from parsers import read
from parsers.model import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CORPORA = ("claims/corpus", "claims/blockers", "seeds")
LIMITS = Limits(document_bytes=4_000_000, document_lines=200_000)
WORST: dict[str, Callable[[int], str]] = {
    "nested brackets": lambda n: "[" * n + "x" + "]" * n,
    "image openers": lambda n: "![[](" * (n // 5),
    "emphasis": lambda n: "*a **b " * (n // 7),
    "underscores": lambda n: "_a __b" * (n // 6),
    "backticks": lambda n: "`" * n,
    "unclosed code": lambda n: "`a ``b " * (n // 7),
    "pipes": lambda n: "|" * n + "\n|-|\n" + "|" * n,
    "digits": lambda n: "1" * n,
    "figures": lambda n: "12/34 56% tests " * (n // 16),
    "dashes": lambda n: "- " * (n // 2),
    "long dashes": lambda n: "a — b – " * (n // 8),
    "emoji": lambda n: "✅❌⚠ " * (n // 4),
    "quotes": lambda n: ">" * n + " x",
    "deep lists": lambda n: "\n".join("  " * i + "- x" for i in range(int(n**0.5))),
    "flat list": lambda n: "- [x] a: 50% done, 3/4 tests passing\n" * (n // 37),
    "one line": lambda n: "The service is ready and 40% of tests pass. " * (n // 44),
    "words": lambda n: "word " * (n // 5),
    "one table": lambda n: (
        "| Name | Status | Tests |\n|---|---|---|\n" + "| a | ✅ done | 3/4 |\n" * (n // 21)
    ),
    "wide table": lambda n: "|" + "a|" * (n // 6) + "\n|" + "-|" * (n // 6) + "\n|" + "✅|" * (n // 6),
    "headings": lambda n: "# a\n" * (n // 4),
    "html": lambda n: "<div><td>" * (n // 9),
    "comments": lambda n: "<!-- a " * (n // 7),
    "paths": lambda n: "a/" * (n // 2) + ".py",
    "dots": lambda n: "a." * (n // 2),
    "mojibake": lambda n: "âœ… ‚úÖ " * (n // 8),
    "references": lambda n: "[a]: b\n" * (n // 7),
    "colons": lambda n: "a: " * (n // 3),
    "brackets": lambda n: "(1 " * (n // 3),
    "spaces": lambda n: "a" + " " * n + "b",
    "boxes": lambda n: "│ a │ b\n" * (n // 8),
    "tree": lambda n: "├── a.py ✅\n" * (n // 11),
    "plain rules": lambda n: "═══\nA\n" * (n // 6),
}


def _seconds(action: Callable[[], object], repeats: int = 3) -> float:
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best


def _texts(shared: Path) -> Iterator[tuple[str, bytes]]:
    for folder in CORPORA:
        for path in sorted((shared / folder).glob("*")):
            if path.suffix in {".md", ".txt"}:
                yield path.name, path.read_bytes()


def ratio(shared: Path) -> tuple[float, float, float]:
    """Seconds of our reading, seconds of the bare parse, and the worst milliseconds per 20 KB of one document."""
    texts = list(_texts(shared))
    bare = MarkdownIt("commonmark").enable("table")
    ours = _seconds(lambda: [read(name, data) for name, data in texts])
    theirs = _seconds(lambda: [bare.parse(data.decode("utf-8", "replace")) for _, data in texts])
    worst = max(
        (
            _seconds(lambda n=name, d=data: read(n, d), 2) / max(len(data), 4000) * 20_000_000
            for name, data in texts
        ),
        default=0,
    )
    return ours, theirs, worst


def growth(build: Callable[[int], str], suffix: str, sizes: tuple[int, ...]) -> list[float]:
    """Seconds for each size."""
    return [_seconds(lambda s=size: read("worst" + suffix, build(s).encode(), LIMITS), 2) for size in sizes]


def main() -> None:
    """Print both tables."""
    shared = Path(__file__).resolve().parents[3] / "shared"
    if shared.is_dir():
        ours, theirs, worst = ratio(shared)
        print(
            f"claims {ours:.3f} s, bare parse {theirs:.3f} s, ratio {ours / theirs:.2f}; worst 20 KB {worst:.0f} ms"
        )
    sizes = tuple(int(argument) for argument in sys.argv[1:]) or (8_000, 16_000, 32_000, 64_000)
    for name, build in WORST.items():
        for suffix in (".md", ".txt"):
            times = growth(build, suffix, sizes)
            steps = " ".join(f"{b / max(a, 1e-4):.1f}" for a, b in pairwise(times))
            print(f"{name + suffix:24} {times[-1] * 1000:8.0f} ms   growth {steps}")


if __name__ == "__main__":
    main()
