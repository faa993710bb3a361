"""A document as bytes and back, exactly: JSON, because unpickling lets the sender choose what is run."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from parsers import model
from parsers.model import Document

_TYPES: dict[str, Any] = {
    name: found for name, found in vars(model).items() if isinstance(found, type) and is_dataclass(found)
}
_FIELDS = {name: tuple(field.name for field in fields(found)) for name, found in _TYPES.items()}
_TUPLE, _LIST = "tuple", "list"


def pack(document: Document) -> bytes:
    """The document as JSON; every sequence names its type first. Raises TypeError for what is no value."""
    packed = json.dumps(_packed(document), ensure_ascii=False, separators=(",", ":"))
    return packed.encode("utf-8", "surrogatepass")  # a damaged document may hold half of a pair


def unpack(packed: bytes) -> Document:
    """The document that was packed. Raises ValueError where the bytes are not one."""
    try:
        document = _unpacked(json.loads(packed.decode("utf-8", "surrogatepass")))
    except (TypeError, KeyError, IndexError, RecursionError) as error:
        raise ValueError(f"not a packed document: {error!r:.200}") from error
    if not isinstance(document, Document):
        raise ValueError("not a packed document")  # noqa: TRY004 - what was sent is wrong, not the call
    return document


def _packed(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_TUPLE, *map(_packed, value)]
    if isinstance(value, list):
        return [_LIST, *map(_packed, value)]
    if isinstance(value, dict):
        return {key: _packed(inner) for key, inner in value.items()}
    name = type(value).__name__
    if name not in _FIELDS:
        raise TypeError(f"a document holds a {name}, which cannot be sent")
    return [name, *(_packed(getattr(value, field)) for field in _FIELDS[name])]


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unpacked(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    name, *parts = value
    values = [_unpacked(part) for part in parts]
    if name == _TUPLE:
        return tuple(values)
    if name == _LIST:
        return values
    return _TYPES[name](**dict(zip(_FIELDS[name], values, strict=True)))
