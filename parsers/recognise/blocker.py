"""Blocker: what the document says stands in the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.claims import make
from parsers.model import Blocker, Claim
from parsers.phrases import RUNTIME, sentence_subject
from parsers.sections import (
    CAUSED_TITLE,
    NUMBERED_BLOCKER,
    category,
    heading_words,
    is_blocker_heading,
    is_grouping,
    matches,
)
from parsers.statements import Reading, Statement, mask_code
from parsers.subjects import clean_name
from parsers.vocabulary import PLAN, STOP, TOPICS, bits_of, icons, tokens
from parsers.vocabulary.concepts import C

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.blocks import Block

_NONE = re.compile(
    r"\W*(?:none|no|n/a|nothing|nil|tbd|-|—|–|0|done|resolved|no (?:known |open |current |active |more |further )?(?:blockers?|issues?)\b.*|no|none\b.*|keine?|aucune?|ninguno|nenhum|нет|无|無|なし|없음|✅)?\W*",  # noqa: E501
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\W*(?:none|n/a|nothing|nil)?\W*", re.IGNORECASE)
_ITEM_TITLE = re.compile(r"\W*(?:\w{1,8}-?\d{1,4}|\d{1,3}|#\d+)\b|\[")
_RESOLVED = re.compile(
    r"\b(?:resolved|cleared|no longer|unblocked|was blocked|were blocked|closed|fixed|behoben|résolu|resuelto|resolvido|решено)\b|已解决|解決済",  # noqa: E501
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:\[?(?P<label>[^\W\d][\w -]{2,24}?(?:\(s\))?)\]?)\s?#?(?P<number>[\dA-Z]{0,3}(?:\.\d)?)\s?(?:[:：]|\s[–—-]\s|\]\s)\s*(?P<said>\S.*)",  # noqa: E501
    re.DOTALL,
)
_CAUSED = re.compile(
    r"\W{0,12}(?:(?:currently|still|now)\s)?(?:blocked|blockiert|bloqué\w{0,2}|bloquead[oa]s?|bloccat[oa]|blocat[ăa]?|заблокирован\w{0,2}"
    r"|on hold|stuck|阻塞|受阻|ブロック中?|차단됨?)"
    r"(?:\s?[:：(（–—-]|\s(?:by|on|until|because(?: of)?|due to|pending|waiting (?:for|on)|von|durch|wegen|par|por|da|из-за)\b){1,3}"  # noqa: E501
    r"\s{0,3}(?P<cause>[\w#`\"'].*)",
    re.IGNORECASE | re.DOTALL,
)
_RUNS = re.compile(r"\b(?:threads?|loop)\s\S{0,8}$", re.IGNORECASE)
_MODE = re.compile(r"blocking (?:mode|calls?|reads?|writes?|i/o|behaviou?r)\b", re.IGNORECASE)
_MAY = re.compile(r"\b(?:could|might|may)\b")
_STOP = re.compile(r"[.!?]\s")
_FLAG = re.compile(
    r"\b(?:BLOCKER|BLOCKING|SHOWSTOPPER|SHOW-STOPPER|BLOQUEANTE|BLOCKIEREND|BLOQUANT|BLOCCANTE)\b\W*$"
)
_VERB = re.compile(
    r"\b(?:is|are|remains?)\s+(?:currently\s+|still\s+|now\s+)?blocked\s+(?:by|on)\b|(?<!as )\bblocked (?:by|on)\s+\S"  # noqa: E501
    r"|\b(?:blockiert (?:durch|von)|bloqu\w{1,4} (?:par|por)|заблокирован\w? )\s?\S"
    r"|\bblocks\s+(?:the\s+|our\s+)?(?:[\d.]+\s)?(?:roll-out|release|merge|launch|deploy\w*|progress|production|rollout|milestone)\b"
    r"|\bis (?:a|the|an|our)\s+(?:\w+\s+){0,2}(?:blocker|show-?stopper)\b"
    r"|\bblocking\s+(?:the\s+|our\s+)?(?:release|merge|launch|deploy\w*|progress|effort|work|production|rollout|milestone|team|development)\b"
    r"|\bcannot (?:proceed|start|continue|ship|be (?:merged|released|tested|deployed|completed|started))\b[^.]{0,60}\buntil\b",  # noqa: E501
    re.IGNORECASE,
)


def recognise(statement: Statement, reading: Reading) -> Iterator[Claim]:
    """The blocker of one statement: by a column, a label, a state with its cause, a heading above, or its words."""  # noqa: E501
    block = statement.block
    governed = not statement.cell and (statement.section.blockers or _beside_title(block, reading))
    if statement.cell:
        yield from _cell(statement, reading)
    elif (governed or _hints(statement.text)) and not _open_no_more(statement, reading):
        yield from _line(statement, reading, governed=governed)


def _line(statement: Statement, reading: Reading, *, governed: bool) -> Iterator[Claim]:
    if statement.label and bits_of(tokens(statement.label)) & C.GOAL:
        return
    said = _labelled(statement) or _caused(statement)
    if said is not None:
        nothing = _NOTHING if statement.block.role == "heading" else _NONE
        if not nothing.fullmatch(said) and not _RESOLVED.search(statement.text):
            yield make(statement, Blocker(said), subject=_subject(statement, said), labelled=True)
    elif governed and _direct(statement, reading):
        yield make(statement, Blocker(statement.text.strip()), labelled=True)
    else:
        at = _worded(statement)
        if at is not None:
            subject = sentence_subject(statement.text, len(statement.text) - 1) or statement.subject
            yield make(statement, Blocker(statement.text.strip()), subject=subject, at=at)


def _subject(statement: Statement, said: str) -> str:
    """What is blocked: the heading's own words after its label, else the line's name or owner."""
    if statement.block.role == "heading" and _labelled(statement):
        return clean_name(said)
    titled = CAUSED_TITLE.match(icons.PICTURE.sub(" ", statement.text))
    if statement.block.role == "heading" and titled:
        return clean_name(titled["subject"])
    return statement.owner if not statement.name or _is_label(statement.label) else statement.subject


def _hints(text: str) -> bool:
    """Whether any word of the text can have to do with blocking; the cheap test before all others."""
    return bool(bits_of(tokens(text)) & (C.BLOCKER | C.BLOCKED)) or "cannot" in text


def _cell(statement: Statement, reading: Reading) -> Iterator[Claim]:
    text = statement.text.strip()
    if "blocker" in statement.columns:
        over = any(
            _RESOLVED.fullmatch(other.text.strip()) for other in reading.row_statements(statement.block)
        )
        if (
            text
            and not over
            and not _NONE.fullmatch(icons.PICTURE.sub("", text))
            and not _RESOLVED.search(text)
        ):
            yield make(statement, Blocker(text), labelled=True)
        return
    if statement.is_name and statement.section.blockers and _row_stands(statement, reading):
        yield make(statement, Blocker(text), labelled=True)
        return
    if not _hints(text):
        return
    cause = _labelled(statement) or _caused(statement) or _cause_in_row(statement, reading)
    if not cause and _worded(statement) is not None:
        cause = text
    if cause and not _RESOLVED.search(cause):
        yield make(statement, Blocker(cause))


def _row_stands(statement: Statement, reading: Reading) -> bool:
    """Whether a row right under a heading of blockers names one that is still open."""
    row = reading.row_statements(statement.block)
    if statement.plain.struck or any("blocker" in other.columns for other in row):
        return False
    said = " ".join(other.text for other in row)
    return not (_NONE.fullmatch(statement.text) or _RESOLVED.search(said) or "✅" in said)


def _cause_in_row(statement: Statement, reading: Reading) -> str | None:
    """Where the cell says "blocked" alone, the cause that a cell of notes beside it gives."""
    words = tokens(statement.text)
    if (
        statement.is_name
        or not words
        or not all(w[2] & (C.BLOCKED | C.BLOCKER | C.ADVERB | C.SEVERITY) for w in words)
    ):
        return None
    row = reading.row_statements(statement.block)
    if any("blocker" in other.columns for other in row) or any(
        _RESOLVED.search(other.text) or "✅" in other.text for other in row
    ):
        return None
    if any(w[2] & C.BLOCKER for w in words):
        return statement.name
    others = [o.text.strip() for o in row if o is not statement and not o.is_name]
    notes = next((o.text.strip() for o in row if "notes" in o.columns and tokens(o.text)), None)
    return notes or next((text for text in others if len(tokens(text)) > 2), None)


def _is_label(label: str) -> bool:
    words = tokens(label)
    return not _MODE.match(label) and (
        0 < len(words) <= 4
        and any(w[2] & C.BLOCKER for w in words)
        and not any(w[2] & (C.NO | C.NOT | C.UNBLOCK | C.TOTAL) for w in words)
    )


def _labelled(statement: Statement) -> str | None:
    """What follows a label such as "Blocker:", "Blocked by:", "Blocker 2 —"."""
    found = _LABEL.match(icons.PICTURE.sub(" ", statement.text))
    if not found:
        return None
    label = found["label"]
    words = tokens(label)
    if "blocks" in label.lower() or not found["said"].strip(" :"):
        return None
    if not _is_label(label) or not (words[0][2] & C.BLOCKER or words[-1][2] & C.BLOCKER):
        return None
    if statement.block.role == "heading" and not NUMBERED_BLOCKER.match(statement.text.strip(" *")):
        return None
    return found["said"].strip()


def _caused(statement: Statement) -> str | None:
    """The cause after "Blocked" in the state position: "Status: blocked – needs the schema"."""
    text, block = statement.text, statement.block
    titled = CAUSED_TITLE.match(icons.PICTURE.sub(" ", text)) if block.role == "heading" else None
    if titled and not statement.section.blockers:
        return titled["cause"].strip(" )")
    if block.role in {"heading", "lead"} and (statement.section.blockers or is_blocker_heading(block)):
        return None
    start = 0 if statement.cell or statement.value >= len(text) else statement.value
    found = _CAUSED.match(text, start) or _CAUSED.match(text)
    cause = found["cause"].strip(" )）") if found else ""
    return cause or None


def _beside_title(block: Block, reading: Reading) -> bool:
    """Whether a heading of the title's own level follows a title that says blockers."""
    title = reading.title
    return (
        title is not None
        and block.role == "heading"
        and block.parent is None
        and block is not title
        and is_blocker_heading(title)
    )


