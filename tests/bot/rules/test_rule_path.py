"""Paths against the tree: only simple and certain cases speak against a document."""

from __future__ import annotations

import pytest

from parsers.model import Blocker, Goal, PathReference, State
from tests.builders import claim, tree
from tests.builders_rules import COMMIT, short, verdict_of, verdicts_of

PATHS = (
    "README.md",
    "Dockerfile",
    "src/database.py",
    "src/api/routes.py",
    "docs/STATUS.md",
    "docs/img/a.png",
)


def said(path, expect="exists"):
    return claim(PathReference(path, expect), subject=path)


def judged(path, expect="exists", **overrides):
    overrides.setdefault("tree", tree(*PATHS))
    return verdict_of(said(path, expect), **overrides)


@pytest.mark.parametrize(
    "path",
    [
        "src/database.py",
        "./src/database.py",
        "/src/database.py",
        "src/api/",
        "src",
        "src/api/*.py",
        "Dockerfile",
    ],
)
def test_what_is_in_the_tree_is_there(path):
    assert short(judged(path)) == "holds"
    verdict = judged(path, "missing")
    assert (short(verdict), verdict.measured) == ("drifted under", "in the tree")


def test_the_evidence_links_to_the_commit():
    (citation,) = judged("src/database.py#L3").evidence
    assert (citation.source, citation.commit) == (
        f"https://github.test/acme/shop/blob/{COMMIT}/src/database.py",
        COMMIT,
    )


@pytest.mark.parametrize("path", ["img/a.png", "./img", "../src/database.py", "../README.md"])
def test_a_path_counts_from_its_document_too(path):
    assert short(verdict_of(said(path), tree=tree(*PATHS), path="docs/STATUS.md")) == "holds"


@pytest.mark.parametrize(
    ("path", "at"), [("api/routes.py", "src/api/routes.py"), ("database.py", "src/database.py")]
)
def test_leading_folders_may_be_left_out(path, at):
    verdict = judged(path)
    assert (short(verdict), verdict.measured) == ("holds", f"is at {at}")
    assert short(judged(path, "missing")) == "unproven not judged"


@pytest.mark.parametrize("path", ["src/cache.py", "docs/GUIDE.md", "src/api/users.py"])
def test_a_file_that_certainly_is_not_there(path):
    verdict = judged(path)
    assert (short(verdict), verdict.detail) == ("drifted over", f"{path} is not in the tree.")
    assert short(judged(path, "missing")) == "holds"


@pytest.mark.parametrize(
    "path",
    [
        "cache.py",  # a bare name may be made or ignored
        "src/dist/main.js",
        "src/logs/app.log",
        "src/api",  # shown again below as a folder that is there
        "other/cache.py",  # another repository's
        "src/Database.py",  # differs in case only
        "src/newfolder",
        "src/.env",
        "src/*.rs",
    ],
)
def test_a_path_that_may_be_elsewhere_is_not_accused(path):
    assert short(judged(path)) in ("unproven not judged", "holds")


@pytest.mark.parametrize(
    "path", ["src/<name>.py", "src/{a,b}.py", "src/YYYY/x.py", "$HOME/x.py", "", "./", "src/..."]
)
def test_a_path_that_stands_for_several_is_not_judged(path):
    assert short(judged(path)) == "unproven not judged"


@pytest.mark.parametrize("beside", [Blocker("needs it"), State("todo"), State("partial"), Goal("tests", n=3)])
def test_a_file_that_a_line_still_wants_is_not_accused(beside):
    stated = (said("src/cache.py"), claim(beside))
    assert short(verdicts_of(*stated, tree=tree(*PATHS))[0]) == "unproven not judged"
    elsewhere = (said("src/cache.py"), claim(beside, line=2), claim(State("done")))
    assert short(verdicts_of(*elsewhere, tree=tree(*PATHS))[0]) == "drifted over"


@pytest.mark.parametrize("listing", [tree(*PATHS, complete=False), tree()])
def test_without_the_whole_tree_nothing_is_said(listing):
    for expect in ("exists", "missing"):
        assert short(judged("src/cache.py", expect, tree=listing)) == "unproven no evidence"
