"""/git objects and /contents: trees, blobs, commits and files."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.sandbox.calls import Answer, Call, Route
from bot.sandbox.errors import Refused, not_found
from bot.sandbox.git import GitError
from bot.sandbox.shapes.commits import git_commit
from bot.sandbox.shapes.repositories import api, html
from bot.sandbox.world import node

if TYPE_CHECKING:
    from bot.sandbox.git import Entry
    from bot.sandbox.model import Json

_INLINE_LIMIT = 1_000_000


def _tree(call: Call) -> Answer:
    """GET git/trees/{sha}: beyond the limit of entries the answer is cut and says `truncated`.

    https://docs.github.com/rest/git/trees#get-a-tree
    """
    git, name = call.repository.git, call.params["tree_sha"]
    sha = name if git.kind(name) == "tree" else git.resolve(name)
    if sha is None:
        raise not_found()
    if sha != name or git.kind(sha) == "commit":
        sha = git.commit(sha).tree
    entries = git.tree(sha, recursive="recursive" in call.query)
    url = f"{api(call.world, call.repository)}/git"
    limit = call.world.limits.tree_entries
    rows = []
    for entry in entries[:limit]:
        row: Json = {"path": entry.path, "mode": entry.mode, "type": entry.kind, "sha": entry.sha}
        if entry.size is not None:
            row["size"] = entry.size
        if entry.kind != "commit":  # a submodule's commit is not ours to show
            row["url"] = f"{url}/{entry.kind}s/{entry.sha}"
        rows.append(row)
    return Answer({"sha": sha, "url": f"{url}/trees/{sha}", "tree": rows, "truncated": len(entries) > limit})


def _blob(call: Call) -> Answer:
    sha = call.params["file_sha"]
    try:
        content = call.repository.git.blob(sha)
    except GitError:
        raise not_found() from None
    if "raw" in call.headers.get("accept", ""):
        return Answer(content, media_type="application/vnd.github.raw; charset=utf-8")
    return Answer(
        {
            "sha": sha,
            "node_id": node("Blob", sha),
            "size": len(content),
            "url": f"{api(call.world, call.repository)}/git/blobs/{sha}",
            "content": base64.encodebytes(content).decode(),
            "encoding": "base64",
        }
    )


def _git_commit(call: Call) -> Answer:
    sha = call.repository.git.resolve(call.params["commit_sha"])
    if sha is None:
        raise not_found()
    return Answer(git_commit(call.world, call.repository, call.repository.git.commit(sha)))


def _contents(call: Call) -> Answer:
    """GET contents/{path}: a file, a link, a submodule, or the rows of a directory.

    https://docs.github.com/rest/repos/contents#get-repository-content
    """
    git, path = call.repository.git, call.params.get("path", "").strip("/")
    ref = call.query.get("ref") or call.repository.default_branch
    sha = git.resolve(ref)
    if sha is None:
        raise Refused(404, f"No commit found for the ref {ref}")
    if not path:
        return Answer([_row(call, entry, entry.path, ref) for entry in git.tree(sha, recursive=False)])
    found = next((entry for entry in git.tree(sha, recursive=True) if entry.path == path), None)
    if found is None:
        raise not_found()
    if found.kind == "tree":
        rows = git.tree(found.sha, recursive=False)
        return Answer([_row(call, entry, f"{path}/{entry.path}", ref) for entry in rows])
    return _file(call, found, ref)


def _file(call: Call, found: Entry, ref: str) -> Answer:
    row = _row(call, found, found.path, ref)
    if found.kind == "commit":
        return Answer({**row, "submodule_git_url": ""})
    content = call.repository.git.blob(found.sha)
    if found.mode == "120000":
        return Answer({**row, "target": content.decode("utf-8", "replace")})
    if "raw" in call.headers.get("accept", ""):
        return Answer(content, media_type="application/vnd.github.raw; charset=utf-8")
    if len(content) > _INLINE_LIMIT:  # only raw and object answers carry larger files
        return Answer({**row, "encoding": "none", "content": ""})
    return Answer({**row, "encoding": "base64", "content": base64.encodebytes(content).decode()})


def _row(call: Call, entry: Entry, path: str, ref: str) -> Json:
    url, page = api(call.world, call.repository), html(call.world, call.repository)
    kind = {"tree": "dir", "commit": "submodule"}.get(entry.kind, "file")
    if entry.mode == "120000":
        kind = "symlink"
    here = f"{url}/contents/{quote(path)}?ref={quote(ref, safe='')}"
    git_url = f"{url}/git/{'trees' if kind == 'dir' else 'blobs'}/{entry.sha}"
    shown = f"{page}/{'tree' if kind == 'dir' else 'blob'}/{quote(ref)}/{quote(path)}"
    download = f"{page}/raw/{quote(ref)}/{quote(path)}" if kind == "file" else None
    return {
        "type": kind,
        "name": path.rsplit("/", 1)[-1],
        "path": path,
        "sha": entry.sha,
        "size": entry.size or 0,
        "url": here,
        "html_url": shown,
        "git_url": git_url,
        "download_url": download,
        "_links": {"self": here, "git": git_url, "html": shown},
    }


ROUTES = (
    Route("GET", "/repos/{owner}/{repo}/git/trees/{tree_sha}", "contents:read", _tree),
    Route("GET", "/repos/{owner}/{repo}/git/blobs/{file_sha}", "contents:read", _blob),
    Route("GET", "/repos/{owner}/{repo}/git/commits/{commit_sha}", "contents:read", _git_commit),
    Route("GET", "/repos/{owner}/{repo}/contents/{path}", "contents:read", _contents),
)
