"""Numbers as people write them: percents, ratios, ranges, floors, arrows, separators of every kind, full-width digits."""  # noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from parsers.model import Figure

Shape = Literal["number", "percent", "ratio"]

FOLD = {
    ord("％"): "%",
    ord("﹪"): "%",
    ord("／"): "/",
    ord("，"): ",",
    ord("："): ":",
    ord("（"): "(",
    ord("）"): ")",
    ord("．"): ".",
}
FOLD.update({ord("０") + digit: str(digit) for digit in range(10)})

_NUMBER = (
    r"\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u202f\u2009'’]\d{3})+)(?!\d)(?:\.\d{1,4})?|\d{1,9}(?:[.,]\d{1,6})?"
)
_UNIT = r"(?:\s?[개個个件]\s?)?"
_FIGURE = re.compile(
    rf"(?<![\w./$€£#@\\-])(?<!\w[ ]\#)(?<!\d:)(?P<sign>[~≈∼〜<>≥≤]=?\s?|\+)?(?P<a>{_NUMBER}){_UNIT}(?P<ap>\s?%)?"  # noqa: E501
    rf"(?:(?P<mid>\s?(?:/|[-–—~〜]|→|->|=>|➜)\s?|\s(?:of|out of|to|von|bis|de|sur|à|из|di|din)\s)(?P<tilde>[~≈<>]\s?)?(?P<b>{_NUMBER}){_UNIT})?"  # noqa: E501
    r"(?P<pct>\s?%)?(?P<plus>\+)?(?![A-Za-z_\d])(?![.:,]\d)(?!\s?/\s?\d)(?!-\d)"
)
_DATE = re.compile(
    r"\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{4}-\d{2}\b(?!%)|\d{1,2}:\d{2}(?::\d{2})?"
)
_WORD_PERCENT = re.compile(
    r"(\d)\s?(?:percent|per cent|prozent|pour cent|por ciento|por cento|per cento|процент\w{0,3})\b",
    re.IGNORECASE,
)
HAS_DIGIT = re.compile(r"\d")
_FROM = re.compile(r"\b(?:from|von|de|da|с)\s*$", re.IGNORECASE)
_MOST = 60
"""So many figures of one statement are looked at."""
_PADDED = re.compile(r"0\d")
"""A leading zero makes a number a name."""
_LEADS = {"to", "auf", "à"}
_ARROWS = {"→", "->", "=>", "➜"}
_RANGES = {"-", "–", "—", "~", "〜", "to", "bis", "à"}


@dataclass(frozen=True, slots=True)
class Number:
    """One figure found in a text: `value` is what it comes to, `of` the whole of a ratio."""

    start: int
    end: int
    shape: Shape
    value: float
    of: float | None = None
    approx: bool = False
    floor: bool = False
    range: tuple[float, float] | None = None
    arrow: bool = False
    before: float | None = None
    """For an arrow: the value it starts from."""
    spans: tuple[tuple[int, int], ...] = ()
    decimals: int = 0
    delta: bool = False

    def figure(self, role: str, place: tuple[int, int], value: float) -> Figure:
        """The figure in the contract's form: its bounds are those that rounding as written allows."""
        if self.range and role == "percent":
            return Figure(role, place, self.range, self.decimals)
        if self.floor:
            return Figure(role, place, (value, None), self.decimals)
        half = 0.5 * 10**-self.decimals if self.shape == "percent" else 0.0
        low, high = (value - half, value + half) if half and value not in {0, 100} else (value, value)
        return Figure(role, place, (round(low, 6), round(high, 6)), self.decimals)


def number_value(written: str, *, whole: bool = False) -> float:
    """The value of a number as written; `whole` where only whole numbers make sense, so that 1.234 is 1234."""  # noqa: E501
    text = re.sub(r"[ \u00a0\u202f\u2009'’]", "", written)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return float(text.replace(",", ""))
    if whole and re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        return float(text.replace(".", ""))
    return float(text.replace(",", "."))


def numbers(text: str) -> list[Number]:
    """Every figure of the text in order; dates, times, versions and identifiers are none."""
    text = _WORD_PERCENT.sub(lambda m: m[1] + "%" + " " * (len(m.group()) - 2), text)
    dates = [(d.start(), d.end()) for d in _DATE.finditer(text)]
    found = [
        _number(m)
        for m in islice(_FIGURE.finditer(text), _MOST)
        if not any(s < m.end() and m.start() < e for s, e in dates)
    ]
    return [number for number in found if number]


def _number(m: re.Match[str]) -> Number | None:
    if _PADDED.match(m["a"]):
        return None
    percent = bool(m["pct"] or m["ap"])
    sign = (m["sign"] or "").strip()
    a = number_value(m["a"], whole=not percent)
    number = Number(
        m.start(),
        m.end(),
        "percent" if percent else "number",
        a,
        approx=bool(sign.strip("+") or m["plus"] or m["tilde"]),
        floor=bool(m["plus"]) or sign in {">", "≥", ">="},
        spans=(m.span("a"),),
        decimals=_decimals(m["b"] or m["a"], percent=percent),
        delta=sign == "+",
    )
    return _pair(m, number) if m["mid"] else number


def _pair(m: re.Match[str], first: Number) -> Number | None:
    """What two numbers joined by a sign come to: where an arrow leads, the middle of a range, or a ratio."""
    middle, a = m["mid"].strip(), first.value
    b = number_value(m["b"], whole=first.shape != "percent")
    if middle in _ARROWS or (middle in _LEADS and _FROM.search(m.string, max(0, m.start() - 12), m.start())):
        shape: Shape = "percent" if m["pct"] else "number"
        return replace(first, shape=shape, value=b, arrow=True, before=a, spans=(m.span("b"),))
    if middle in _RANGES:
        span = (m.start("a"), m.end("b"))
        return replace(first, value=(a + b) / 2, range=(a, b), approx=True, spans=(span,)) if b >= a else None
    if first.shape == "percent":
        return None
    return replace(first, shape="ratio", of=b, spans=(m.span("a"), m.span("b")))


def _decimals(written: str, *, percent: bool) -> int:
    found = re.search(r"[.,](\d+)$", written)
    return len(found[1]) if found and (percent or len(found[1]) < 3) else 0
