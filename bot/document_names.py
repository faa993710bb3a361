"""What a path, a heading or a notice says about a document: of status, of the past, or of something else."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTICE_LINES = 15
"""A notice that a document is superseded stands at its top."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Whole words of a name, lower case and without accents, in the languages we read.
_STATUS_WORDS = _words(
    """
    status statuses progress todo todos roadmap missing remaining completion blocker blockers readiness
    coverage summary stand projektstand fortschritt fahrplan fehlend fehlende verbleibend fertigstellung
    bereitschaft
    abdeckung testabdeckung zusammenfassung statut etat avancement progression manquant manquants restant
    restants achevement blocages couverture resume bilan estado progreso avance avances pendiente pendientes
    faltante
    faltantes restante restantes bloqueos cobertura resumen progresso andamento pendencias pendente pendentes
    faltando conclusao bloqueios resumo stato avanzamento mancante mancanti rimanente rimanenti completamento
    blocchi copertura riepilogo sommario stare stadiu progres lipsa ramas blocaje acoperire rezumat
    статус состояние прогресс осталось готовность блокеры покрытие сводка
    """
)
_STATUS_PHRASES = (
    *("to do", "a faire", "feuille de route", "hoja de ruta", "por hacer", "a fazer", "da fare", "de facut"),
    *("дорожная карта", "offene punkte"),
)
# Scripts without spaces: anywhere in the name.
_STATUS_PARTS = _words(
    """
    状态 狀態 进度 進度 待办 待辦 路线图 路線圖 缺失 剩余 剩餘 完成度 完成情况 阻塞
    覆盖率 覆蓋率 总结 總結 摘要
    状況 進捗 ステータス 未完了 残り ロードマップ 課題 カバレッジ まとめ
    상태 현황 진행 할일 로드맵 누락 남은 완료 커버리지 요약
    """
)
_RECORD_FOLDERS = _words(
    """
    archive archives archived reports history historical archiv berichte rapports historique archivo archivos
    informes historial arquivo relatorios archivio rapporti arhiva rapoarte архив отчеты
    """
)
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])(?:[-_.]?(?:0[1-9]|[12]\d|3[01]))?"
    r"|(?:0[1-9]|[12]\d|3[01])[-_.](?:0[1-9]|1[0-2])[-_.](?:19|20)\d\d"
    r")(?!\d)"
    rf"|(?<![a-z])(?:{_MONTH})[-_. ]?(?:\d{{1,2}}[-_. ])?(?:19|20)\d\d(?!\d)"
    rf"|(?<!\d)(?:19|20)\d\d[-_. ]?(?:{_MONTH})(?![a-z])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTICE = re.compile(
    r"\b(?:superseded|replaced) by\b"
    r"|\b(?:has been|is|was) (?:now )?superseded\b"
    r"|\bthis (?:document|file|page|report|status|roadmap|list|plan) (?:is|has been|was) (?:now )?"
    r"(?:archived|deprecated|obsolete|outdated|out of date|historical|no longer (?:maintained|updated))\b"
    r"|^(?:archived|superseded|obsolete|deprecated|outdated|historical record|veraltet|archiviert|obsol[eè]te"
    r"|archiv[eé]|obsoleto|archivado|obsoleta|已归档|已过时|廃止|устарело)[\s*_]*(?:$|[:.!,(—–-])",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(r"^\W+")


def speaks_of_status(name: str) -> bool:
    """Whether a file's name or a heading holds a word of status, progress, to-do and the like."""
    words = words_of(name)
    joined = f" {' '.join(words)} "
    return (
        not _STATUS_WORDS.isdisjoint(words)
        or any(f" {phrase} " in joined for phrase in _STATUS_PHRASES)
        or any(part in unicodedata.normalize("NFKC", name[:500]) for part in _STATUS_PARTS)
    )


def of_the_past(path: str) -> bool:
    """Whether a path holds a date, or an archive, reports or history folder."""
    *folders, name = _plain(path).split("/")
    return (
        any(_DATE.search(part) for part in (*folders, name))
        or any(_YEAR.fullmatch(folder) for folder in folders)
        or not _RECORD_FOLDERS.isdisjoint(folders)
    )


def superseded(lines: Iterable[str]) -> bool:
    """Whether a notice among the first lines says that the document no longer counts."""
    for line in list(lines)[:NOTICE_LINES]:
        an_item = line.lstrip().startswith(("|", "- ", "* ", "+ "))
        if not an_item and _NOTICE.search(_ORNAMENT.sub("", line[:500])):
            return True
    return False


def words_of(name: str) -> list[str]:
    """The words of a name, also of one like `ProjectStatus`: lower case and without accents."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:500])
    return re.findall(r"[^\W_]+", _plain(parted))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text[:1000])
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
