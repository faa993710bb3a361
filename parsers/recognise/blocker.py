"""Blocker: what the document says stands in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.claims import make
from parsers.model import Blocker, Claim
from parsers.statements import Reading, Statement
from parsers.vocabulary import normal, tokens
from parsers.vocabulary.concepts import Concept as C

_NONE = re.compile(
    r"^(?:none|no\b|n/a|nothing|-|—|–|\(none\)|0|done|resolved|✅|keine|aucun|无|なし|없음)", re.IGNORECASE
)
_RESOLVED = re.compile(
    r"\b(?:resolved|cleared|no longer|unblocked|fixed|closed|removed|was blocked|were blocked)\b",
    re.IGNORECASE,
)


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """The blocker of one statement, by its label or by the heading it stands directly under."""
    text = statement.text
    if statement.cell:
        if (
            "blocker" in statement.columns
            and not statement.is_name
            and not _NONE.match(text.strip())
            and text.strip()
        ):
            yield make(statement, Blocker(text.strip()), labelled=True)
        return
    if (
        "blocker" in statement.roles
        and statement.value < len(text)
        and statement.block.role in {"item", "text"}
    ):
        said = text[statement.value :].strip()
        if said and not _NONE.match(said) and not _RESOLVED.search(text):
            yield make(statement, Blocker(said), subject=statement.owner, labelled=True)
        return
    if statement.section.blockers and _direct(statement, reading) and not _open_no_more(statement, reading):
        yield make(statement, Blocker(text.strip()), labelled=True)


def _direct(statement: Statement, reading: Reading) -> bool:
    block = statement.block
    parent = block.parent
    if parent is None or parent.role == "item" or block.role not in {"item", "heading"}:
        return False
    if block.role == "item" and block.level > 1:
        return False
    if parent.role == "heading" and block.role == "item" and _is_blocker(parent, reading):
        return False
    return bool(statement.name) and not any(w[2] & C.BLOCKER for w in tokens(statement.name))


def _is_blocker(heading: object, reading: Reading) -> bool:
    return False


def _open_no_more(statement: Statement, reading: Reading) -> bool:
    return (
        reading.state(statement) == "done"
        or bool(_NONE.match(normal(statement.text)))
        or bool(_RESOLVED.search(statement.text))
        or bool(statement.plain.struck)
    )
