"""What a key of the policy may hold: each shape reads a node and describes itself as JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, Protocol

from bot.policy.source import Entries, Entry, Items, Node, Scalar
from parsers.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_TEXT = 300
MAX_ITEMS = 300
MAX_PROBLEMS = 50
UNSET: Final = object()
"""What a shape gives for a node it cannot use; the problem is noted and the default stands."""

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_DURATION = re.compile(r"(\d{1,5})([mhd])", re.ASCII)


@dataclass(slots=True)
class Notes:
    """What reading gathers: problems, and the dotted names of the keys that were used."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    given: set[str] = field(default_factory=set)

    def note(self, line: int, message: str) -> None:
        """Keep one problem, its message led by path and line; what is past a screenful is left out."""
        place = f"{self.path}:{line}" if line else self.path
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(line, f"{place}: {message}"))


class Shape(Protocol):
    """One kind of value; `read` gives UNSET (and notes a problem) for a node that does not fit."""

    def read(self, node: Node, key: str, notes: Notes) -> Any: ...

    def schema(self) -> dict[str, Any]: ...


def _refuse(node: Node, key: str, wanted: str, notes: Notes) -> object:
    notes.note(node.line, f"`{key}` must be {wanted}, not {_called(node)}; it is left at its default")
    return UNSET


def _called(node: Node) -> str:
    if isinstance(node, Items | Entries):
        return "a list" if isinstance(node, Items) else "a mapping"
    if node.value is None:
        return "empty"
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    return f"`{str(node.value)[:60]}`"


