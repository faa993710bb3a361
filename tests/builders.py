"""Values for tests, each with defaults that mean "nothing special" and keyword overrides."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from bot.evidence import CheckOutcome, Conclusion, CoveragePercent, Evidence, Fact, TestTotals
from bot.policy import Policy
from bot.snapshot import Pull, Repository, Snapshot, StatusDocument, Tree
from bot.verdicts import Judged, Verdict
from parsers.model import (
    Claim,
    Coverage,
    Document,
    Encoding,
    Figure,
    Progress,
    State,
    Tests,
    Value,
)
from webhooks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COMMIT = "4f2c1aa0b6d9e8c7f6a5b4c3d2e1f0a9b8c7d6e5"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def figures_of(value: Value) -> tuple[Figure, ...]:
    """The figures a plain line would show for a value, written without decimals unless the value has some."""
    match value:
        case Progress(percent) | Coverage(percent, _):
            return (_figure("percent", percent),)
        case Tests():
            named = [
                (name, getattr(value, name)) for name in ("passing", "total", "failing", "skipped", "percent")
            ]
            return tuple(_figure(name, number) for name, number in named if number is not None)
        case _:
            return ()


def _figure(role: str, number: float) -> Figure:
    text = f"{number:g}"
    decimals = len(text.partition(".")[2])
    half = 0.5 * 10**-decimals
    exact = role != "percent" or number in (0, 100)
    bounds = (number, number) if exact else (number - half, number + half)
    return Figure(role, (0, len(text)), bounds, decimals)


def claim(
    value: Value | None = None, *, line: int = 1, subject: str = "Auth Service", **overrides: Any
) -> Claim:
    """One claim; without a value, that the subject is done. Figures follow the value unless given."""
    value = State("done") if value is None else value
    overrides.setdefault("figures", figures_of(value))
    return Claim(line=line, subject=subject, value=value, **overrides)


def fact(
    value: TestTotals | CoveragePercent | CheckOutcome | Conclusion,
    name: str = "test",
    *,
    commit: str = COMMIT,
    app: str = "github-actions",
    **overrides: Any,
) -> Fact:
    """One fact; a plain conclusion stands for a check that ended so."""
    said = CheckOutcome(value) if isinstance(value, str) else value
    source = overrides.pop("source", f"https://github.test/acme/shop/checks/{name.replace(' ', '-')}")
    return Fact(name, said, source, commit, app=app, **overrides)


def evidence(*facts: Fact, commit: str = COMMIT, **overrides: Any) -> Evidence:
    """All facts of one commit; nothing expected unless said."""
    return Evidence(commit, tuple(facts), **overrides)


def document(
    *claims: Claim, path: str = "STATUS.md", kind: Literal["living", "record"] = "living", **overrides: Any
) -> StatusDocument:
    """A status document that makes these claims."""
    overrides.setdefault("lines", tuple(c.text for c in claims))
    return StatusDocument(Document(path, Encoding("utf-8"), claims=tuple(claims), **overrides), kind)


def repository(**overrides: Any) -> Repository:
    """A public repository with issues enabled."""
    values: dict[str, Any] = {
        "id": 2,
        "full_name": "acme/shop",
        "private": False,
        "default_branch": "main",
        "archived": False,
        "has_issues": True,
        "html_url": "https://github.test/acme/shop",
    }
    return Repository(**values | overrides)


def pull(touched: Mapping[str, Iterable[int]] | None = None, **overrides: Any) -> Pull:
    """An open pull request from a branch of the same repository, touching no document line unless said."""
    values: dict[str, Any] = {
        "number": 3,
        "title": "Change something",
        "body": "",
        "author": "someone",
        "open": True,
        "draft": False,
        "fork": False,
        "base_ref": "main",
        "base_sha": "b" * 40,
        "head_ref": "topic",
        "head_sha": COMMIT,
        "html_url": "https://github.test/acme/shop/pull/3",
        "touched": {path: frozenset(lines) for path, lines in (touched or {}).items()},
    }
    return Pull(**values | overrides)


def tree(*paths: str, complete: bool = True) -> Tree:
    """A commit's tree by its paths alone."""
    return Tree({path: f"{number:040x}" for number, path in enumerate(paths, 1)}, complete)


def snapshot(*claims: Claim, **overrides: Any) -> Snapshot:
    """One look at the default branch (at the pull request, when `pull` is given); claims stand in STATUS.md."""
    wanted = overrides.get("pull")
    target = Target(1, 2, branch="main") if wanted is None else Target(1, 2, wanted.number)
    values: dict[str, Any] = {
        "target": target,
        "taken_at": NOW,
        "repository": repository(),
        "head_sha": COMMIT,
        "policy": Policy(),
        "branch": "main" if wanted is None else None,
        "documents": (document(*claims),) if claims else (),
        "evidence": evidence(),
    }
    return Snapshot(**values | overrides)


def verdict(status: str = "holds", **overrides: Any) -> Verdict:
    """One verdict; of no particular rule unless said."""
    return Verdict(**{"status": status, "rule": "test rule"} | overrides)


def judged(subject: Claim | None = None, *, path: str = "STATUS.md", **overrides: Any) -> Judged:
    """A claim with its verdict; one that holds unless said."""
    values: dict[str, Any] = {"claim": subject or claim(), "verdict": verdict(), "id": "", "touched": False}
    return Judged(path=path, **values | overrides)
