"""Makes text from outside fit for an error message: no secrets, one line, bounded."""

from __future__ import annotations

import re

# Tokens are opaque and of any length since 2026 (`ghs_APPID_JWT`); keys and bare JWTs are ours alone.
_SECRET = re.compile(
    r"gh[a-z]_[A-Za-z0-9._-]{36,}"
    r"|github_pat_[A-Za-z0-9_]{36,}"
    r"|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+"
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\Z)",
    re.DOTALL,
)


def redact(text: str) -> str:
    """The text with every token, JWT and private key replaced by `[secret]`."""
    return _SECRET.sub("[secret]", text)


def quotable(text: object, limit: int = 300) -> str:
    """Someone else's words for one of our messages: redacted, printable, one line, at most `limit` long."""
    words = redact(str(text)[: limit * 20])
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
