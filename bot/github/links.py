"""Where a page or redirect leads, and whether that is still the API we talk to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NEXT = re.compile(r'<([^<>]{1,4000})>\s*;[^,<]{0,200}?\brel="next"')
_PORTS = {"http": 80, "https": 443}


def next_page(link: str | None) -> str | None:
    """The URL of the next page in a Link header (RFC 8288), or None on the last page."""
    found = _NEXT.search(link or "")
    return found.group(1) if found else None


def leads_home(url: str, api_url: str) -> bool:
    """Whether a URL stays on the API's own scheme, host and port: nowhere else may our token go."""
    try:
        there, home = _origin(url), _origin(api_url)
    except ValueError:
        return False
    return there == home


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