def _unique(node: Entries, notes: Notes) -> tuple[Entry, ...]:
    """The entries without doubles: the first of a name counts."""
    seen: dict[str, Entry] = {}
    for entry in node.entries:
        first = seen.setdefault(entry.key, entry)
        if first is not entry:
            said = f"`{entry.key[:60]}` is given twice; line {first.line} counts"
            notes.note(entry.line, said)
    return tuple(seen.values())


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a line; never empty."""

    longest: int = MAX_TEXT

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        if isinstance(node, Scalar) and isinstance(node.value, str) and 0 < len(node.value) <= self.longest:
            return node.value
        return _refuse(
            node, key, f"text of 1 to {self.longest} characters (in quotes if it is a number)", notes
        )

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Switch:
    """True or false."""

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        return _refuse(node, key, "true or false", notes)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds, both included; null where nothing is an answer too."""

    low: float
    high: float
    whole: bool = False
    optional: bool = False

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        if isinstance(node, Scalar):
            value = node.value
            if value is None and self.optional:
                return None
            if isinstance(value, int | float) and not isinstance(value, bool) and self._fits(value):
                return int(value) if self.whole else float(value)
        kind = "a whole number" if self.whole else "a number"
        return _refuse(node, key, f"{kind} from {self.low:g} to {self.high:g}", notes)

    def _fits(self, value: float) -> bool:
        return self.low <= value <= self.high and (not self.whole or value == int(value))

    def schema(self) -> dict[str, Any]:
        kind = "integer" if self.whole else "number"
        return {
            "type": [kind, "null"] if self.optional else kind,
            "minimum": self.low,
            "maximum": self.high,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words; null where nothing is an answer too."""

    words: tuple[str, ...]
    optional: bool = False

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        if isinstance(node, Scalar) and (node.value in self.words or (node.value is None and self.optional)):
            return node.value
        words = ", ".join(f"`{word}`" for word in (*self.words, *(["null"] if self.optional else [])))
        return _refuse(node, key, words if "," not in words else f"one of {words}", notes)

    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.words, *([None] if self.optional else [])]}


@dataclass(frozen=True, slots=True)
class Duration:
    """A time span such as `60m`, `36h` or `7d`."""

    longest: timedelta

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        text = node.value if isinstance(node, Scalar) else None
        match = _DURATION.fullmatch(text) if isinstance(text, str) else None
        span = int(match[1]) * _UNITS[match[2]] if match else None
        if span is not None and span <= self.longest:
            return span
        return _refuse(node, key, f"a time such as 60m, 36h or 7d (at most {self.longest.days}d)", notes)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{1,5}[mhd]$"}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of one shape; an item that does not fit is left out."""

    of: Shape

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        if not isinstance(node, Items):
            return _refuse(node, key, "a list", notes)
        if len(node.nodes) > MAX_ITEMS:
            notes.note(node.line, f"`{key}` holds more than {MAX_ITEMS} entries; the rest is left out")
        read = (self.of.read(item, f"{key}[{at}]", notes) for at, item in enumerate(node.nodes[:MAX_ITEMS]))
        return tuple(value for value in read if value is not UNSET)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "maxItems": MAX_ITEMS, "items": self.of.schema()}


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping of free names to one shape each; `join` makes a value of a name and what was read."""

    of: Shape
    join: Callable[[str, Any], Any]

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        if not isinstance(node, Entries):
            return _refuse(node, key, "a mapping", notes)
        entries = _unique(node, notes)
        if len(entries) > MAX_ITEMS:
            notes.note(node.line, f"`{key}` holds more than {MAX_ITEMS} entries; the rest is left out")
        found = []
        for entry in entries[:MAX_ITEMS]:
            if not 0 < len(entry.key) <= MAX_TEXT:
                notes.note(entry.line, f"a name under `{key}` must have 1 to {MAX_TEXT} characters")
                continue
            value = self.of.read(entry.node, f"{key}.{entry.key}", notes)
            if value is not UNSET:
                found.append(self.join(entry.key, value))
        return tuple(found)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "maxProperties": MAX_ITEMS,
            "propertyNames": {"minLength": 1, "maxLength": MAX_TEXT},
            "additionalProperties": self.of.schema(),
        }


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with known keys; gives `make(**what was written)` and names unknown keys with the nearest."""

    shapes: Mapping[str, Shape]
    make: Callable[..., Any]
    required: tuple[str, ...] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Keys that belong to another place, with that place: offered when one is met here."""

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        if not isinstance(node, Entries):
            return _refuse(node, key, "a mapping", notes)
        values: dict[str, Any] = {}
        prefix = f"{key}." if key else ""
        for entry in _unique(node, notes):
            shape = self.shapes.get(entry.key)
            if shape is None:
                notes.note(entry.line, self._unknown(entry.key, key))
                continue
            value = shape.read(entry.node, prefix + entry.key, notes)
            if value is not UNSET:
                values[entry.key] = value
                notes.given.add(prefix + entry.key)
        absent = [f"`{name}`" for name in self.required if name not in values]
        if absent:
            notes.note(node.line, f"`{key}` needs {', '.join(absent)}; it is left out")
            return UNSET
        return self.make(**values)

    def _unknown(self, name: str, key: str) -> str:
        place = f" under `{key}`" if key else ""
        said = f"`{name[:60]}` is not a key{place}"
        candidates = {**self.elsewhere, **{known: known for known in self.shapes}}
        near = get_close_matches(name[:60], candidates, n=1, cutoff=0.6)
        if near:
            return f"{said}; did you mean `{candidates[near[0]]}`?"
        return f"{said}; there are {', '.join(f'`{known}`' for known in self.shapes)}"

    def schema(self) -> dict[str, Any]:
        described: dict[str, Any] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: shape.schema() for name, shape in self.shapes.items()},
        }
        return described | ({"required": list(self.required)} if self.required else {})


@dataclass(frozen=True, slots=True)
class TextOr:
    """Either plain text, taken through `join`, or another shape."""

    other: Shape
    join: Callable[[str], Any]

    def read(self, node: Node, key: str, notes: Notes) -> Any:
        if isinstance(node, Entries):
            return self.other.read(node, key, notes)
        text = Text().read(node, key, notes)
        return text if text is UNSET else self.join(text)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [Text().schema(), self.other.schema()]}
