"""Whether a delivery was signed by GitHub with a secret we share: SHA-256 over the raw body, nothing else."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Refusal = Literal["signature missing", "only a sha1 signature", "signature malformed", "signature wrong"]

_SHA256 = re.compile(r"sha256=[0-9a-fA-F]{64}")


def sign(body: bytes, secret: str) -> str:
    """The value of X-Hub-Signature-256 for a body.

    https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
    """
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def refused_unread(sha256: str | None, sha1: str | None) -> Refusal | None:
    """Why a delivery can be refused by its headers alone, so that an unsigned body is never read."""
    if sha256 is None:
        return "signature missing" if sha1 is None else "only a sha1 signature"
    return None if _SHA256.fullmatch(sha256) else "signature malformed"


def refused(body: bytes, sha256: str, secrets: Sequence[str]) -> Refusal | None:
    """Why the signature does not hold, or None where it does.

    Every secret is tried, in constant time each, so that an old and a new one are both good while rotating.
    """
    given = sha256.lower().encode("ascii", "replace")
    matches = [hmac.compare_digest(sign(body, secret).encode(), given) for secret in secrets]
    return None if any(matches) else "signature wrong"