def _direct(statement: Statement, reading: Reading) -> bool:  # noqa: PLR0911
    """Whether the block is a sub-heading or top-level item directly under a heading or lead-in of blockers."""  # noqa: E501
    block, text = statement.block, statement.text
    if block.role not in {"item", "heading"} or (
        block.role == "item" and (block.level > 1 or not statement.name)
    ):
        return False
    words = heading_words(block)
    if (
        block.role == "item"
        and block.parent is reading.title
        and any(b.role == "heading" for b in reading.children[block.parent])
    ):
        return False
    if block.role == "heading":
        if bits_of(tokens(words)[:1]) & C.CONDITION or _MAY.search(words):
            return False
        named = any(
            _labelled(reading.statement(b))
            for b in reading.children[block.parent][:100]
            if b.role == "heading"
        )
        if (
            named
            or is_grouping(tokens(words))
            or category(words)
            or any(matches(words, known) for known in (TOPICS, PLAN, STOP))
        ):
            return False
        if any(t[2] & (C.BLOCKER | C.UNBLOCK) for t in tokens(words)):
            return False
        if (
            block.parent is reading.title
            and len(tokens(words)) < 5
            and not _ITEM_TITLE.match(icons.PICTURE.sub("", text))
        ):
            return False
    if any(t[2] & C.BLOCKER and text[t[0] : t[1]].lower().endswith("s") for t in tokens(text[:60])):
        return False
    if _NONE.fullmatch(icons.PICTURE.sub("", text)) or _RESOLVED.search(text) or _milder(block, reading):
        return False
    return not any(
        _labelled(reading.statement(child)) for child in reading.children[block][:100] if child.role != "row"
    )


