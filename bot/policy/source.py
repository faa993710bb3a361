"""YAML text → bounded plain nodes with line numbers; what could be ambiguous or unbounded is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

MAX_BYTES = 64_000
MAX_DEPTH = 12
MAX_EVENTS = 20_000

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,15}|[0-9]{1,15}(?:\.[0-9]{0,15})?)(?:[eE][-+]?[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word, number, true, false or null, as YAML 1.2 reads it (so `off` is a word)."""

    value: str | float | bool | None
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with what stands under it."""

    key: str
    node: Node
    line: int


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping, its keys as written (one may stand there twice: the reader says so)."""

    entries: tuple[Entry, ...]
    line: int


Node = Scalar | Items | Entries


class SourceError(Exception):
    """The text as a whole cannot be used; `line` is 1-based, 0 for the whole file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def nodes_of(text: bytes | str) -> Node | None:
    """The file's content; None when it is empty. Raises SourceError where it cannot be read."""
    source = _decode(text)
    try:
        _refuse_what_hides(source)
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise SourceError(0 if mark is None else mark.line + 1, f"not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise SourceError(0, "not valid YAML: it holds a character that YAML does not allow") from error
    return None if root is None else _node(root)


def _decode(text: bytes | str) -> str:
    if len(text) > MAX_BYTES:
        raise SourceError(0, f"larger than {MAX_BYTES:,} bytes")
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(text.count(b"\n", 0, error.start) + 1, "not UTF-8") from error


def _refuse_what_hides(source: str) -> None:
    """Anchors and aliases multiply, tags name types, depth and length cost time: none is needed here."""
    depth = 0
    for number, event in enumerate(yaml.parse(source, Loader=yaml.SafeLoader)):
        line = 0 if event.start_mark is None else event.start_mark.line + 1
        if number > MAX_EVENTS:
            raise SourceError(line, f"more than {MAX_EVENTS:,} entries")
        if getattr(event, "anchor", None) is not None:
            raise SourceError(line, "anchors and aliases (& and *) are not read here: write the value out")
        if getattr(event, "tag", None) is not None:
            raise SourceError(line, "tags (!) are not read here: write the plain value")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise SourceError(line, f"nested more than {MAX_DEPTH} deep")


def _node(node: yaml.Node) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Scalar(_plain(node.value) if node.style is None else node.value, line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_node(item) for item in node.value), line)
    return Entries(tuple(_entry(key, value) for key, value in node.value), line)


def _entry(key: yaml.Node, value: yaml.Node) -> Entry:
    line = key.start_mark.line + 1
    if not isinstance(key, yaml.ScalarNode):
        raise SourceError(line, "a key must be a word")
    return Entry(key.value, _node(value), line)


def _plain(text: str) -> str | float | bool | None:
    if text in _NULL:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
