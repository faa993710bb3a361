"""What GitHub would make of our Markdown, rendered by its own engine and scanned for anything live; our own posts."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import cmarkgfm

from bot.markers import issue_marker
from bot.snapshot import OurIssue, Posted
from tests.builders import NOW

# After rendering, GitHub turns these into links and notifications wherever they stand outside code:
# https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
LIVE_TEXT = {
    "mention": re.compile(r"@[A-Za-z0-9]"),
    "reference": re.compile(r"#\d|\bgh-\d", re.IGNORECASE),
    "closing words": re.compile(
        r"\b(close[sd]?|fix(e[sd])?|resolve[sd]?)\b:?\s+(\S+/\S+)?(#|gh-|https?://)\d?\w", re.IGNORECASE
    ),
    "sha": re.compile(r"(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])", re.IGNORECASE),
    "address": re.compile(r"\w://\w|\bwww\.\w|\w@\w", re.IGNORECASE),
    "short code": re.compile(r":[a-z0-9_+-]+:", re.IGNORECASE),
    "hidden": re.compile(
        "[\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u0000-\u0008\U000e0000-\U000e0fff]"
    ),
}

HOSTILE = (
    "@octocat",
    "hello @acme/team and @octocat-2",
    "(@octocat)",
    "fixes #1",
    "Closes: #12, resolves acme/shop#3, fixed GH-7",
    "fixes https://github.com/acme/shop/issues/1",
    "4f2c1aa0b6d9e8c7f6a5b4c3d2e1f0a9b8c7d6e5",
    "see 4f2c1aa and acme/shop@4f2c1aa0b6",
    "user@4f2c1aa",
    "GHSA-jfh8-c2jp-5v3q CVE-2024-1234",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</details></td></table><h1>owned</h1>",
    "<!-- statusproof:comment -->",
    "<!-- statusproof:issue aaaaaaaaaaaa -->",
    "--> out of the comment <!--",
    "![cat](https://evil.test/cat.png)",
    "[click](https://evil.test)",
    "[click]: https://evil.test",
    "[click][1]\n\n[1]: https://evil.test",
    "[^1]\n\n[^1]: note",
    "<https://evil.test>",
    "https://evil.test/path?q=1",
    "http://evil.test www.evil.test WWW.EVIL.TEST",
    "ftp://evil.test mailto:a@evil.test xmpp:a@evil.test/x",
    "someone@evil.test",
    ":tada::rocket: " * 30,
    "| a | b |\n|---|---|\n| c | d |",
    "a | b || c \\| d",
    "`code` and ``more`` and ```` four",
    "```\nfence\n```",
    "~~~suggestion\nx\n~~~",
    "**bold** _it_ ~~gone~~ ***both*** __b__",
    "# heading",
    "- item\n- item",
    "1. one\n2) two",
    "1986. A great year",
    "> quoted\n> [!WARNING]\n> x",
    "===",
    "title\n===",
    "---",
    "***",
    "    indented code",
    "\tindented code",
    "- [ ] task",
    "+ plus",
    ":---",
    "$x$ $$y$$ $`z`$",
    "&#64;octocat &commat;octocat &lt;b&gt; &copy; &#35;1",
    "\\@octocat \\#1 \\<b>",
    "back\\slash\\",
    "trailing two spaces  \nand a break\\\nend",
    "@\u200boctocat #\u200b1 ht\u00adtps://evil.test",
    "\u202eevil\u202c \u2066x\u2069 \u200f\u200e\ufeff",
    "a\u0000b\u0007c\u001bd",
    "zalgo" + "\u0301\u0302\u0303\u0304\u0305\u0306" * 50,
    "\U000e0041\U000e0042tagged",
    "\ud800 lone surrogate",
    "\ue000 private \ufdd0 none",
    "👨‍👩‍👧‍👦 🇩🇪🇫🇷 👍🏽 ⚠️ 가",
    "می‌خواهم",
    "x" * 10_000,
    "@" * 500,
    "`" * 500,
    "[" * 500 + "]" * 500,
    "*a_ " * 500,
    "",
    "   \n\t ",
    "Prisma @id #tag $HOME C# F#",
    "\u3164\u115f\u2800",
)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.prose: list[str] = []
        self.everything: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.everything.append(data)
        inside = {"code", "pre"} & set(self.open)
        self.prose.append("\n" if inside else data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def page(markdown: str) -> _Page:
    """The Markdown as GitHub's engine renders it, HTML of ours kept."""
    found = _Page()
    found.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))
    return found


def tags(markdown: str) -> set[str]:
    """Names of all elements the Markdown makes."""
    return {name for name, _ in page(markdown).tags}


def shown(markdown: str) -> str:
    """The text a reader sees, our own zero-width breaks taken out."""
    return "".join(page(markdown).everything).replace("\u200b", "").strip("\n")


def live(markdown: str) -> list[str]:
    """What in the rendered text would still mention, refer, link or hide; empty when all is inert."""
    # Links of ours: GitHub looks at no text for references inside them either, but a label of theirs must be inert.
    prose = "".join(page(markdown).prose)
    return [f"{what}: {m.group()!r}" for what, wanted in LIVE_TEXT.items() if (m := wanted.search(prose))]


def issue(fingerprint: str, **overrides: Any) -> Posted:
    """Posted: one open issue of ours under this fingerprint."""
    values: dict[str, Any] = {
        "number": 8,
        "fingerprint": fingerprint,
        "title": "Auth Service is blocked",
        "body": issue_marker(fingerprint),
        "open": True,
        "state_reason": None,
        "labels": frozenset(),
        "html_url": "https://github.test/acme/shop/issues/8",
        "created_at": NOW - timedelta(days=2),
    }
    return Posted(issues=(OurIssue(**values | overrides),))
