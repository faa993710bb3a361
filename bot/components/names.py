"""The names of checks: their parts, their matrix values, their coverage flag."""

from __future__ import annotations

import re

VARIANT = re.compile(r"\(([^()]{1,100})\)")
FLAG = re.compile(r"codecov/project/(.{1,100})")


def parts_of(check: str) -> list[str]:
    """A check's name split where parts of it are set apart."""
    return [part.strip() for part in re.split(r"[/():,|]| - ", check) if part.strip()]
