"""Claims and documents as plain JSON values, flat, in the words of the claim rules."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parsers.model import Claim, Document


def claim_json(claim: Claim) -> dict[str, Any]:
    """The fields of one claim that are set, with its text and where its main figure stands; no "id"."""
    main = claim.figures[0] if claim.figures else None
    result: dict[str, Any] = {"line": claim.line, "kind": claim.kind, "subject": claim.subject}
    result |= {name: value for name, value in asdict(claim.value).items() if value is not None}
    result |= {flag: True for flag in ("approx", "inherited") if getattr(claim, flag)}
    result.setdefault("text", claim.text)
    result["bounds"] = list(main.bounds) if main else None
    result["decimals"] = main.decimals if main else None
    result["columns"] = list(main.columns) if main else None
    return result


def document_json(document: Document) -> dict[str, Any]:
    """The whole document as `statusproof claims` prints it, less contradictions; ids stay while lines move."""  # noqa: E501
    seen: Counter[str] = Counter()
    claims: list[dict[str, Any]] = []
    for claim in document.claims:
        key = f"{claim.kind}\0{claim.subject.casefold()}"
        seen[key] += 1
        digest = hashlib.sha256(f"{document.path}\0{key}\0{seen[key]}".encode()).hexdigest()
        claims.append({"id": digest[:10], **claim_json(claim)})
    return {
        "document": document.path,
        "encoding": {"name": document.encoding.name, "repaired": document.encoding.repaired},
        "claims": claims,
        "problems": [asdict(problem) for problem in document.problems],
    }
