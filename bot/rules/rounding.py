"""Numbers as they are written: what a figure can stand for, and whether a measured one is within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.model import Claim, Figure

APPROX_POINTS = 5.0
"""`~80 %` may be rounded to tens: five points either way."""
APPROX_SHARE = 0.1
"""`~120 tests` may be a tenth off."""


def figure_for(claim: Claim, role: str) -> Figure | None:
    """The figure of a claim that states one of its fields."""
    return next((figure for figure in claim.figures if figure.role == role), None)


def percent_fits(claim: Claim, stated: float, measured: float, tolerance: float) -> bool:
    """Whether a stated percent allows a measured one: rounding as written on both sides, then tolerance.

    0 and 100 are exact: neither rounding nor tolerance reaches them. A floor (`80 %+`) has no upper end.
    """
    if stated in (0, 100) and not claim.approx:
        return measured == stated
    figure = figure_for(claim, "percent")
    low, high = figure.bounds if figure else (stated - 0.5, stated + 0.5)
    spare = max(tolerance, APPROX_POINTS) if claim.approx and high is not None else tolerance
    measured_low, measured_high = _written(measured)
    if measured_high + spare < low:
        return False
    return high is None or measured_low - spare < high or measured == high


def number_fits(claim: Claim, role: str, stated: float, measured: float, tolerance: float) -> bool:
    """Whether a stated whole number allows a measured one; 0 is exact unless it is `about`."""
    figure = figure_for(claim, role)
    if figure is not None and figure.bounds[1] is None:
        return measured >= figure.bounds[0] - tolerance
    if claim.approx:
        tolerance = max(tolerance, abs(stated) * APPROX_SHARE)
    elif stated == 0:
        tolerance = 0
    return abs(measured - stated) <= tolerance


def _written(measured: float) -> tuple[float, float]:
    """The span a source's own rounding leaves: 97 may be 96.5 to 97.5, 91.91 is 91.905 to 91.915."""
    decimals = 0 if measured == int(measured) else len(str(measured).partition(".")[2])
    if measured in (0, 100):
        return measured, measured
    half = 0.5 * 10**-decimals
    return measured - half, measured + half
