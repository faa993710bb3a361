"""What we said before, as it stands on GitHub: ours by author and by the first line, never by title.

Lists may lag behind what was just written, so what the ledger says we posted and the list lacks is asked for
by its id before it counts as gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot import markers
from bot.github import Missing, checks, comments, issues, labels
from bot.snapshot import OurCheck, OurComment, OurIssue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection, Iterable

    from bot.collect.view import View
    from bot.github.models import CheckRun, IssueAnswer, User
    from bot.ledger import Post
    from bot.policy import Policy
    from bot.snapshot import Repository
    from webhooks.targets import Target

CHECK_NAME = "statusproof"
CHECK, COMMENT, ISSUE = "check", "comment", "issue"
"""The kinds under which the ledger keeps what we posted."""

Found = TypeVar("Found")


async def our_comments(
    repository: Repository, number: int, posts: Collection[Post], view: View, *, fresh: bool = False
) -> tuple[OurComment, ...]:
    """Our comments on a pull request, oldest first; more than one only after a mishap."""
    name = repository.full_name
    listed = await comments.comments(view.github, name, number, fresh=fresh)
    found = {one.id: one for one in listed}
    for id_ in _known(posts, COMMENT) - found.keys():
        one = await _unless_gone(comments.comment(view.github, name, id_))
        if one is not None and one.issue_url.endswith(f"/{number}"):
            found[id_] = one
    # What we wrote stays ours when a person edits the marker out of it: another would stand beside it.
    written = _known(posts, COMMENT)
    ours = [
        one
        for _, one in sorted(found.items())
        if _by_us(one.user, view) and (one.id in written or markers.is_comment(one.body or ""))
    ]
    return tuple(OurComment(one.id, one.body or "") for one in ours)


async def our_checks(  # noqa: PLR0913 - one parameter each, all told apart by type
    repository: Repository,
    target: Target,
    sha: str,
    posts: Collection[Post],
    view: View,
    *,
    fresh: bool = False,
) -> tuple[OurCheck, ...]:
    """Our check runs about this target on a commit, oldest first, also those a later one hides.

    Other targets with the same head have their own, told apart by their external id.
    """
    name, app = repository.full_name, view.who.app_id
    listed = await checks.runs(view.github, name, sha, app=app, which="all", fresh=fresh)
    found = {run.id: run for run in listed}
    here = (post for post in posts if post.head_sha == sha)
    for id_ in _known(here, CHECK) - found.keys():
        run = await _unless_gone(checks.run(view.github, name, id_))
        if run is not None and run.head_sha == sha:
            found[id_] = run
    ours = [found[id_] for id_ in sorted(found) if _is_our_check(found[id_], view)]
    return tuple(_check(run) for run in ours if run.external_id == target.external_id(sha))


async def our_issues(
    repository: Repository, policy: Policy, posts: Collection[Post], view: View, *, fresh: bool = False
) -> tuple[OurIssue, ...]:
    """Our issues, open and closed, oldest first: those known by number, under our label, or changed lately.

    Search is not asked: it lags behind. None where issues are disabled.
    """
    name = repository.full_name
    found: dict[int, IssueAnswer] = {}
    try:
        for label in policy.issues.labels[:1]:
            found |= _numbered(await issues.labelled(view.github, name, label, fresh=fresh))
        found |= _numbered(await issues.recent(view.github, name, fresh=fresh))
    except Missing:
        return ()
    written = {post.github: post.marker for post in posts if post.kind == ISSUE}
    for number in sorted(written.keys() - found.keys()):
        issue = await _unless_gone(issues.issue(view.github, name, number))
        if issue is not None and issue.number == number and _stands_in(repository, issue):
            found[number] = issue
    ours = [_issue(found[number], written.get(number, ""), view) for number in sorted(found)]
    return tuple(issue for issue in ours if issue is not None)


async def label_names(repository: Repository, view: View) -> frozenset[str]:
    """The labels the repository has."""
    return await labels.names(view.github, repository.full_name)


async def _unless_gone(call: Awaitable[Found]) -> Found | None:
    try:
        return await call
    except Missing:
        return None


def _known(posts: Iterable[Post], kind: str) -> set[int]:
    return {post.github for post in posts if post.kind == kind}


def _numbered(found: Iterable[IssueAnswer]) -> dict[int, IssueAnswer]:
    return {issue.number: issue for issue in found}


def _stands_in(repository: Repository, issue: IssueAnswer) -> bool:
    """An issue moved to another repository answers from there."""
    return f"/{repository.full_name}/".lower() in f"{issue.html_url}/".lower()


def _is_our_check(run: CheckRun, view: View) -> bool:
    return run.app is not None and run.app.id == view.who.app_id and run.name == CHECK_NAME


def _check(run: CheckRun) -> OurCheck:
    said = run.output
    words = (said.title or "", said.summary or "", said.text or "")
    return OurCheck(run.id, run.status, run.conclusion, *words, said.annotations_count)


def _issue(found: IssueAnswer, written: str, view: View) -> OurIssue | None:
    """An issue of ours, also where a person edited the marker out that we had `written`."""
    body = found.body or ""
    fingerprint = markers.fingerprint_in(body) or markers.fingerprint_in(written)
    if found.pull_request is not None or fingerprint is None or not _by_us(found.user, view):
        return None
    return OurIssue(
        number=found.number,
        fingerprint=fingerprint,
        title=found.title,
        body=body,
        open=found.state == "open",
        state_reason=found.state_reason,
        labels=found.label_names,
        html_url=found.html_url,
        created_at=found.created_at,
    )


def _by_us(user: User | None, view: View) -> bool:
    return user is not None and user.id == view.who.user_id
