"""Text of theirs made inert for GitHub Markdown: it mentions, refers to, links, closes and formats nothing.

GitHub finds references in plain text after the Markdown is rendered, so escaping alone does not stop them
(https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls):
a zero-width space inside breaks each one. `visible` removes every such character of theirs before, so the
only ones left are ours.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from bot.visible import cut, visible

_BREAK = "\u200b"
_LIVE = (
    (re.compile(r"@(?=\S)"), "@" + _BREAK),  # people, teams, e-mail, user@SHA
    (re.compile(r"#(?=\w)"), "#" + _BREAK),  # #1, owner/repo#1, numeric entities in a title
    (re.compile(r"(gh|ghsa|cve)-(?=\w)", re.IGNORECASE), r"\1-" + _BREAK),
    (re.compile(r":(?=//)"), ":" + _BREAK),
    (re.compile(r"(www)(?=\.)", re.IGNORECASE), r"\1" + _BREAK),
    (re.compile(r"([0-9a-f]{6})(?=[0-9a-f])", re.IGNORECASE), r"\1" + _BREAK),  # SHAs: seven or more
    (re.compile(r":(?=[a-z0-9_+-]+:)", re.IGNORECASE), ":" + _BREAK),  # emoji short codes
    (re.compile(r"\$(?=\S)"), "$" + _BREAK),  # mathematics
)
_LIVE_IN_TITLES = (
    (re.compile(r"\](?=[(\[])"), "]" + _BREAK),
    (re.compile(r"<(?=[a-z/!?])", re.IGNORECASE), "<" + _BREAK),
    (re.compile(r"&(?=#|\w)"), "&" + _BREAK),
)
_ESCAPED = str.maketrans(
    {c: "\\" + c for c in "\\`*_[]~$"}
    | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;", _BREAK: "&#8203;"}
)
_OPENS_A_BLOCK = re.compile(r"(?=[-+=#:])|(?<=\d)(?=[.)])")
_NUMBERED = re.compile(r"\d{1,9}[.)](?:\s|$)")
_BACKTICKS = re.compile(r"`+")
_TOO_MANY_BACKTICKS = re.compile(r"`{41,}")  # GitHub's engine knows no fence longer than 80
_LONGEST_URL = 2000
# A link to an issue or pull request leaves a trace there, even when it hides behind other words.
_LEAVES_A_TRACE = re.compile(r"/(issues|pull|pulls|discussions)/\d", re.IGNORECASE)


def plain(text: str, limit: int) -> str:
    """`text` for places that show it as it is (titles, annotations): one line, inert, `limit` code points."""
    return cut(_broken(visible(text, limit), (*_LIVE, *_LIVE_IN_TITLES)), limit)


def inert(text: str, limit: int) -> str:
    """`text` as Markdown that renders as just its visible characters, at most `limit` of them, on one line.

    The Markdown itself may be up to eight times as long.
    """
    seen = visible(text, limit)
    escaped = _broken(seen, _LIVE).translate(_ESCAPED)
    if _NUMBERED.match(escaped) or escaped[:1] in tuple("-+=#:"):
        return _OPENS_A_BLOCK.sub(r"\\", escaped, count=1)
    return escaped


def cell(text: str, limit: int) -> str:
    """`text` inert in a table cell; a dash where there is nothing to show."""
    return inert(text, limit) or "–"


def code(text: str, limit: int = 200) -> str:
    """`text` as a code span that no backticks in it can close. Not for table cells: `|` would cut."""
    seen = _TOO_MANY_BACKTICKS.sub("`" * 40, visible(text, limit))
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(seen)), default=0))
    padding = " " if not seen or seen[0] == "`" or seen[-1] == "`" else ""
    return f"{fence}{padding}{seen}{padding}{fence}"


def quote(text: str, limit: int) -> str:
    """`text` as a block quote of one line."""
    return "> " + inert(text, limit)


def link(label: str, url: str) -> str:
    """A link whose label is inert already; the label alone where the address cannot be linked safely."""
    address = _address(url)
    return label if address is None else f"[{label}]({address})"


def _address(url: str) -> str | None:
    """The address fit for Markdown; None for all but plain http(s), and for what leaves a trace elsewhere."""
    if len(url) > _LONGEST_URL or any(c <= " " or c == "\x7f" for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = parts.netloc
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.-]+(:\d{1,5})?", host):
        return None
    if _LEAVES_A_TRACE.search(parts.path):
        return None
    return percent_encode(url, safe="%/:?#@!&*+,;=~", errors="replace").replace("&", "&amp;")


def _broken(text: str, live: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in live:
        text = pattern.sub(replacement, text)
    return text
