"""What a figure as it is written may stand for: rounded, cut off, about, at least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.model import Claim

_ABOUT = 5.0
"""Points by which an approximate percent may be off."""
_ABOUT_SHARE = 0.1
"""Share by which an approximate number may be off."""
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Span:
    """All values a figure may stand for: `low` up to, but not including, `high`; None for no upper end."""

    low: float
    high: float | None
    exact: bool = True
    """False for ranges, floors and "about"."""

    def holds(self, value: float) -> bool:
        return self.low - _SLACK <= value and (self.high is None or value < self.high + _SLACK)

    def meets(self, other: Span) -> bool:
        """Whether one value could be written both ways."""
        low, high = (self, other) if self.low <= other.low else (other, self)
        return low.high is None or high.low < low.high or high.low == low.low


def decimals_of(value: float) -> int:
    """The decimals a number needs to be written, at most 4."""
    return len(f"{value:.4f}".rstrip("0").partition(".")[2])


def percent(value: float, decimals: int = 0, *, about: bool = False) -> Span:
    """A percent, rounded half up or cut off: 94.7 may be written 95 or 94."""
    if about:
        return Span(value - _ABOUT, value + _ABOUT, exact=False)
    unit = 10.0**-decimals
    return Span(value - unit / 2, value + unit)


def number(value: float, *, about: bool = False) -> Span:
    """A plain number: itself, or about itself."""
    return (
        Span(value * (1 - _ABOUT_SHARE), value * (1 + _ABOUT_SHARE), exact=False)
        if about
        else Span(value, value)
    )


def percent_of(claim: Claim, value: float) -> Span:
    """What the percent of a claim may stand for, by its figure where the line shows one."""
    figure = next((figure for figure in claim.figures if figure.role == "percent"), None)
    low, high = figure.bounds if figure else (value, value)
    if high is None:
        return Span(low, None, exact=False)
    if high - low > 1:  # a range as written, such as 40–50 %
        return Span(low, high, exact=False)
    decimals = figure.decimals if figure else 0
    return percent(value, max(decimals, decimals_of(value)), about=claim.approx)


def said(value: float) -> str:
    """A number as a person writes it: no needless zeros, thousands apart."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def share(part: float, whole: float) -> float:
    """The part of the whole in percent; 0 where there is no whole."""
    return 100 * part / whole if whole else 0.0
