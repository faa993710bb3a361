"""/commits and /compare: history and what changed."""

from __future__ import annotations

from urllib.parse import quote

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.diff import changes
from bot.sandbox.errors import Refused, not_found
from bot.sandbox.git import GitError
from bot.sandbox.shapes.commits import commit, files
from bot.sandbox.shapes.repositories import api, html

_FILES_OF_A_COMPARISON = 300


def _commits(call: Call) -> Answer:
    git = call.repository.git
    sha = git.resolve(call.query.get("sha") or call.repository.default_branch)
    if sha is None:
        if not git.branches():
            raise Refused(409, "Git Repository is empty.")
        raise not_found()
    listed = git.commits(sha, path=call.query.get("path"))
    return call.page(listed, lambda one: commit(call.world, call.repository, one))


def _commit(call: Call) -> Answer:
    git, sha = call.repository.git, call.commit("ref")
    shown = git.commit(sha)
    touched = changes(git, shown.parents[0] if shown.parents else None, sha)
    added, removed = sum(c.additions for c in touched), sum(c.deletions for c in touched)
    body = commit(call.world, call.repository, shown)
    body["stats"] = {"total": added + removed, "additions": added, "deletions": removed}
    body["files"] = files(call.world, call.repository, sha, touched)
    return Answer(body)


def _compare(call: Call) -> Answer:
    """GET compare/{base}...{head}: against the merge base; at most 300 files, on the first page.

    https://docs.github.com/rest/commits/commits#compare-two-commits
    """
    world, repository, git = call.world, call.repository, call.repository.git
    base_name, dots, head_name = call.params["basehead"].partition("...")
    base, head = (git.resolve(name.rpartition(":")[2]) for name in (base_name, head_name))
    merge_base = git.merge_base(base, head) if base and head else None
    if not dots or base is None or head is None or merge_base is None:
        raise not_found()
    ahead, behind = git.apart(base, head)
    listed = list(reversed(git.commits(head, f"^{base}"))) if ahead else []
    url = f"{api(world, repository)}/compare/{quote(base_name)}...{quote(head_name)}"
    page = f"{html(world, repository)}/compare/{quote(base_name)}...{quote(head_name)}"
    paged = call.page(listed, lambda one: commit(world, repository, one))
    first = call.query.get("page", "1") == "1"
    touched = changes(git, merge_base, head)[:_FILES_OF_A_COMPARISON] if first else []
    body = {
        "url": url,
        "html_url": page,
        "permalink_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "base_commit": commit(world, repository, git.commit(base)),
        "merge_base_commit": commit(world, repository, git.commit(merge_base)),
        "status": _standing(ahead, behind),
        "ahead_by": ahead,
        "behind_by": behind,
        "total_commits": ahead,
        "commits": paged.body,
        "files": files(world, repository, head, touched),
    }
    return Answer(body, headers=paged.headers)


def _standing(ahead: int, behind: int) -> str:
    if ahead and behind:
        return "diverged"
    return "ahead" if ahead else "behind" if behind else "identical"


def _git_ref(call: Call) -> Answer:
    ref = f"refs/{call.params['ref']}"
    try:
        sha = (
            call.repository.git.run("rev-parse", "--verify", "--quiet", "--end-of-options", ref)
            .decode()
            .strip()
        )
    except GitError:
        raise not_found() from None
    url = api(call.world, call.repository)
    shown = {"type": "commit", "sha": sha, "url": f"{url}/git/commits/{sha}"}
    return Answer({"ref": ref, "node_id": f"REF_{sha}", "url": f"{url}/git/{ref}", "object": shown})


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}/compare/{basehead}", "contents:read", _compare),
    Route("GET", "/repos/{owner}/{repo}/git/ref/{ref}", "contents:read", _git_ref),
    Route("GET", "/repos/{owner}/{repo}/commits", "contents:read", _commits),
    Route("GET", "/repos/{owner}/{repo}/commits/{ref}", "contents:read", _commit),
)
