"""The picture in the README: small, as wide as the README shows it, and made again by one script."""

import os
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_picture_is_a_small_png():
    picture = (ROOT / "docs/comment.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", picture[16:20]) == (900,)
    assert len(picture) < 150_000


def test_without_a_browser_the_script_names_what_is_missing(tmp_path):
    run = subprocess.run(
        [sys.executable, ROOT / "scripts/picture"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr == "picture: Chromium is needed. On Debian or Ubuntu: apt-get install chromium\n"
