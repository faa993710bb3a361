"""Inline markup taken off a stretch of text, in one linear pass, remembering what was code, bold, struck or linked."""  # noqa: E501

from __future__ import annotations

import html
import re

from parsers.blocks import MAX_STRETCH, Plain, Span

_SPECIAL = re.compile(r"[*_`\[<~&\\]")
_TAGS = "br|b|i|strong|em|p|div|span|a|img|summary|details|t[dhr]|table|thead|tbody|h[1-6]|kbd|sub|sup|code|del|s|u|ul|li|ol|hr|center|font|small|mark|picture|source|blockquote|pre|input"  # noqa: E501
_MARK = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<tick>(?<!`)`{1,4}(?!`))(?P<code>[^`]{1,400})(?P=tick)(?!`)"
    r"|(?P<strong>\*{1,3}|~~)"
    r"|(?P<under>(?<!\w)_{1,3}(?=\S)|(?<=[^\s_])_{1,3}(?!\w))"
    rf"|(?P<comment><!--[^>]{{0,2000}}(?:>[^>]{{0,500}})?-->)|(?P<tag></?(?:{_TAGS})(?:\s[^<>]{{0,400}})?/?>)|<(?P<auto>https?://[^<>\s]{{1,400}})>"
    r"|(?P<entity>&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});)"
    r"|(?P<note>\[\^[^\[\]\s]{1,40}\])"
    r"|(?P<bracket>[\[\]])",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\(<?([^()\s<>]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?)>?(?:\s[^()]{0,200})?\)")


def plain_text(source: str, origins: tuple[tuple[int, int, int], ...], *, underscores: bool = True) -> Plain:
    """The text of one stretch of Markdown; `source` may hold several lines, joined by LF."""
    source = source[:MAX_STRETCH]
    if not _SPECIAL.search(source):
        return Plain(source.replace("\n", " "), origins)
    return _Stripper(source, origins, underscores).run()


class _Stripper:
    """The state of one pass: what is written so far and which marks are open."""

    def __init__(self, source: str, origins: tuple[tuple[int, int, int], ...], underscores: bool) -> None:  # noqa: FBT001
        self.source, self.origins, self.underscores = source, origins, underscores
        self.parts: list[str] = []
        self.pieces: list[Span] = []
        self.length = 0
        self.code: list[Span] = []
        self.bold: list[Span] = []
        self.struck: list[Span] = []
        self.links: list[tuple[int, int, str]] = []
        self.images: list[tuple[str, str]] = []
        self.open: dict[str, int] = {}
        self.targets = _link_targets(source) if "](" in source else {}
        self.starts: dict[int, int] = {}

    def run(self) -> Plain:
        position = 0
        for mark in _MARK.finditer(self.source):
            if mark.start() < position:
                continue
            self.keep(position, mark.start())
            position = self.handle(mark)
        self.keep(position, len(self.source))
        spans = (
            tuple(self.code),
            tuple(self.bold),
            tuple(self.struck),
            tuple(self.links),
            tuple(self.images),
        )
        text = "".join(self.parts).replace("\n", " ")
        return Plain(text, self.origins, tuple(self.pieces), *spans)

    def keep(self, start: int, end: int) -> None:
        if end > start:
            self.pieces.append((self.length, start))
            self.parts.append(self.source[start:end])
            self.length += end - start

    def put(self, text: str, start: int) -> None:
        self.pieces.append((self.length, start))
        self.parts.append(text)
        self.length += len(text)

    def handle(self, mark: re.Match[str]) -> int:
        kind, start, end = mark.lastgroup or "", mark.start(), mark.end()
        if kind == "escaped":
            self.keep(start + 1, end)
        elif kind == "code":
            self.code.append((self.length, self.length + len(mark["code"])))
            self.keep(mark.start("code"), mark.end("code"))
        elif kind in {"strong", "under"}:
            self.toggle(mark)
        elif kind == "tag":
            self.tag(mark.group().lower(), start)
        elif kind == "auto":
            self.links.append((self.length, self.length + len(mark["auto"]), mark["auto"]))
            self.keep(mark.start("auto"), mark.end("auto"))
        elif kind == "entity":
            self.put(html.unescape(mark.group())[:1], start)
        elif kind == "bracket":
            return self.bracket(start)
        return end

    def toggle(self, mark: re.Match[str]) -> None:
        sign, start, end = mark.group(), mark.start(), mark.end()
        if (sign == "*" and not _emphasis(self.source, start)) or (sign[0] == "_" and not self.underscores):
            self.keep(start, end)
            return
        key = "~~" if sign == "~~" else "**" if len(sign) > 1 else "*"
        if key in self.open:
            span = (self.open.pop(key), self.length)
            {"~~": self.struck, "**": self.bold}.get(key, []).append(span)
        else:
            self.open[key] = self.length

    def tag(self, tag: str, start: int) -> None:
        name = re.sub(r"\W.*", "", tag.strip("</>"))
        if name in {"del", "s"}:
            if tag.startswith("</") and "~~" in self.open:
                self.struck.append((self.open.pop("~~"), self.length))
            else:
                self.open["~~"] = self.length
        elif name == "br":
            self.put("; ", start)
        elif name == "img":
            found = re.search(r'alt="([^"]{0,300})"', tag), re.search(r'src="([^"]{0,500})"', tag)
            self.images.append((found[0][1] if found[0] else "", found[1][1] if found[1] else ""))
        elif name in {"td", "th", "div", "p", "li"}:
            self.put(" ", start)

    def bracket(self, start: int) -> int:
        found = self.targets.get(start)
        if found is None:
            self.keep(start, start + 1)
            return start + 1
        opener, closer, target = found
        if start == opener:
            self.starts[opener] = self.length
            if opener and self.source[opener - 1] == "!":
                self.drop_mark()
                self.images.append((self.source[opener + 1 : closer], target))
                return _TARGET.match(self.source, closer + 1).end()  # type: ignore[union-attr]
            return opener + 1
        self.links.append((self.starts.get(opener, self.length), self.length, target))
        return _TARGET.match(self.source, closer + 1).end()  # type: ignore[union-attr]

    def drop_mark(self) -> None:
        """Take back the exclamation mark of an image, which is always the last character kept."""
        self.parts[-1] = self.parts[-1][:-1]
        self.length -= 1


def _link_targets(source: str) -> dict[int, tuple[int, int, str]]:
    """For the opening and the closing bracket of each link: where both stand, and its target."""
    found: dict[int, tuple[int, int, str]] = {}
    stack: list[int] = []
    for bracket in re.finditer(r"\\.|[\[\]]", source):
        if bracket.group() == "[":
            stack.append(bracket.start())
        elif bracket.group() == "]" and stack:
            opener, closer = stack.pop(), bracket.start()
            target = _TARGET.match(source, closer + 1)
            if target:
                found[opener] = found[closer] = (opener, closer, target[1])
    return found


def _emphasis(source: str, at: int) -> bool:
    """Whether a lone star marks emphasis rather than being a star: one side touches a word, the other does not."""  # noqa: E501
    before = source[at - 1] if at else " "
    after = source[at + 1] if at + 1 < len(source) else " "
    return before.isspace() != after.isspace() and before not in "/*." and after not in "/*."
