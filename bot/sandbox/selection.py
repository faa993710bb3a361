"""Just enough GraphQL: which fields a query asks for, and an answer with these and no others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r'#[^\n]*|[\s,]+|(\.\.\.|[{}()\[\]:!=$@|&]|"(?:\\.|[^"\\\n])*"|-?\d+|[A-Za-z_]\w*)')
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Field:
    """One selected field: its name in the answer, its name there, its arguments, what is below."""

    answer: str
    name: str
    arguments: dict[str, Any]
    below: Selection


@dataclass(frozen=True, slots=True)
class Selection:
    """Fields, fragments by name, and fields that hold for one type only."""

    fields: list[Field] = field(default_factory=list)
    spread: list[str] = field(default_factory=list)
    typed: list[tuple[str, Selection]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Query:
    """A document with one operation."""

    name: str
    top: Selection
    fragments: dict[str, Selection]


class UnknownFieldError(Exception):
    """A field the schema of the sandbox does not have."""


def read(text: str) -> Query:
    """The operation of a document and its fragments. ValueError for what is not GraphQL as we send it."""
    tokens = [match.group(1) for match in _TOKEN.finditer(text) if match.group(1)]
    name, top, fragments, at = "", Selection(), {}, 0
    try:
        while at < len(tokens):
            keyword, called = tokens[at], tokens[at + 1]
            while tokens[at] != "{":
                at = _end(tokens, at) if tokens[at] == "(" else at + 1
            below, at = _selection(tokens, at + 1)
            if keyword == "fragment":
                fragments[called] = below
            else:
                name, top = called, below
    except IndexError:
        raise ValueError("the query ends too early") from None
    return Query(name, top, fragments)


def project(value: Any, chosen: Selection, query: Query, variables: dict[str, Any]) -> Any:
    """What of a value was asked for. A callable value is called with its field's arguments."""
    if isinstance(value, list):
        return [project(one, chosen, query, variables) for one in value]
    if not isinstance(value, dict):
        return value
    answer: dict[str, Any] = {}
    for one in chosen.fields:
        if one.name not in value:
            raise UnknownFieldError(
                f"Field '{one.name}' doesn't exist on type '{value.get('__typename', '?')}'"
            )
        inner = value[one.name]
        if callable(inner):
            given = one.arguments.items()
            inner = inner({key: variables.get(v[1:]) if _is_variable(v) else v for key, v in given})
        answer[one.answer] = project(inner, one.below, query, variables)
    for name in chosen.spread:
        answer |= project(value, query.fragments[name], query, variables)
    for kind, below in chosen.typed:
        if value.get("__typename") == kind:
            answer |= project(value, below, query, variables)
    return answer


def _is_variable(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("$")


def _selection(tokens: list[str], at: int) -> tuple[Selection, int]:
    """Reads up to the closing brace; answers where it goes on."""
    found = Selection()
    while tokens[at] != "}":
        if tokens[at] == "..." and tokens[at + 1] == "on":
            below, after = _selection(tokens, at + 4)
            found.typed.append((tokens[at + 2], below))
            at = after
        elif tokens[at] == "...":
            found.spread.append(tokens[at + 1])
            at += 2
        else:
            one, at = _field(tokens, at)
            found.fields.append(one)
    return found, at + 1


def _field(tokens: list[str], at: int) -> tuple[Field, int]:
    answer = name = tokens[at]
    at += 1
    if tokens[at] == ":":
        name, at = tokens[at + 1], at + 2
    arguments: dict[str, Any] = {}
    if tokens[at] == "(":
        end = _end(tokens, at)
        arguments, at = _arguments(tokens[at + 1 : end - 1]), end
    below = Selection()
    if tokens[at] == "{":
        below, at = _selection(tokens, at + 1)
    return Field(answer, name, arguments, below), at


def _arguments(tokens: list[str]) -> dict[str, Any]:
    """Numbers, names and variables ("$name"); what is nested is left out."""
    found: dict[str, Any] = {}
    at = 0
    while at < len(tokens):
        name, value = tokens[at], tokens[at + 2]
        if value in _OPEN:
            at = _end(tokens, at + 2)
        elif value == "$":
            found[name], at = f"${tokens[at + 3]}", at + 4
        else:
            found[name], at = int(value) if value.lstrip("-").isdigit() else value.strip('"'), at + 3
    return found


def _end(tokens: list[str], at: int) -> int:
    """The place after the bracket that closes the one at `at`."""
    depth = 0
    while True:
        depth += (tokens[at] in _OPEN) - (tokens[at] in _CLOSE)
        at += 1
        if depth == 0:
            return at
