"""Bytes in, values out: documents become claims, reports become totals. No I/O, no clock, no GitHub."""

from parsers.as_json import claim_json, document_json
from parsers.document import read

__all__ = ["claim_json", "document_json", "read"]
