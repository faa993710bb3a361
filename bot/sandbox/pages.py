"""Pages to look at: repositories, pull requests, issues, checks, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, HTTPException, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.sandbox.diff import changes
from bot.sandbox.git import GitError
from bot.sandbox.markdown import render
from bot.sandbox.shapes.checks import latest

if TYPE_CHECKING:
    from bot.sandbox.contents import Issue, Repository
    from bot.sandbox.world import World

_COMMITS_SHOWN = 20
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'"
_AVATAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="#888"/></svg>'
)


def router(world: World) -> APIRouter:
    """The pages of a world."""
    routes = APIRouter()
    show = _Pages(world)
    routes.add_api_route("/", show.index)
    routes.add_api_route("/_downloads/{key}", show.download)
    routes.add_api_route("/avatars/{number}", show.avatar)
    place = "/{owner}/{repo}"
    routes.add_api_route(place, show.repository)
    routes.add_api_route(place + "/pulls", show.pulls)
    routes.add_api_route(place + "/issues", show.issues)
    routes.add_api_route(place + "/pull/{number}", show.talk)
    routes.add_api_route(place + "/issues/{number}", show.talk)
    routes.add_api_route(place + "/runs/{number}", show.check)
    routes.add_api_route(place + "/commit/{sha}", show.commit)
    routes.add_api_route(place + "/actions/runs/{number}", show.workflow)
    routes.add_api_route(place + "/actions/runs/{run}/job/{number}", show.check)
    routes.add_api_route(place + "/blob/{ref}/{path:path}", show.blob)
    routes.add_api_route(place + "/raw/{ref}/{path:path}", show.raw)
    routes.add_api_route("/{owner}", show.account)
    return routes


class _Pages:
    """One method per page; what is not there is 404."""

    def __init__(self, world: World) -> None:
        self._world = world
        loader = PackageLoader("bot.sandbox")
        self._templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        self._templates.filters["markdown"] = lambda text: Markup(render(text))  # noqa: S704 - render escapes

    def _page(self, template: str, title: str, repository: Repository | None, **values: Any) -> Response:
        name = repository.full_name if repository else None
        text = self._templates.get_template(template).render(
            title=title, name=name, repository=repository, **values
        )
        return Response(text, media_type="text/html", headers={"content-security-policy": _POLICY})

    def _repository(self, owner: str, repo: str) -> Repository:
        found = self._world.find_repository(f"{owner}/{repo}")
        if found is None:
            raise HTTPException(404, "no such repository")
        return found

    async def account(self, owner: str) -> Response:
        account = self._world.accounts.get(owner.lower())
        if account is None:
            raise HTTPException(404, "no such account")
        rows = [one for one in self._world.repositories.values() if one.owner is account]
        return self._page("index.html", account.login, None, repositories=rows)

    async def index(self) -> Response:
        rows = [one for one in self._world.repositories.values() if one.parent is None]
        return self._page("index.html", "A small GitHub", None, repositories=rows)

    async def repository(self, owner: str, repo: str) -> Response:
        it = self._repository(owner, repo)
        tip = it.git.resolve(it.default_branch)
        entries = it.git.tree(tip, recursive=True) if tip else []
        commits = it.git.commits(tip, limit=_COMMITS_SHOWN) if tip else []
        lists: dict[str, Any] = {"pulls": it.open_pulls(), "issues": _issues(it, "open")}
        return self._page("repository.html", it.full_name, it, entries=entries, commits=commits, **lists)

    async def pulls(self, owner: str, repo: str) -> Response:
        it = self._repository(owner, repo)
        rows = [pull.issue for pull in reversed(it.pulls.values())]
        return self._page("list.html", "Pull requests", it, rows=rows, kind="pull")

    async def issues(self, owner: str, repo: str) -> Response:
        it = self._repository(owner, repo)
        return self._page("list.html", "Issues", it, rows=_issues(it, None), kind="issues")

    async def talk(self, owner: str, repo: str, number: int) -> Response:
        it = self._repository(owner, repo)
        issue, pull = it.issues.get(number), it.pulls.get(number)
        if issue is None or issue.deleted:
            raise HTTPException(404, "no such issue")
        values: dict[str, Any] = {
            "issue": issue,
            "pull": pull,
            "state": "merged" if pull and pull.merged_at else issue.state,
            "comments": [one for one in it.comments.values() if one.number == number],
        }
        if pull is not None:
            sha = pull.head_sha
            values["runs"] = [run for run in it.check_runs.values() if run.head_sha == sha]
            values["statuses"] = latest([one for one in it.statuses if one.sha == sha])
            values["changes"] = changes(it.git, it.git.merge_base(pull.base_sha, sha), sha)
        return self._page("talk.html", issue.title, it, **values)

    async def check(self, owner: str, repo: str, number: int) -> Response:
        it = self._repository(owner, repo)
        run = it.check_runs.get(number)
        if run is None:
            raise HTTPException(404, "no such check run")
        return self._page("check.html", run.name, it, run=run)

    async def workflow(self, owner: str, repo: str, number: int) -> Response:
        it = self._repository(owner, repo)
        run = next((one for one in it.workflow_runs if one.id == number), None)
        if run is None:
            raise HTTPException(404, "no such run")
        return self._page("workflow.html", run.name, it, run=run)

    async def commit(self, owner: str, repo: str, sha: str) -> Response:
        it = self._repository(owner, repo)
        found = it.git.resolve(sha)
        if found is None:
            raise HTTPException(404, "no such commit")
        shown = it.git.commit(found)
        touched = changes(it.git, shown.parents[0] if shown.parents else None, found)
        runs = [run for run in it.check_runs.values() if run.head_sha == found]
        return self._page("commit.html", shown.message, it, commit=shown, changes=touched, runs=runs)

    async def raw(self, owner: str, repo: str, ref: str, path: str) -> Response:
        content = self._content(self._repository(owner, repo), ref, path)
        headers = {"content-security-policy": _POLICY, "x-content-type-options": "nosniff"}
        return Response(content, media_type="text/plain", headers=headers)

    def _content(self, it: Repository, ref: str, path: str) -> bytes:
        try:
            return it.git.run("cat-file", "blob", f"{it.git.resolve(ref)}:{path}")
        except GitError:
            raise HTTPException(404, "no such file") from None

    async def blob(self, owner: str, repo: str, ref: str, path: str) -> Response:
        it = self._repository(owner, repo)
        lines = self._content(it, ref, path).decode("utf-8", "replace").splitlines()
        return self._page("blob.html", path, it, path=path, ref=ref, lines=lines)

    async def avatar(self, number: int) -> Response:
        return Response(_AVATAR, media_type="image/svg+xml", headers={"x-account": str(number)})

    async def download(self, key: str) -> Response:
        """An artifact's archive, for the one minute its address lives."""
        until, archive = self._world.served_downloads.get(key, (None, b""))
        if until is None or until <= self._world.now():
            raise HTTPException(410, "this address has expired")
        return Response(archive, media_type="application/zip")


def _issues(it: Repository, state: str | None) -> list[Issue]:
    rows = [one for one in it.issues.values() if one.number not in it.pulls and not one.deleted]
    return [one for one in reversed(rows) if state in (None, one.state)]
