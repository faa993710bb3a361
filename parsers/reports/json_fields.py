"""Fields of JSON reports with the type they must have: anything else is refused, naming where it stands."""

from __future__ import annotations

from typing import Any

from parsers.reports.model import Refused
from parsers.reports.numbers import shown


def mapping(value: Any, where: str) -> dict[str, Any]:
    """An object."""
    if isinstance(value, dict):
        return value
    raise Refused(f"{where} is {shown(value)}, not an object", where=where)


def listing(value: Any, where: str) -> list[Any]:
    """A list; nothing stands for an empty one."""
    if value is None:
        return []
    if isinstance(value, list):
        return value
    raise Refused(f"{where} is {shown(value)}, not a list", where=where)


def words(value: Any, most: int) -> str:
    """A text, cut; empty for anything else, because a name is never worth losing a report over."""
    return value[:most] if isinstance(value, str) else ""