def _milder(block: Block, reading: Reading) -> bool:
    """Whether the block bears a lighter colour than a sibling's red."""
    if not set("🟡🟢🔵⚪") & set(block.plain.text[:4]):
        return False
    return any("🔴" in b.plain.text[:4] for b in reading.children[block.parent][:100])


def _worded(statement: Statement) -> int | None:
    """Where the line itself says that something blocks, by a flag at its end or by a verb; None where it does not."""  # noqa: E501
    text = mask_code(statement)
    if statement.block.role in {"heading", "lead"}:
        return None
    if _FLAG.search(text):
        return 0 if statement.block.role == "item" else None
    verb = _VERB.search(text)
    if verb is None:
        return None
    begin = max((m.end() for m in _STOP.finditer(text, 0, verb.start())), default=0)
    end = next((m.start() for m in _STOP.finditer(text, verb.end())), len(text))
    sentence = text[begin:end]
    bits = bits_of(tokens(text[begin : verb.end()]))
    if bits & (C.CONDITION | C.NO | C.NOT | C.GOAL | C.UNBLOCK) and "until" not in sentence:
        return None
    runtime = RUNTIME.search(text[verb.start() : verb.end() + 30]) or _RUNS.search(text[: verb.start()])
    return None if runtime or _RESOLVED.search(sentence) else verb.start()


def _open_no_more(statement: Statement, reading: Reading) -> bool:
    """Whether the blocker is over: struck out, checked off, or marked done."""
    if statement.plain.struck or statement.block.box in {"x", "✅", "✓", "✔"}:
        return True
    return bool(statement.section.blockers) and reading.state(statement) == "done"
