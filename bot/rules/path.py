"""Whether a path is there is read from the tree; only simple and certain cases speak against a document."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from bot.rules.answers import cite_tree, drifted, holds, unproven
from parsers.model import PathReference

if TYPE_CHECKING:
    from bot.rules.grounds import Case, Grounds
    from bot.rules.listing import Listing
    from bot.verdicts import Verdict

RULE = "path"

_MADE = frozenset(
    {
        *(
            "dist",
            "build",
            "out",
            "target",
            "node_modules",
            "coverage",
            "htmlcov",
            "logs",
            "log",
            "tmp",
            "temp",
        ),
        *("generated", "__pycache__", "vendor", "venv", ".venv", "bin", "obj", "cache", ".cache", "output"),
    }
)
"""Folders whose content is made, not checked in."""

_TEMPLATE = re.compile(r"[<>{}$%]|\.\.\.|…|\b(?:YYYY|XX+|NAME)\b")
_GLOB = re.compile(r"[*?\[]")


def judge(case: Case, grounds: Grounds) -> Verdict | None:
    """`over` for a file said to be there that certainly is not, `under` for one said to be missing."""
    value = case.claim.value
    if not isinstance(value, PathReference):
        return None
    tree = grounds.snapshot.tree
    path = _plain(value.path)
    if not tree.complete or not tree.entries:
        return unproven(RULE, case, "no evidence", "The tree of this commit could not be listed whole.")
    if _TEMPLATE.search(path) or not path:
        return unproven(RULE, case, "not judged", "It stands for several paths.")
    exact = _exact(path, case.place.path, grounds.listing)
    if exact is not None:
        return _there(case, grounds, exact, value)
    elsewhere = grounds.listing.ending_so(path)
    judged = _wanted if value.expect == "exists" else _unwanted
    return judged(case, grounds, path, elsewhere)


def _wanted(case: Case, grounds: Grounds, path: str, elsewhere: str | None) -> Verdict:
    if elsewhere is None and case.beside_open:
        return unproven(RULE, case, "not judged", "The line says that something is still open or wanted.")
    if elsewhere is None:
        return _absent(case, grounds, path)
    evidence = [cite_tree(grounds, elsewhere, elsewhere)]
    return holds(RULE, case, measured=f"is at {elsewhere}", evidence=evidence)


def _unwanted(case: Case, grounds: Grounds, path: str, elsewhere: str | None) -> Verdict:
    if elsewhere is None:
        return holds(RULE, case, measured="not in the tree", evidence=[cite_tree(grounds, "", f"no {path}")])
    return unproven(RULE, case, "not judged", f"The tree has {elsewhere}, which may be another file.")


def _there(case: Case, grounds: Grounds, found: str, value: PathReference) -> Verdict:
    evidence = [cite_tree(grounds, found, found)]
    if value.expect == "exists":
        return holds(RULE, case, measured="in the tree", evidence=evidence)
    detail = f"{found} is in the tree."
    return drifted(RULE, case, "under", detail=detail, measured="in the tree", evidence=evidence)


def _absent(case: Case, grounds: Grounds, path: str) -> Verdict:
    folder, _, name = path.rpartition("/")
    parts = path.split("/")
    certain = (
        bool(folder)
        and "." in name.strip(".")
        and not _GLOB.search(path)
        and _MADE.isdisjoint(part.lower() for part in parts)
        and grounds.listing.has(parts[0])
        and not grounds.listing.has_in_other_case(path)
    )
    if not certain:
        return unproven(
            RULE, case, "not judged", "It is not in the tree, and may be made, ignored or elsewhere."
        )
    evidence = [cite_tree(grounds, "", f"no {path}")]
    detail = f"{path} is not in the tree."
    return drifted(RULE, case, "over", detail=detail, measured="not in the tree", evidence=evidence)


def _plain(path: str) -> str:
    return path.strip().partition("#")[0].partition("?")[0].removeprefix("./").strip("/")[:500]


def _exact(path: str, document: str, listing: Listing) -> str | None:
    """The path as it stands, from the root or relative to the document; folders and globs too."""
    relative = posixpath.normpath(posixpath.join(posixpath.dirname(document), path))
    for candidate in dict.fromkeys((path, relative)):
        if listing.has(candidate) or (_GLOB.search(candidate) and listing.has_match(candidate)):
            return candidate
    return None
