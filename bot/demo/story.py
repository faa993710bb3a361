"""The story: a push, CI, a pull request that drifts, its fix; each chapter knows how it should end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.demo.plainly import spoken, words
from bot.demo.sample import FINISHED, FIXED, HARBOUR, HURRIED, LANTERN, MOORING_TESTS, ORGANISATION
from bot.demo.waiting import expect, soon
from bot.messages import is_folded

if TYPE_CHECKING:
    from bot.sandbox import Repo, Sandbox
    from bot.sandbox.contents import CheckRun, Comment, Issue

Lines = AsyncIterator[str]
_QUICKER, _REFUNDS = "quicker-login", "refunds"


@dataclass(slots=True)
class Play:
    """What the chapters share: the small GitHub, and the number of the first pull request once it is open."""

    github: Sandbox
    pull: int = 0

    @property
    def harbour(self) -> Repo:
        """The repository most of the story plays in."""
        return self.github.organisation(ORGANISATION).repository("harbour")


Chapter = Callable[[Play], Lines]


async def beginning(play: Play) -> Lines:
    """A team pushes its status document, and CI reports"""
    harbour = play.harbour
    sha = harbour.commit("main", HARBOUR, "Begin", "grace")
    yield f"grace pushes STATUS.md to main ({sha[:7]})"
    yield _ci(harbour, sha, auth=121)
    check = await _checked(harbour, sha, "success")
    yield f"→ the check on main: {check.title}"
    issue = await soon(
        lambda: _issue(play), "an issue for the blocker in STATUS.md", lambda: _titles(harbour.issues())
    )
    expect("Notification Service" in issue.title, "an issue named after Notification Service", issue.title)
    yield f"→ issue #{issue.number}: {words(issue.title)}"


async def drifting(play: Play) -> Lines:
    """A pull request removes two tests and says there are more"""
    harbour = play.harbour
    sha = harbour.commit(
        _QUICKER, {"STATUS.md": HURRIED, MOORING_TESTS: None}, "Make the login quicker", "linus"
    )
    play.pull = harbour.open_pull(_QUICKER, "main", "Make the login quicker", "", "linus")
    yield f"linus opens pull request #{play.pull}: STATUS.md now says 124 tests"
    yield _ci(harbour, sha, auth=119)
    comment = await _comments_once(play, play.pull)
    expect(
        "124" in comment.body and "119" in comment.body,
        "a comment that names 124 and 119",
        " ".join(spoken(comment.body)),
    )
    yield f"→ one comment: {' '.join(spoken(comment.body))}"
    check = await _checked(harbour, sha, "neutral")
    yield f"→ the check is neutral, not red: {check.title}"


async def mending(play: Play) -> Lines:
    """The author settles it"""
    harbour = play.harbour
    sha = harbour.commit(_QUICKER, {"STATUS.md": FIXED}, "Say what is so", "linus")
    yield f"linus pushes the true number, 119 ({sha[:7]})"
    yield _ci(harbour, sha, auth=119)
    check = await _checked(harbour, sha, "success")
    yield f"→ the check: {check.title}"
    comment = await soon(
        lambda: next((one for one in _comments(play, play.pull) if is_folded(one.body)), None),
        "the comment, folded to one line",
        lambda: _said(play, play.pull),
    )
    count = len(_comments(play, play.pull))
    expect(count == 1, "still one comment", f"{count} of them")
    yield f"→ the same comment, edited in place: {' '.join(spoken(comment.body))}"


async def boasting(play: Play) -> Lines:
    """Another pull request calls a service finished; it stays open for you to look at"""
    harbour = play.harbour
    sha = harbour.commit(_REFUNDS, {"STATUS.md": FINISHED}, "Finish the refunds", "ada")
    number = harbour.open_pull(_REFUNDS, "main", "Finish the refunds", "", "ada")
    yield f"ada opens pull request #{number}: Billing is 100 % complete, 36/36 tests, it says"
    yield _ci(harbour, sha, auth=121)
    comment = await _comments_once(play, number)
    first, *rows = spoken(comment.body)
    yield f"→ one comment: {first}"
    for row in rows:
        yield f"    {row}"
    check = await _checked(harbour, sha, "neutral")
    yield f"→ the check is neutral: {check.title}"


async def observed(play: Play) -> Lines:
    """A repository without a policy file is only observed"""
    lantern = play.github.organisation(ORGANISATION).repository("lantern")
    sha = lantern.commit("main", LANTERN, "Begin", "ada")
    yield f"ada pushes ROADMAP.md to lantern ({sha[:7]})"
    lantern.finish_check(sha, "test", title="64 passed", summary="64 passed in 3.1s")
    yield "CI: test 64 passed"
    check = await _checked(lantern, sha, "success")
    yield f"→ the check: {check.title}"
    expect(not lantern.issues(), "no issue in a repository that is only observed", _titles(lantern.issues()))
    yield "→ no issue, no comment"


CHAPTERS: tuple[Chapter, ...] = (beginning, drifting, mending, boasting, observed)


def _ci(harbour: Repo, sha: str, auth: int) -> str:
    """What the pipeline says of one commit; in words."""
    harbour.finish_check(sha, "test (auth)", title=f"{auth} passed", summary=f"{auth} passed in 4.21s")
    billing = "34 passed, 2 failed"
    harbour.finish_check(
        sha, "test (billing)", title=billing, summary=f"{billing} in 2.80s", conclusion="failure"
    )
    harbour.set_status(
        sha,
        "codecov/project/auth",
        "success",
        description="97.04% (+0.02%) compared to 1a2b3c4",
        target_url="https://coverage.example/harbour",
    )
    return f"CI: test (auth) {auth} passed; test (billing) {billing}; coverage of auth 97.04 %"


async def _checked(repository: Repo, sha: str, conclusion: str) -> CheckRun:
    """Our completed check run of a commit, which ends as expected."""

    def ours() -> CheckRun | None:
        runs = (run for run in repository.check_runs(sha) if run.suite.app.public_key)
        return next((run for run in runs if run.status == "completed"), None)

    def there() -> str:
        runs = repository.check_runs(sha)
        return ", ".join(f"{run.name} ({run.conclusion or run.status})" for run in runs) or "no check run"

    found = await soon(ours, f"a completed check run of ours at {sha[:7]}", there)
    expect(
        found.conclusion == conclusion, f"a check that is {conclusion}", f"{found.conclusion}: {found.title}"
    )
    return found


async def _comments_once(play: Play, number: int) -> Comment:
    return await soon(
        lambda: next(iter(_comments(play, number)), None),
        f"a comment on pull request #{number}",
        lambda: _said(play, number),
    )


def _comments(play: Play, number: int) -> list[Comment]:
    return [one for one in play.harbour.comments(number) if one.author is play.github.app.bot]


def _said(play: Play, number: int) -> str:
    return "; ".join(" ".join(spoken(one.body)) for one in _comments(play, number)) or "no comment of ours"


def _issue(play: Play) -> Issue | None:
    return next((one for one in play.harbour.issues() if one.author is play.github.app.bot), None)


def _titles(issues: list[Issue]) -> str:
    return "; ".join(one.title for one in issues) or "no issue"
