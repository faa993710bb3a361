"""Paths of reports made comparable: forward slashes, relative to the checkout where that can be seen."""

from __future__ import annotations

import re
from functools import lru_cache

_CHECKOUT = re.compile(
    r"^(?:/home/runner/work|/Users/runner/work|/__w|/github/workspace|[A-Za-z]:/a)(?:(?<=workspace)/|/([^/]+)/\1/)"
)
"""Where GitHub's runners check out: work/REPO/REPO, D:/a/REPO/REPO, __w/REPO/REPO, /github/workspace."""
_ABSOLUTE = re.compile(r"^(?:/|[A-Za-z]:/)")


@lru_cache(maxsize=1024)
def tidy(path: str) -> str:
    """Forward slashes, without `./` in front, without a GitHub runner's checkout folder."""
    slashed = path.replace("\\", "/")
    slashed = _CHECKOUT.sub("", slashed)
    while slashed.startswith("./"):
        slashed = slashed[2:]
    return slashed


def is_absolute(path: str) -> bool:
    """Whether it starts at a root or a drive; of a tidied path."""
    return bool(_ABSOLUTE.match(path))
