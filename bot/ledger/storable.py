"""What PostgreSQL refuses in text and JSON (NUL, lone surrogates) made storable, and bodies packed."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

_REFUSED = re.compile("[\x00\ud800-\udfff]")


def text(value: str) -> str:
    """The same text, with characters PostgreSQL cannot store replaced by U+FFFD."""
    return _REFUSED.sub("\ufffd", value)


def maybe(value: str | None) -> str | None:
    """Like `text`, and None stays None."""
    return None if value is None else text(value)


def document(value: Any) -> Any:
    """A JSON value fit for jsonb: plain types only, storable text. Raises ValueError for NaN and infinity."""
    return _walk(json.loads(json.dumps(value, allow_nan=False, ensure_ascii=False)))


def _walk(value: Any) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return [_walk(item) for item in value]
    if isinstance(value, dict):
        return {text(key): _walk(item) for key, item in value.items()}
    return value


def pack(body: bytes) -> bytes:
    """Compressed, fast rather than small."""
    return zlib.compress(body, 1)


def unpack(packed: bytes) -> bytes:
    """What `pack` was given."""
    return zlib.decompress(packed)
