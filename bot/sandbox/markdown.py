"""Comment bodies as HTML: everything from outside escaped, only our own folded sections let through."""

from __future__ import annotations

import re
from functools import cache

import mistune

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKER = re.compile(r"\A\s*<!--.*?-->[ \t]*\n?", re.DOTALL)
_ALLOWED = re.compile(r"(</?(?:details|summary|sub|sup|br|kbd)>|<details open>)")


class _Renderer(mistune.HTMLRenderer):
    """Escapes raw HTML but for a handful of bare tags; shows images as links."""

    def __init__(self) -> None:
        super().__init__(escape=True)

    def block_html(self, html: str) -> str:
        return _tame(html) + "\n"

    def inline_html(self, html: str) -> str:
        return _tame(html)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return self.link(text or url, url, title)


def render(text: str | None) -> str:
    """HTML of a Markdown body, safe to put into a page; a marker that opens it is not shown."""
    return str(_markdown()(_MARKER.sub("", text or "")))


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(
        renderer=_Renderer(), plugins=["table", "strikethrough", "task_lists", "url"]
    )


def _tame(html: str) -> str:
    """Allowed tags stay, comments go, all else is text."""
    pieces = _ALLOWED.split(_COMMENT.sub("", html))
    return "".join(piece if position % 2 else mistune.escape(piece) for position, piece in enumerate(pieces))
