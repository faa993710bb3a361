"""The story: a push, CI, a pull request that drifts, its fix; each chapter knows how it should end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.demo.sample import HARBOUR, HARBOUR_STATUS, LANTERN, ORGANISATION

if TYPE_CHECKING:
    from bot.sandbox import Repo, Sandbox
    from bot.sandbox.contents import CheckRun, Comment, Issue

Lines = AsyncIterator[str]
_T = TypeVar("_T")
_PATIENCE = 45.0
_BRANCH = "quicker-login"


@dataclass(slots=True)
class Play:
    """What the chapters share: the small GitHub, and the number of the pull request once it is open."""

    github: Sandbox
    pull: int = 0


class Untold(Exception):  # noqa: N818 - what happened, not an error of the code
    """A chapter did not come out as told."""


async def beginning(play: Play) -> Lines:
    """A team pushes its status document, and CI reports"""
    github = play.github
    harbour = github.organisation(ORGANISATION).repository("harbour")
    sha = harbour.commit("main", HARBOUR, "Begin")
    yield f"grace pushes STATUS.md to main ({sha[:7]})"
    _ci(harbour, sha, auth=121)
    yield "CI: test (auth) 121 passed, test (billing) 34 passed and 2 failed, coverage of auth 97.04 %"
    check = await _soon(lambda: _check(harbour, sha), "a completed check on main")
    yield f"the check on main says: {check.title}"
    issue = await _soon(lambda: _issue(github, harbour), "an issue for the blocker")
    yield f"issue #{issue.number} is open: {issue.title}"


async def drifting(play: Play) -> Lines:
    """A pull request drops two tests and says it has more"""
    github = play.github
    harbour = github.repository(f"{ORGANISATION}/harbour")
    sha = harbour.commit(
        _BRANCH,
        {
            "STATUS.md": HARBOUR_STATUS.replace("121 tests", "124 tests"),
            "packages/auth/auth.py": "def may_moor(ship: str) -> bool:\n    return ship != ''\n",
        },
        "Make the login quicker",
        "linus",
    )
    number = play.pull = harbour.open_pull(_BRANCH, "main", "Make the login quicker", "", "linus")
    yield f"linus opens pull request #{number}: STATUS.md now says 124 tests"
    _ci(harbour, sha, auth=119)
    yield "CI: test (auth) 119 passed"
    comment = await _soon(lambda: _comment(github, harbour, number), "a comment on the pull request")
    if "124" not in comment.body or "119" not in comment.body:
        raise Untold(f"the comment names neither figure: {comment.body}")
    yield f"the one comment begins: {_first_line(comment.body)}"
    check = await _soon(lambda: _check(harbour, sha), "a completed check on the pull request")
    if check.conclusion != "neutral":
        raise Untold(f"the check is {check.conclusion}, not neutral")
    yield f"the check is {check.conclusion}: {check.title}"


async def mending(play: Play) -> Lines:
    """The author settles it"""
    github = play.github
    harbour = github.repository(f"{ORGANISATION}/harbour")
    number = play.pull
    before = _comment(github, harbour, number)
    said_before = before.body if before else ""
    text = HARBOUR_STATUS.replace("121 tests", "119 tests")
    sha = harbour.commit(_BRANCH, {"STATUS.md": text}, "Say what is so", "linus")
    yield f"linus pushes the true number ({sha[:7]})"
    _ci(harbour, sha, auth=119)
    yield "CI: test (auth) 119 passed"
    check = await _soon(lambda: _check(harbour, sha), "a completed check on the new head")
    if check.conclusion != "success":
        raise Untold(f"the check is {check.conclusion}, not success")
    comment = await _soon(
        lambda: _other(_comment(github, harbour, number), said_before),
        "the comment to fold",
    )
    yield f"the same comment now says: {_first_line(comment.body)}"


async def observed(play: Play) -> Lines:
    """A repository without a policy file is only observed"""
    lantern = play.github.organisation(ORGANISATION).repository("lantern")
    sha = lantern.commit("main", LANTERN, "Begin")
    yield f"ada pushes ROADMAP.md to lantern ({sha[:7]})"
    lantern.finish_check(sha, "test", title="64 passed", summary="64 passed in 3.1s")
    check = await _soon(lambda: _check(lantern, sha), "a completed check on lantern")
    yield f"the check says: {check.title}"
    if lantern.issues():
        raise Untold("an issue was opened in a repository that is only observed")
    yield "no issue, no comment"


CHAPTERS: tuple[Callable[[Play], Lines], ...] = (beginning, drifting, mending, observed)


def _ci(harbour: Repo, sha: str, auth: int) -> None:
    """What the pipeline says of one commit."""
    harbour.finish_check(sha, "test (auth)", title=f"{auth} passed", summary=f"{auth} passed in 4.21s")
    harbour.finish_check(
        sha,
        "test (billing)",
        title="34 passed, 2 failed",
        summary="34 passed, 2 failed in 2.80s",
        conclusion="failure",
    )
    described = "97.04% (+0.02%) compared to 1a2b3c4"
    harbour.set_status(
        sha,
        "codecov/project/auth",
        "success",
        description=described,
        target_url="https://coverage.example/harbour",
    )


def _check(repository: Repo, sha: str) -> CheckRun | None:
    ours = (run for run in repository.check_runs(sha) if run.suite.app.public_key)
    return next((run for run in ours if run.status == "completed"), None)


def _comment(github: Sandbox, repository: Repo, number: int) -> Comment | None:
    return next((one for one in repository.comments(number) if one.author is github.app.bot), None)


def _other(comment: Comment | None, before: str) -> Comment | None:
    return comment if comment is not None and comment.body != before else None


def _issue(github: Sandbox, repository: Repo) -> Issue | None:
    return next((one for one in repository.issues() if one.author is github.app.bot), None)


def _first_line(body: str) -> str:
    return next((line for line in body.splitlines() if line and not line.startswith("<!--")), "")


async def _soon(look: Callable[[], _T | None], what: str) -> _T:
    """What shows up within a while. Raises Untold when it does not."""
    loop = asyncio.get_running_loop()
    end = loop.time() + _PATIENCE
    while loop.time() < end:
        found = look()
        if found is not None:
            return found
        await asyncio.sleep(0.1)
    raise Untold(f"{what} did not appear within {_PATIENCE:.0f} s")
