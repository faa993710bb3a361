"""Dates that cannot be: a stamp in the future, or an update before the creation."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from parsers.contradictions.case import Case, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.contradictions.dates import Stretch
    from parsers.model import Contradiction

CREATED = re.compile(
    r"\b(?:created|creation|written|erstellt|créé|creado|criado|creato|creat|создан\w*)\b|创建|創建|作成日|작성일",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\b(?:updated|update|modified|revised|reviewed|aktualisiert|mise? à jour|actualizad[oa]|atualizad[oa]"
    r"|aggiornat[oa]|actualizat|обновлен\w*|обновлён\w*)\b|更新|修改|업데이트|수정",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:next|due|target|planned|expected|eta|deadline|valid|expires?|until|by)\b", re.IGNORECASE
)
_ONE_DAY = timedelta(days=1)
"""The date line: it is tomorrow somewhere."""


def date_order(case: Case) -> Iterator[Contradiction]:
    """Stamps against today, and the last creation date against the last update."""
    created: list[tuple[int, Stretch]] = []
    updated: list[tuple[int, Stretch]] = []
    for claim, stretch in case.study.stamps:
        text = case.study.outline.text(claim.line)
        if stretch.first > case.today + _ONE_DAY and not _AHEAD.search(text):
            words = (
                f"Line {claim.line} is dated {stretch.text}, which is after today, {case.today.isoformat()}"
            )
            yield found("date-order", [claim.line], words)
        # a line that says both ("Created … Updated …") tells neither date apart
        if bool(CREATED.search(text)) != bool(UPDATED.search(text)):
            (created if CREATED.search(text) else updated).append((claim.line, stretch))
    if len(created) == 1 and updated:
        made, changed = created[0], max(updated, key=lambda one: one[1].last)
        if changed[1].last < made[1].first:
            words = (
                f"Line {changed[0]} says it was updated on {changed[1].text}, "
                f"before it was created on {made[1].text} (line {made[0]})"
            )
            yield found("date-order", [made[0], changed[0]], words)
