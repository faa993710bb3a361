"""A small picture for a README: what the claims of the default branch came to."""

from __future__ import annotations

from xml.sax.saxutils import escape

LABEL = "status"
_COLOURS = {"holds": "#2c7a3f", "drifted": "#b35309", "unproven": "#5c6570", "none": "#5c6570"}
_CHARACTER = 6.6
"""Pixels a character of 11 px DejaVu Sans or Verdana takes on average."""


def svg(words: str, tone: str) -> str:
    """The badge as SVG: no script, no style sheet, nothing loaded from elsewhere."""
    left, right = _width(LABEL), _width(words)
    title, text = escape(f"{LABEL}: {words}", {'"': "&quot;"}), escape(words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img"'
        f' aria-label="{title}"><title>{title}</title>'
        f'<rect width="{left}" height="20" fill="#3b424c"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{_COLOURS.get(tone, _COLOURS["none"])}"/>'
        '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f'<text x="{left / 2:g}" y="14">{LABEL}</text>'
        f'<text x="{left + right / 2:g}" y="14">{text}</text></g></svg>'
    )


def _width(text: str) -> int:
    return round(len(text) * _CHARACTER) + 12
