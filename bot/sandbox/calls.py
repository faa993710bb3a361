"""One request as an endpoint sees it, and the answer it gives back."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bot.sandbox.errors import Refused, not_found
from bot.sandbox.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.sandbox.contents import Issue, Pull, Repository
    from bot.sandbox.model import App, Json, Token
    from bot.sandbox.world import World

_PER_PAGE = 30
_MOST = 100


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the app itself (by its JWT) or one of its installations (by a token)."""

    app: App
    token: Token | None = None

    @property
    def key(self) -> str:
        """Whose budget is used."""
        return f"app {self.app.id}" if self.token is None else f"installation ID {self.token.installation.id}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, JSON (or bytes) and headers."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "application/json; charset=utf-8"

    def raw(self) -> bytes:
        """The bytes to send."""
        if isinstance(self.body, bytes):
            return self.body
        return b"" if self.body is None else json.dumps(self.body, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint: method, path as the API description writes it, what it needs, and who answers.

    `needs`: `app` (the app's JWT), `installation` (any token), or a permission and level such as
    `checks:write`; several separated by `|` where any one will do.
    """

    method: str
    path: str
    needs: str
    answer: Callable[[Call], Answer]

    @property
    def creates(self) -> bool:
        """Whether it counts as content-creating for the secondary limits."""
        return self.method in ("POST", "PATCH", "PUT") and self.needs.endswith(":write")


@dataclass(slots=True)
class Call:
    """A request let in by the gate."""

    world: World
    method: str
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes
    caller: Caller
    found: Repository | None = None

    @property
    def repository(self) -> Repository:
        """The repository the path names; the gate has looked it up."""
        if self.found is None:
            raise not_found()
        return self.found

    @property
    def scene(self) -> Scene:
        """Writes through the API are the app's bot user's."""
        app = self.caller.app
        return Scene(self.world, self.repository, app.bot, app)

    def json(self) -> Json:
        """The body, an object."""
        try:
            body = json.loads(self.raw or b"{}")
        except ValueError:
            raise Refused(400, "Problems parsing JSON") from None
        if not isinstance(body, dict):
            raise Refused(400, "Body should be a JSON object")
        return body

    def number(self, name: str) -> int:
        """A whole number from the path; anything else is not there."""
        text = self.params[name]
        if not text.isascii() or not text.isdigit():
            raise not_found()
        return int(text)

    def issue(self, name: str = "issue_number") -> Issue:
        """The issue (or pull request) the path names."""
        issue = self.repository.issues.get(self.number(name))
        if issue is None:
            raise not_found()
        if issue.moved_to is not None:
            raise Refused(301, "Moved Permanently", headers={"location": issue.moved_to})
        if issue.deleted:
            raise Refused(410, "This issue was deleted")
        return issue

    def pull(self) -> Pull:
        """The pull request the path names."""
        pull = self.repository.pulls.get(self.number("pull_number"))
        if pull is None:
            raise not_found()
        return pull

    def commit(self, name: str) -> str:
        """The sha of the commit a path parameter names."""
        return self.commit_named(self.params[name])

    def commit_named(self, ref: str) -> str:
        """The sha of a commit by any name; 422 where there is none, as the commits endpoints answer."""
        sha = self.repository.git.resolve(ref)
        if sha is None:
            raise Refused(422, f"No commit found for SHA: {ref}")
        return sha

    def page(self, rows: Sequence[Any], shape: Callable[[Any], Any], key: str | None = None) -> Answer:
        """One page of rows with its Link header; under `key` beside a total where the API wraps lists.

        https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
        """
        size = min(_MOST, max(1, _whole(self.query.get("per_page"), _PER_PAGE)))
        page = max(1, _whole(self.query.get("page"), 1))
        shown = [shape(row) for row in rows[(page - 1) * size : page * size]]
        body = shown if key is None else {"total_count": len(rows), key: shown}
        last = max(1, math.ceil(len(rows) / size))
        link = self._links(page, last)
        return Answer(body, headers={"link": link} if link else {})

    def _links(self, page: int, last: int) -> str:
        """Links name the repository by its id: https://docs.github.com/rest/guides/best-practices."""
        wanted = [("prev", page - 1), ("first", 1)] if page > 1 else []
        wanted += [("next", page + 1), ("last", last)] if page < last else []
        path = self.path
        if self.found is not None:
            tail = path.split("/", 4)[4:]
            path = "/".join(["/repositories", str(self.found.id), *tail])
        urls = ((rel, urlencode({**self.query, "page": number})) for rel, number in wanted)
        return ", ".join(f'<{self.world.url}{path}?{query}>; rel="{rel}"' for rel, query in urls)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise
