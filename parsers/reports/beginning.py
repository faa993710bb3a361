"""What the first bytes of a file show: enough to tell which format it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.reports.text_source import encoding_of

LOOKED_AT = 65_536
_TAG = re.compile(r"<([A-Za-z_][\w.:-]*)((?:\s[^<>]*)?)>")
_NOT_TAGS = re.compile(r"<!--.*?-->|<\?.*?\?>|<![^>]*>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*[\"']")
_TAGS = 12


@dataclass(frozen=True, slots=True)
class Beginning:
    """A file's name and how its content starts.

    `root` is an XML file's first element with the names of its `attributes`, `inner` the elements that
    follow; `lines` are the first lines of any other text.
    """

    name: str
    root: str = ""
    attributes: frozenset[str] = frozenset()
    inner: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    is_xml: bool = False
    is_json: bool = False


def beginning(name: str, head: bytes) -> Beginning:
    """Look at the first block of a file."""
    encoding, skipped = encoding_of(head)
    text = head[skipped:LOOKED_AT].decode(encoding, "replace").lstrip()
    if text.startswith("<"):
        tags = list(_TAG.finditer(_NOT_TAGS.sub("", text)))[:_TAGS]
        root = tags[0] if tags else None
        return Beginning(
            name,
            root=root[1] if root else "",
            attributes=frozenset(_ATTRIBUTE.findall(root[2])) if root else frozenset(),
            inner=tuple(tag[1] for tag in tags[1:]),
            is_xml=True,
        )
    lines = tuple(line.rstrip("\r") for line in text.split("\n")[:50])
    return Beginning(name, lines=lines, is_json=text.startswith(("{", "[")))
