"""The demo as a newcomer runs it: the real sandbox, the real service, a real database."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from bot.demo import main, story
from bot.demo.waiting import soon

ROOT = Path(__file__).resolve().parents[3]


def test_the_story_comes_out_as_told(capsys):
    assert main(once=True, port=0) == 0
    told = capsys.readouterr().out
    assert [line[:2] for line in told.splitlines() if re.match(r"\d\. ", line)] == [
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
    ]
    assert "→ issue #1: Notification Service is blocked: needs the schema" in told
    assert "STATUS.md:8 says 124 tests passing (Auth Service); CI counted 119" in told
    assert "→ the check is neutral, not red: 1 of 12 claims no longer agrees" in told
    assert "→ the same comment, edited in place: Settled: " in told
    assert "STATUS.md:12 says Billing Service: 36 of 36 tests passing; measured: 34 of 36 passed" in told
    assert told.count("   judged   ") == 5
    assert told.count("1 comment\n") == 2
    assert told.endswith("All 5 chapters came out as told.\n")
    assert "\x1b" not in told


def test_a_chapter_that_comes_out_wrong_is_named_with_what_is_there(monkeypatch, capsys):
    renamed = story.HARBOUR["STATUS.md"].replace("Notification Service", "Message Service")
    monkeypatch.setattr(story, "HARBOUR", {**story.HARBOUR, "STATUS.md": renamed})
    assert main(once=True, port=0) == 1
    told = capsys.readouterr().out
    assert "✗ chapter 1 did not come out as told" in told
    assert "expected: an issue named after Notification Service\n" in told
    assert "there is: Message Service is blocked: needs the schema" in told
    assert "2. " not in told
    assert "came out as told.\n" not in told


def test_what_does_not_come_is_named_with_what_is_there(capsys):
    async def promising(play):
        """A red check is promised"""
        yield "grace pushes"
        sha = play.harbour.commit("main", story.HARBOUR, "Begin", "grace")
        await soon(lambda: None, "a red check", lambda: f"{len(play.harbour.check_runs(sha))} of none", 0.01)

    assert main(once=True, port=0, chapters=(promising,)) == 1
    told = capsys.readouterr().out
    assert "1. A red check is promised\n   grace pushes\n   ✗ chapter 1" in told
    assert "expected: a red check within 0.01 s\n" in told
    assert "there is: " in told


@pytest.fixture
def place():
    """A folder for temporary files that the account of the database may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="demo-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize(("told", "code"), [("Ctrl-C ends it.", 0), ("1. ", 130)])
def test_ctrl_c_ends_it_and_leaves_nothing_behind(place, told, code):
    """After the story, and in the middle of it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(place)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for line in process.stdout:
            if line.startswith(told):
                break
        assert [one.name for one in place.glob("statusproof-demo-*")], "there is something to remove"
        assert with_a_part_in(place)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert (process.returncode, errors) == (code, "")
    assert list(place.iterdir()) == []
    assert with_a_part_in(place) == []


def with_a_part_in(folder):
    """Processes that were started with something in the folder."""
    processes = psutil.process_iter(["cmdline"])
    return [one.pid for one in processes if any(str(folder) in part for part in one.info["cmdline"] or ())]
